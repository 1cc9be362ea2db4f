"""What has changed between two texts: both can be put together again from the pieces."""

import random
import time

import pytest

from comments_service.domain.differences import GONE, NEW, SAME, Piece, differences


def old(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != NEW)


def new(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != GONE)


def test_words_that_have_changed_stand_beside_each_other() -> None:
    assert differences("Die alte Zahl.", "Die neue Zahl.") == [
        Piece(SAME, "Die "),
        Piece(GONE, "alte"),
        Piece(NEW, "neue"),
        Piece(SAME, " Zahl."),
    ]


def test_the_same_text_has_no_differences() -> None:
    assert differences("Gleich.", "Gleich.") == [Piece(SAME, "Gleich.")]
    assert differences("", "") == []


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    letters = "ab \n«é…"
    a, b = ("".join(chance.choices(letters, k=chance.randint(0, 80))) for _ in range(2))

    assert (old(differences(a, b)), new(differences(a, b))) == (a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("a b " * 2000, "b a " * 2000), ("a " * 4000, "a " * 3999), (".," * 4000, ",." * 4000)],
)
def test_no_text_takes_long(a: str, b: str) -> None:
    begun = time.process_time()
    pieces = differences(a, b)

    assert time.process_time() - begun < 1
    assert (old(pieces), new(pieces)) == (a, b)
