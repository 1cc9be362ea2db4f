"""Where the filter publishes and rejects: read from the scores that this site's own comments had
when they came, before anybody had decided about them.

A score that was given after its label was learned would flatter the filter, so only those count
that came first. Old ones drop out: the filter and what people write change.
"""

import struct
from array import array
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

GENUINE, SPAM = 2000, 1000
"""Scores that are remembered of either kind: the latest."""
FEWEST_GENUINE, FEWEST_LABELS = 100, 250
"""Labels below which everything is held."""
FEWEST_SPAM = 20
"""Spam below which nothing is rejected by its score."""

_LOST = 0.005  # of the recent genuine ones may score above where rejecting begins …
_MARKED_LOST = 0.04  # … and of those with a hard marker, the only ones that can be rejected
_MISSED = 0.004  # of the recent spam may score below where publishing ends
_REJECT_FROM, _PUBLISH_TO = 0.9, 0.45  # whatever was measured
_STEP = 1.5  # how much nearer to 0 or 1 than all that was seen, where little was seen
_HEAD = struct.Struct("<IIII")
_ENTRY = struct.Struct("<ffB")


@dataclass(frozen=True)
class Scored:
    """A label as it counts here: its score when it came, for how many it stands, and whether it had
    a hard marker."""

    score: float
    weight: float
    marked: bool


@dataclass(frozen=True)
class Bounds:
    """Publish at `publish` and below, reject above `reject` where there is a hard marker too."""

    publish: float
    reject: float


HOLD_ALL = Bounds(-1.0, 2.0)


def _round(score: float) -> float:
    return float(array("f", [score])[0])


class Thresholds:
    """The scores of the latest labels, and what follows from them."""

    def __init__(self) -> None:
        self._genuine: deque[Scored] = deque(maxlen=GENUINE)
        self._spam: deque[Scored] = deque(maxlen=SPAM)
        self._ham_seen = 0
        self._spam_seen = 0
        self._bounds: Bounds | None = None

    def add(self, spam: bool, score: float, weight: float, marked: bool) -> None:
        """Take in a label with the score that the text had before it."""
        entry = Scored(_round(score), _round(weight), marked)
        (self._spam if spam else self._genuine).append(entry)
        if spam:
            self._spam_seen += 1
        else:
            self._ham_seen += 1
        self._bounds = None

    def remove(self, spam: bool, score: float, weight: float, marked: bool) -> None:
        """Forget a label that was added; one that dropped out already is nothing to forget."""
        entry, entries = Scored(_round(score), _round(weight), marked), self._genuine
        if spam:
            entries, self._spam_seen = self._spam, max(0, self._spam_seen - 1)
        else:
            self._ham_seen = max(0, self._ham_seen - 1)
        if entry in entries:
            entries.remove(entry)
        self._bounds = None

    @property
    def missing(self) -> int:
        """Labels that are still needed before anything is published or rejected."""
        seen = self._ham_seen + self._spam_seen
        return max(0, FEWEST_GENUINE - self._ham_seen, FEWEST_LABELS - seen)

    @property
    def bounds(self) -> Bounds:
        """What holds now."""
        if self.missing:
            return HOLD_ALL
        if self._bounds is None:
            self._bounds = Bounds(self._publish(), self._reject())
        return self._bounds

    def _reject(self) -> float:
        if self._spam_seen < FEWEST_SPAM:
            return HOLD_ALL.reject
        marked = [entry for entry in self._genuine if entry.marked]
        return max(_REJECT_FROM, _above(self._genuine, _LOST), _above(marked, _MARKED_LOST))

    def _publish(self) -> float:
        return min(_PUBLISH_TO, _below(self._spam, _MISSED))

    def dump(self) -> bytes:
        """What `load` takes."""
        head = _HEAD.pack(self._ham_seen, self._spam_seen, len(self._genuine), len(self._spam))
        entries = (*self._genuine, *self._spam)
        return head + b"".join(_ENTRY.pack(e.score, e.weight, e.marked) for e in entries)

    @classmethod
    def load(cls, dumped: bytes) -> "Thresholds":
        """From `dump`. Raises ValueError for anything else."""
        made = cls()
        try:
            made._ham_seen, made._spam_seen, genuine, spam = _HEAD.unpack_from(dumped)
            found = [Scored(s, w, bool(m)) for s, w, m in _ENTRY.iter_unpack(dumped[_HEAD.size :])]
        except struct.error as error:
            raise ValueError("not a dump of thresholds") from error
        if len(found) != genuine + spam:
            raise ValueError("not a dump of thresholds")
        made._genuine.extend(found[:genuine])
        made._spam.extend(found[genuine:])
        return made


def _allowed(count: float, share: float) -> float:
    """How many of `count` may lie beyond a bound so that in the long run hardly more than `share`
    do: one standard deviation fewer than expected."""
    expected = count * share
    return expected - sqrt(expected)


def _above(entries: Iterable[Scored], share: float) -> float:
    """A score that hardly more than this share of such texts exceed."""
    ordered = sorted(((e.score, e.weight) for e in entries), reverse=True)
    room = _allowed(sum(weight for _, weight in ordered), share)
    for score, weight in ordered:
        room -= weight
        if room < 0:
            return 1 - (1 - score) / _STEP
    return 0.0


def _below(entries: Iterable[Scored], share: float) -> float:
    """A score that hardly more than this share of such texts stay below."""
    ordered = sorted((e.score, e.weight) for e in entries)
    room = _allowed(sum(weight for _, weight in ordered), share)
    for score, weight in ordered:
        room -= weight
        if room < 0:
            return score / _STEP
    return 1.0
