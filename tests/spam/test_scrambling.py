"""What a label keeps says nothing without the key."""

import pytest

from comments_service.spam.filter import label_of
from comments_service.spam.scrambling import Scrambler

ONE, OTHER = Scrambler(b"1" * 32), Scrambler(b"2" * 32)
FEATURES, SHINGLES = label_of("Der Gemeinderat hat den Umbau der Badi beschlossen")


@pytest.mark.parametrize("clear", [FEATURES, SHINGLES, b"\0" * 70_000, b"x", b""])
def test_what_was_scrambled_comes_back_with_its_key(clear: bytes) -> None:
    assert ONE.clear(ONE.scrambled(clear)) == clear


def test_the_same_text_never_looks_the_same_twice() -> None:
    """A copy whose text is known would tell else what the other one says."""
    one, again = ONE.scrambled(FEATURES), ONE.scrambled(FEATURES)

    # Of 3-byte numbers, as of any others, no more are alike than by accident.
    numbers = [{kept[at : at + 3] for at in range(len(kept) - 2)} for kept in (one, again)]
    clear = {FEATURES[at : at + 3] for at in range(len(FEATURES) - 2)}
    assert len(numbers[0] & numbers[1]) < 5
    assert len(numbers[0] & clear) < 5


def test_another_key_or_a_changed_byte_is_recognised() -> None:
    kept = ONE.scrambled(FEATURES)

    for broken in (kept[:-1], kept[:20], b"x", kept[:-1] + bytes([kept[-1] ^ 1]), b"\0" + kept[1:]):
        with pytest.raises(ValueError, match="broken"):
            ONE.clear(broken)
    with pytest.raises(ValueError, match="another key"):
        OTHER.clear(kept)
    assert ONE.fingerprint != OTHER.fingerprint


def test_a_key_of_another_length_is_none() -> None:
    with pytest.raises(ValueError, match="not a key"):
        Scrambler(b"short")
