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
from math import inf

GENUINE, SPAM = 1500, 500
"""Scores that are remembered of either kind: the latest."""
FEWEST_GENUINE, FEWEST_LABELS = 100, 250
"""Labels below which everything is held."""
FEWEST_SPAM = 20
"""Spam below which nothing is rejected by its score."""

_LOST = 0.005  # of the recent genuine ones may score above where rejecting begins …
_MARKED_LOST = 0.1  # … and of those with a hard marker, the only ones that can be rejected
_ODDS = 1.5  # log-odds of the rules below which no score rejects: more than a link to an article
# Below so many genuine texts with a marker their scores say little: what is rejected then scores
# higher, and more than one rule speaks for it.
_FEWEST_MARKED, _REJECT_UNSURE, _ODDS_UNSURE = 30, 0.97, 3.0
_MISSED = 0.01  # of the recent spam may score below where publishing ends …
_MARKED_MISSED = 0.003  # … and so much of it with a hard marker, which hardly any genuine text has
_REJECT_FROM = 0.9  # whatever was measured
# Where publishing ends at the latest: lower where there was little spam to measure by.
_PUBLISH_TO, _PUBLISH_BLIND, _ENOUGH_SPAM = 0.1, 0.05, 50
_STEP = 1.3  # how much nearer to 1 than the genuine texts that it is measured by
_JUST_BELOW = 0.9
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
    """Publish at `publish` and below, with a hard marker at `publish_marked` and below; reject
    above `reject`, with a hard marker only, where the rules speak for spam by `odds` or more."""

    publish: float
    publish_marked: float
    reject: float
    odds: float = 0.0


HOLD_ALL = Bounds(-1.0, -1.0, 2.0)


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
    def missing_genuine(self) -> int:
        """How many of those have to be genuine at least."""
        return max(0, FEWEST_GENUINE - self._ham_seen)

    @property
    def bounds(self) -> Bounds:
        """What holds now."""
        if self.missing:
            return HOLD_ALL
        if self._bounds is None:
            self._bounds = Bounds(*self._publish(), *self._reject())
        return self._bounds

    def _reject(self) -> tuple[float, float]:
        """(the score, and the least log-odds of the rules)."""
        if self._spam_seen < FEWEST_SPAM:
            return HOLD_ALL.reject, HOLD_ALL.odds
        count = sum(entry.weight for entry in self._genuine)
        marked = [entry for entry in self._genuine if entry.marked]
        some = sum(entry.weight for entry in marked)
        room = _LOST * count
        from_, odds = _REJECT_FROM, _ODDS
        if some < _FEWEST_MARKED:
            from_, odds = _REJECT_UNSURE, _ODDS_UNSURE
        lost = _above(marked, _MARKED_LOST * some)
        return max(from_, _above(self._genuine, room), lost), odds

    def _publish(self) -> tuple[float, float]:
        """Texts without and with a hard marker have a bound each: spam that has one is told from
        genuine texts more easily, and what is missed of all spam is what counts."""
        seen = min(1.0, self._spam_seen / _ENOUGH_SPAM)
        latest = _PUBLISH_BLIND + seen * (_PUBLISH_TO - _PUBLISH_BLIND)
        total = sum(entry.weight for entry in self._spam)
        marked = [entry for entry in self._spam if entry.marked]
        bare = [entry for entry in self._spam if not entry.marked]
        publish = min(latest, _below(bare, _MISSED * total))
        return publish, min(publish, _below(marked, _MARKED_MISSED * total))

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
        # No comparison holds for what is not a number.
        sound = all(0 <= one.score <= 1 and 0 < one.weight < inf for one in found)
        if len(found) != genuine + spam or not sound:
            raise ValueError("not a dump of thresholds")
        made._genuine.extend(found[:genuine])
        made._spam.extend(found[genuine:])
        return made


def _above(entries: Iterable[Scored], room: float) -> float:
    """A score that about `room` such texts exceed; below one, higher than the highest."""
    for entry in sorted(entries, key=lambda entry: -entry.score):
        room -= entry.weight
        if room < 0:
            return 1 - (1 - entry.score) / _STEP
    return 0.0


def _below(entries: Iterable[Scored], room: float) -> float:
    """A score that about `room` such texts do not exceed; below one, just below the lowest."""
    for entry in sorted(entries, key=lambda entry: entry.score):
        room -= entry.weight
        if room < 0:
            return entry.score * _JUST_BELOW
    return 1.0
