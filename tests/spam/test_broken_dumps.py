"""What was learned is read again only where it is whole and holds numbers alone."""

import struct
import zlib
from collections.abc import Callable

import pytest

from comments_service.spam import features as of
from comments_service.spam import filter as whole
from comments_service.spam.classifier import Classifier
from comments_service.spam.filter import Label, SpamFilter, label_of
from comments_service.spam.near import Near
from comments_service.spam.thresholds import Thresholds

TEXT = "Verdiene 5000 Franken im Monat von zu Hause aus, ganz ohne Vorkenntnisse!"


def taught() -> SpamFilter:
    made = SpamFilter()
    made.learn(Label(1, True, 1.0, 0.5, "hold", *label_of(TEXT)))
    return made


def with_texts(packed: bytes) -> bytes:
    """A dump whose last part is another one."""
    dumped = taught().dump()
    body = dumped[whole._HEAD.size :]
    sizes = whole._SIZES.unpack_from(body)
    body = whole._SIZES.pack(*sizes[:3], len(packed)) + body[whole._SIZES.size : -sizes[3]] + packed
    check = zlib.crc32(body)
    return whole._HEAD.pack(whole._MAGIC, whole.VERSION, of.VERSION, check) + body


@pytest.mark.parametrize(
    "packed",
    [
        zlib.compress(bytes(2 * of.SIZE - 1)),
        zlib.compress(bytes(50 * of.SIZE)),
        zlib.compress(bytes(2 * of.SIZE))[:-20],
        b"nothing that was packed",
    ],
)
def test_no_more_is_unpacked_than_there_can_be(packed: bytes) -> None:
    SpamFilter.load(with_texts(zlib.compress(bytes(2 * of.SIZE))))

    with pytest.raises(ValueError, match="broken dump"):
        SpamFilter.load(with_texts(packed))


def test_parts_that_end_early_or_late_are_broken() -> None:
    dumped = taught().dump() + b"more"
    body = dumped[whole._HEAD.size :]
    head = whole._HEAD.pack(whole._MAGIC, whole.VERSION, of.VERSION, zlib.crc32(body))

    with pytest.raises(ValueError, match="broken dump"):
        SpamFilter.load(head + body)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_classifier_reads_numbers_only(number: float, place: int) -> None:
    state = bytearray(Classifier().dump())
    struct.pack_into("<f", state, len(state) - 4 * of.SIZE * place - 4 * place, number)

    with pytest.raises(ValueError, match="broken state"):
        Classifier.load(bytes(state))


@pytest.mark.parametrize("weight", [0.0, -1e30, float("nan")])
def test_a_label_without_weight_teaches_nothing(weight: float) -> None:
    with pytest.raises(ValueError, match="without weight"):
        Classifier().learn(of.features(TEXT), spam=True, weight=weight)


def test_thresholds_read_scores_only() -> None:
    made = Thresholds()
    made.add(True, float("nan"), 1.0, True)

    with pytest.raises(ValueError, match="thresholds"):
        Thresholds.load(made.dump())


@pytest.mark.parametrize("change", [lambda d: d[:-1], lambda d: d + b"x", lambda d: d[:7]])
def test_near_duplicates_are_whole(change: Callable[[bytes], bytes]) -> None:
    made = Near()
    made.add(1, label_of(TEXT)[1])
    dumped = made.dump()
    assert len(Near.load(dumped)) == 1

    with pytest.raises(ValueError, match="near-duplicates"):
        Near.load(change(dumped))
