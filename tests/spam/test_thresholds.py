"""What a site's own scores say about publishing and rejecting."""

import random

import pytest

from comments_service.spam.thresholds import HOLD_ALL, Thresholds


def fed(genuine: list[float], spam: list[float], marked: bool = False) -> Thresholds:
    made = Thresholds()
    for score in genuine:
        made.add(False, score, 1.0, marked)
    for score in spam:
        made.add(True, score, 1.0, True)
    return made


def test_everything_is_held_until_there_are_enough_labels() -> None:
    made = fed([0.01] * 99, [0.99] * 300)

    assert made.missing == 1
    assert made.bounds == HOLD_ALL
    made.add(False, 0.01, 1.0, False)
    assert made.missing == 0
    assert made.bounds != HOLD_ALL


def test_what_lacks_is_told() -> None:
    assert fed([], []).missing == 250
    assert fed([0.1] * 10, [0.9] * 10).missing == 230
    assert fed([0.1] * 120, [0.9] * 130).missing == 0


def test_nothing_is_rejected_without_spam_to_learn_from() -> None:
    assert fed([0.01] * 500, []).bounds.reject == HOLD_ALL.reject


def test_a_site_with_hardly_any_spam_publishes_at_last() -> None:
    assert 0 < fed([0.01] * 500, []).bounds.publish <= 0.1
    assert fed([0.01] * 500, [0.03]).bounds.publish_marked < 0.03


def test_rejecting_begins_above_the_genuine_texts() -> None:
    bounds = fed([*[0.01] * 495, *[0.97] * 5], [0.99] * 100).bounds

    assert 0.97 < bounds.reject < 1


def test_few_genuine_outliers_in_many_do_not_stop_rejecting() -> None:
    rnd = random.Random(1)
    genuine = [rnd.random() / 2 for _ in range(1999)]

    made = fed([*genuine, 0.9999], [0.99] * 100)
    for _ in range(30):
        made.add(False, 0.01, 1.0, True)

    assert made.bounds.reject == pytest.approx(0.9)


def test_few_genuine_texts_with_a_marker_are_no_measure() -> None:
    made = fed([0.01] * 2000, [0.999] * 100)
    for _ in range(29):
        made.add(False, 0.01, 1.0, True)
    unsure = made.bounds
    made.add(False, 0.01, 1.0, True)

    assert unsure.reject >= 0.97
    assert unsure.odds >= 3 > made.bounds.odds > 0
    assert made.bounds.reject == pytest.approx(0.9)


def test_genuine_texts_with_a_marker_count_by_themselves() -> None:
    made = fed([0.01] * 2000, [0.999] * 100)
    for _ in range(30):
        made.add(False, 0.01, 1.0, True)
    assert made.bounds.reject == pytest.approx(0.9)

    for _ in range(5):
        made.add(False, 0.98, 1.0, True)

    assert made.bounds.reject > 0.98


def test_publishing_ends_below_the_spam_but_for_a_very_few() -> None:
    made = fed([0.01] * 300, [])
    for score in [0.002, *[0.04] * 10, *[0.9] * 389]:
        made.add(True, score, 1.0, False)

    assert 0.002 < made.bounds.publish < 0.04


def test_publishing_ends_at_a_low_score_however_clear_the_spam() -> None:
    assert fed([0.01] * 300, [0.99] * 300).bounds.publish <= 0.1


def test_a_marker_asks_for_a_lower_score() -> None:
    rnd = random.Random(2)
    spam = [0.003 + 0.5 * rnd.random() for _ in range(400)]
    made = fed([0.01] * 300, spam)
    for score in spam:
        made.add(True, score, 1.0, False)
    bounds = made.bounds

    assert bounds.publish_marked < bounds.publish


def test_old_scores_drop_out() -> None:
    made = fed([0.01] * 300, [0.001] * 500)
    assert made.bounds.publish_marked < 0.001

    for _ in range(500):
        made.add(True, 0.95, 1.0, True)

    assert made.bounds.publish_marked > 0.05


def test_what_is_removed_no_longer_counts() -> None:
    made, other = fed([0.01] * 300, [0.9] * 60), fed([0.01] * 300, [0.9] * 60)
    made.add(True, 0.003, 5.0, False)
    assert made.bounds != other.bounds

    made.remove(True, 0.003, 5.0, False)
    made.remove(True, 0.4, 1.0, False)
    made.add(True, 0.9, 1.0, True)

    assert made.bounds == other.bounds


def test_a_dump_gives_the_same_bounds() -> None:
    rnd = random.Random(4)
    made = fed([rnd.random() / 2 for _ in range(300)], [0.5 + rnd.random() / 2 for _ in range(90)])

    again = Thresholds.load(made.dump())

    assert again.bounds == made.bounds
    assert again.dump() == made.dump()
    with pytest.raises(ValueError, match="not a dump"):
        Thresholds.load(made.dump()[:-1])
