"""What a sample tells of all others, and when it tells nothing."""

import pytest

from comments_service.domain.measured import LEAST, Labelled, sample_of, wilson
from tests.support import NOW


def row(spam: bool, weight: float = 5, said: str = "reject") -> Labelled:
    return Labelled(NOW, spam, weight, said)


@pytest.mark.parametrize(
    ("right", "size", "low", "high"),
    # As Brown, Cai and DasGupta's formula gives them, computed apart.
    [(10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (19, 20, 0.764, 0.991), (50, 100, 0.404, 0.596)],
)
def test_the_interval_is_wilsons(right: int, size: int, low: float, high: float) -> None:
    found = wilson(right / size, size)

    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


def test_a_few_tell_nothing() -> None:
    assert sample_of([]).share is None
    assert sample_of([row(spam=True)] * (LEAST - 1)).share is None
    assert sample_of([row(spam=True)] * LEAST).share is not None


def test_where_all_stand_for_as_many_their_number_alone_counts() -> None:
    few = [*[row(spam=True)] * 19, row(spam=False)]
    light = [*[row(spam=True, weight=1)] * 19, row(spam=False, weight=1)]

    assert sample_of(few).share == sample_of(light).share == wilson(0.95, 20)
    assert (sample_of(few).looked, sample_of(few).spam, sample_of(few).genuine) == (20, 19, 1)


def test_where_some_stand_for_more_the_others_tell_less() -> None:
    mixed = sample_of([*[row(spam=True, weight=1)] * 10, *[row(spam=True, weight=10)] * 10])
    even = sample_of([row(spam=True)] * 20)

    assert mixed.share
    assert even.share
    assert mixed.share.low < even.share.low


def test_the_others_are_estimated_outwards() -> None:
    found = sample_of([*[row(spam=True)] * 19, row(spam=False)])

    assert found.genuine_of(100) == (0, 24)
    assert sample_of([row(spam=True)]).genuine_of(100) is None


def test_errors_that_were_found_are_the_least_there_are() -> None:
    sample = sample_of([row(spam=True)] * 20)

    assert sample.genuine_of(100) == (0, 17)
    assert sample.genuine_of(100, found=3) == (3, 17)
    assert sample.genuine_of(100, found=40) == (40, 40)


def test_only_what_was_shown_by_chance_is_a_sample() -> None:
    assert row(spam=True).sampled
    assert not row(spam=False, weight=1).sampled
    assert not row(spam=True, said="hold").sampled
