"""The numbers on which publishing and rejecting hang: each of them shows."""

from math import log

import pytest

from comments_service.spam import near, thresholds
from comments_service.spam.classifier import Classifier
from comments_service.spam.features import features, read
from comments_service.spam.filter import Label, SpamFilter, label_of
from comments_service.spam.near import Near, shingles, similarity
from comments_service.spam.thresholds import GENUINE, SPAM, Bounds, Thresholds

LONG = "Verdiene viel Geld von zu Hause aus, ganz einfach und ohne jedes Risiko, schon diese Woche."
EDGE = 0.9
"""From here on texts can be rejected."""


def fed(*genuine: tuple[int, float, bool], spam: int = 100) -> Thresholds:
    """From numbers of genuine texts with a score, and whether they have a hard marker."""
    made = Thresholds()
    for many, score, marked in genuine:
        for _ in range(many):
            made.add(False, score, 1.0, marked)
    for _ in range(spam):
        made.add(True, 0.999, 1.0, True)
    return made


def test_of_the_genuine_with_a_marker_a_very_few_may_score_above() -> None:
    usual = ((1000, 0.01, False), (100, 0.01, True))

    assert fed(*usual, (4, 0.95, True)).bounds.reject == pytest.approx(EDGE)
    assert fed(*usual, (7, 0.95, True)).bounds.reject > 0.95


def test_where_hardly_any_have_a_marker_those_are_still_told_apart() -> None:
    """Five of forty, though of all genuine ones they are three in a thousand."""
    bounds = fed((1400, 0.01, False), (35, 0.01, True), (5, 0.97, True)).bounds

    assert bounds.reject > 0.97


def test_rejecting_begins_well_above_the_genuine_texts() -> None:
    """At 1.3 times as near to 1."""
    bounds = fed((400, 0.01, False), (40, 0.01, True), (100, 0.96, False)).bounds

    assert 1 - bounds.reject == pytest.approx(0.04 / 1.3, rel=0.01)


def test_of_all_genuine_texts_five_in_a_thousand_may_score_above() -> None:
    assert fed((1194, 0.01, False), (6, 0.97, False)).bounds.reject == pytest.approx(0.97)
    assert fed((1193, 0.01, False), (7, 0.97, False)).bounds.reject > 0.97


def test_so_many_of_either_kind_are_remembered() -> None:
    made = fed((GENUINE + 7, 0.01, False), spam=SPAM + 7)

    assert (len(made._genuine), len(made._spam)) == (GENUINE, SPAM)
    assert len(Thresholds.load(made.dump())._genuine) == GENUINE


@pytest.mark.parametrize(("spam", "score"), [(False, 0.99), (True, 0.0001)])
def test_bounds_follow_what_is_removed_at_once(spam: bool, score: float) -> None:
    made = fed((400, 0.01, False), (50, 0.01, True))
    before = made.bounds
    for _ in range(9):
        made.add(spam, score, 1.0, True)
    assert made.bounds != before

    for _ in range(9):
        made.remove(spam, score, 1.0, True)

    assert made.bounds == before


def test_texts_that_share_less_than_four_fifths_are_not_near() -> None:
    one = f"{LONG} Melde dich heute."
    other = f"{LONG} Ruf uns an."
    alike = similarity(shingles(one), shingles(other))
    assert 0.75 < alike < 0.8
    found = Near()
    found.add(1, shingles(one))

    assert found.find(shingles(other)) is None
    assert near.NEAR == 0.8


def test_a_label_of_the_sample_counts_for_all_that_it_stands_for() -> None:
    """Five times in the counts, and with a longer step."""
    text = features("Unbekannte Wörter über ein Amulett")
    once, often = Classifier(), Classifier()
    once.learn(text, True)
    often.learn(text, True, weight=5)

    assert often._regression(text) > 1.1 * once._regression(text)


def test_what_speaks_for_a_genuine_text_is_told_before_what_weighs_less() -> None:
    told = Classifier()
    for number in range(30):
        told.learn(features(f"Brücke Museum Fähre {number}"), False)
        told.learn(features(f"Amulett Horoskop Ritual {number}"), True)
    odds = [value for _, value in told.weights("Brücke Museum Fähre, vielleicht Ritual", most=20)]

    assert min(odds) < 0 < max(odds)
    assert [abs(value) for value in odds] == sorted(map(abs, odds), reverse=True)
    assert abs(odds[0]) > log(1.2)
    assert thresholds.HOLD_ALL.publish < 0


@pytest.mark.parametrize(
    ("spam", "text", "bounds"),
    [
        (False, "Die Brücke bleibt im Herbst noch lange geschlossen", Bounds(1.0, 1.0, 2.0)),
        (True, f"{LONG} Siehe https://geld.example/jetzt", Bounds(-1.0, -1.0, 0.0)),
    ],
)
def test_nobody_is_freed_or_rejected_in_words_that_nobody_knows(
    monkeypatch: pytest.MonkeyPatch, spam: bool, text: str, bounds: Bounds
) -> None:
    """Whatever the score: here any is enough for either."""
    made = SpamFilter()
    monkeypatch.setattr(Thresholds, "missing", 0)
    monkeypatch.setattr(Thresholds, "bounds", bounds)
    assert (made.judge(text).decision, made.judge(text).why) == ("hold", "unknown")

    made.learn(Label(1, spam, 1.0, 0.5, "hold", label_of(text)[0], b""))

    expected = "reject" if spam else "publish"
    assert (made.judge(text).decision, made.judge(text).why) == (expected, "classifier")


@pytest.mark.parametrize(
    ("genuine", "address", "known"),
    [
        (0, "http://never-seen.example/a", True),
        (2, "http://never-seen.example/a", False),
        (0, "https://www.blick.ch/wirtschaft/artikel-id12345.html", False),
    ],
)
def test_where_bare_links_are_spam_one_more_needs_no_known_host(
    genuine: int, address: str, known: bool
) -> None:
    made = SpamFilter()
    for number in range(40):
        made.learn(Label(number, True, 1.0, None, "", *label_of(f"http://h{number}x.example/")))
    for number in range(genuine):
        link = label_of(f"http://g{number}y.example/")[0]
        made.learn(Label(100 + number, False, 1.0, None, "", link, b""))

    assert made._known(*read(address)) is known
