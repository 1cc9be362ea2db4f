"""Texts that are nearly the same as spam are found, and no others."""

import random

import pytest

from comments_service.spam.near import MOST, Near, normalised, shingles, similarity

SPAM = "Earn 4000 francs a week from home, visit http://earn.example/start and join us today!"
WORDS = [f"{a}{b}" for a in ("ba", "co", "du", "fe", "gi") for b in ("lan", "mor", "nis", "tuk")]


def some(rnd: random.Random, words: int) -> list[str]:
    return [rnd.choice(WORDS) + str(rnd.randrange(50)) for _ in range(words)]


def test_the_same_text_is_found_whatever_its_capitals_and_signs() -> None:
    near = Near()
    near.add(7, shingles(SPAM))

    assert near.find(shingles(SPAM.upper().replace(" ", " \u2026 "))) == (7, 1.0)


def test_a_few_changed_letters_do_not_hide_it() -> None:
    near = Near()
    near.add(7, shingles(SPAM))

    found = near.find(shingles(SPAM.replace("today", "now")))

    assert found is not None
    assert 0.8 <= found[1] < 1


def test_another_text_on_the_same_matter_is_not_near() -> None:
    near = Near()
    near.add(7, shingles(SPAM))

    assert (
        near.find(shingles("I earn 4000 francs a week and work from home, as most of us")) is None
    )


@pytest.mark.parametrize(
    "text", ["", "First!", "Danke!", "Danke vielmals!", "Gratulation!", "👏👏"]
)
def test_short_texts_are_near_to_nothing(text: str) -> None:
    near = Near()
    near.add(1, shingles(text))

    assert shingles(text) == b""
    assert len(near) == 0
    assert near.find(shingles(text)) is None


@pytest.mark.parametrize(
    ("words", "many"),
    [(4, 16), (12, 14), (16, 12), (40, 6), pytest.param(120, 20, marks=pytest.mark.slow)],
)
def test_exactly_what_comparing_with_all_finds_is_found(words: int, many: int) -> None:
    rnd = random.Random(words)
    texts = [some(rnd, words) for _ in range(many)]
    kept = [shingles(" ".join(text)) for text in texts]
    near = Near()
    for key, one in enumerate(kept):
        near.add(key, one)
    found = 0
    for text in texts:
        for changed in range(words // 4 + 1):
            other = list(text)
            for place in rnd.sample(range(words), changed):
                other[place] = some(rnd, 1)[0]
            asked = shingles(" ".join(other))
            expected = {k for k, one in enumerate(kept) if similarity(asked, one) >= 0.8}
            answer = near.find(asked)
            assert (answer is not None) == bool(expected)
            if answer:
                found += 1
                assert answer[0] in expected
                assert answer[1] == similarity(asked, kept[answer[0]])
    assert found >= many


def test_very_long_texts_are_compared_by_an_even_sample() -> None:
    rnd = random.Random(3)
    text = some(rnd, 1500)
    changed = [*text[:1400], *some(rnd, 100)]
    kept = shingles(" ".join(text))
    near = Near()
    near.add(1, kept)

    assert len(kept) == 3 * MOST
    found = near.find(shingles(" ".join(changed)))
    assert found is not None
    assert 0.85 < found[1] < 1
    assert near.find(shingles(" ".join(text[:500]))) is None


def test_what_is_removed_is_not_found_any_more() -> None:
    near = Near()
    near.add(7, shingles(SPAM))
    near.add(8, shingles(SPAM.replace("today", "now")))

    near.remove(8)
    near.remove(99)

    assert near.find(shingles(SPAM.replace("today", "now"))) != (8, 1.0)
    assert near.find(shingles(SPAM)) == (7, 1.0)
    near.remove(7)
    assert near.find(shingles(SPAM)) is None


def test_a_dump_holds_all_that_was_not_removed() -> None:
    near, rnd = Near(), random.Random(5)
    texts = [" ".join(some(rnd, 9 + number)) for number in range(30)]
    for key, text in enumerate(texts):
        near.add(key, shingles(text))
    near.remove(4)

    again = Near.load(near.dump())

    assert [again.find(shingles(text)) for text in texts] == [
        None if key == 4 else (key, 1.0) for key in range(30)
    ]
    assert again.dump() == near.dump()


@pytest.mark.parametrize("cut", [0, 3, 10, -1])
def test_a_broken_dump_is_refused(cut: int) -> None:
    near = Near()
    near.add(7, shingles(SPAM))

    with pytest.raises(ValueError, match="not a dump"):
        Near.load(near.dump()[:cut])


@pytest.mark.parametrize("text", ["\ud800 " * 40, "ﬁ\u200b\u0301" * 50, "漢字" * 40, "\x00" * 99])
def test_no_text_is_too_strange(text: str) -> None:
    assert len(shingles(text)) % 3 == 0
    assert normalised(text) == normalised(normalised(text))
