"""Spam that comes again, and the genuine text that it copied."""

import random

import pytest

from comments_service.spam.filter import SpamFilter
from comments_service.spam.near import Near, shingles
from tests.spam.test_filter import genuine, label, labels

PASSED_ON = (
    "The council decides on Monday whether the swimming pool stays open in winter. Come to the hall"
    " at seven, bring your neighbours and tell them what the pool means to you and to our children."
)


@pytest.fixture(scope="module")
def taught() -> SpamFilter:
    return SpamFilter.rebuilt(labels(500))


def marked(taught: SpamFilter, *texts: str) -> SpamFilter:
    made = SpamFilter.load(taught.dump())
    for number, text in enumerate(texts, 900):
        # Twice as many persons as it takes for a score that agrees.
        for copy in range(2):
            made.learn(label(2 * number + copy, text, True))
    return SpamFilter.load(made.dump())


def test_spam_that_comes_again_is_rejected(taught: SpamFilter) -> None:
    made = marked(taught, f"{PASSED_ON} http://pills.example/1")

    judgement = made.judge(f"{PASSED_ON} http://pills.example/2 !")

    assert (judgement.decision, judgement.why) == ("reject", "near")


@pytest.mark.parametrize("own", ["", " www.village-pool.example/petition", " pool@village.example"])
def test_a_genuine_text_that_spam_copied_is_not_rejected(taught: SpamFilter, own: str) -> None:
    made = marked(taught, f"{PASSED_ON} http://pills.example/1")

    judgement = made.judge(PASSED_ON + own)

    assert (judgement.decision, judgement.why) == ("hold", "near")
    assert judgement.near is None


def test_every_kind_of_marker_must_come_again(taught: SpamFilter) -> None:
    made = marked(taught, f"{PASSED_ON} http://pills.example/1 or +41 44 123 45 67")

    assert made.judge(f"{PASSED_ON} http://pills.example/1").decision == "hold"
    assert made.judge(f"{PASSED_ON} http://pills.example/1 +41 44 123 45 68").decision == "reject"


def test_the_like_of_spam_without_a_marker_waits(taught: SpamFilter) -> None:
    judgement = marked(taught, PASSED_ON).judge(PASSED_ON)

    assert (judgement.decision, judgement.near) == ("hold", None)


def test_one_of_several_confirmed_spams_must_advertise_the_same(taught: SpamFilter) -> None:
    made = marked(
        taught, PASSED_ON, f"{PASSED_ON} http://a.example", f"{PASSED_ON} http://b.example"
    )

    assert made.judge(f"{PASSED_ON} http://a.example").decision == "reject"
    assert made.judge(f"{PASSED_ON} http://c.example").decision == "hold"


def test_a_note_goes_with_what_it_was_added_with() -> None:
    near = Near()
    for key in range(4):
        near.add(key, shingles(f"{PASSED_ON} {key}"), b"%d" % key * key)
    near.remove(2)
    loaded = Near.load(near.dump())

    found = {key: note for key, _, note in loaded.matches(shingles(PASSED_ON))}

    assert found == {0: b"", 1: b"1", 3: b"333"}


def test_a_text_of_which_not_all_was_read_is_not_published(taught: SpamFilter) -> None:
    rnd = random.Random(5)
    short = " ".join(genuine(rnd) for _ in range(3))
    long = " ".join(genuine(rnd) for _ in range(60))

    assert taught.judge(short).decision == "publish"
    judgement = taught.judge(long)
    assert (judgement.decision, judgement.why) == ("hold", "long")
