"""How well spam is kept out, in figures by month: counted from the log and the labels.

A comment counts in the month in which it came; what it turned out to be, in the month in which
somebody said so.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from operator import attrgetter

from comments_service.actions.service import Service
from comments_service.domain.measured import Labelled, Sample, sample_of
from comments_service.storage import filter_figures as stored

MONTHS = 12
"""As far back as labels are usually kept."""

_at = attrgetter("at")


@dataclass(frozen=True)
class Month:
    month: str
    """Such as «2026-11», in the newsroom's time zone."""
    judged: int
    rejected: int
    published: int
    """Without a person."""
    sample: Sample
    """What people found in every fifth of those that the chain would have rejected."""
    genuine: int
    """Genuine comments that the chain took for spam, however they were found."""
    missed: int
    """Spam that waited for a person."""
    let_through: int
    """Spam that was published without a person, and removed later."""

    @property
    def held(self) -> int:
        return max(0, self.judged - self.rejected - self.published)


@dataclass(frozen=True)
class FilterFigures:
    months: Sequence[Month]
    """Newest first, without gaps."""
    sample: Sample
    """Of all these months together, as far as labels go back."""
    free: Sample
    """What people found among those that the chain would have published."""
    by_rule: dict[str, Sample]
    """The sample by the rule that asked to reject."""

    @property
    def rejected(self) -> int:
        return sum(month.rejected for month in self.months)

    @property
    def genuine(self) -> int:
        return sum(month.genuine for month in self.months)

    @property
    def found(self) -> int:
        """Those of them that were rejected, and not in the sample: restored, or by an appeal."""
        return self.genuine - self.sample.genuine


def filter_figures(service: Service, now: datetime) -> FilterFigures:
    """The figures of the last twelve months. Takes some queries, whatever has happened."""
    zone = service.config.newsroom.timezone
    began = stored.first(service.db)
    starts = _months(now.astimezone(zone), began.astimezone(zone) if began else None)
    known = list(stored.labelled(service.db, starts[0]))
    ends = [*starts[1:], _next(starts[-1])]
    # Moments of one zone are quick to compare.
    cuts = [bisect_left(known, at.astimezone(UTC), key=_at) for at in (*starts, ends[-1])]
    months = [
        _month(service, *span, known[begin:end])
        for span, (begin, end) in zip(zip(starts, ends, strict=True), pairwise(cuts), strict=True)
    ]
    sampled = [row for row in known if row.sampled]
    rules = sorted({rule for row in sampled for rule in row.rules})
    return FilterFigures(
        months=months[::-1],
        sample=sample_of(sampled),
        free=sample_of(row for row in known if row.said == "publish"),
        by_rule={rule: sample_of(row for row in sampled if rule in row.rules) for rule in rules},
    )


def strongest(service: Service, texts: int, most: int) -> list[tuple[str, float]]:
    """The words that weighed most in so many of the last texts, so many on either side, with the
    log-odds of one text among these on the average."""
    summed: dict[str, float] = {}
    seen: Counter[str] = Counter()
    for words in stored.weights(service.db, texts):
        for word, weight in words:
            summed[word] = summed.get(word, 0.0) + weight
            seen[word] += 1
    ranked = sorted(summed, key=lambda word: summed[word])
    chosen = [*ranked[: -most - 1 : -1], *ranked[:most]] if ranked else []
    return [(word, summed[word] / seen[word]) for word in dict.fromkeys(chosen)]


def _month(service: Service, start: datetime, end: datetime, known: Iterable[Labelled]) -> Month:
    rows = list(known)
    came = stored.came(service.db, start, end)
    through = stored.let_through(service.db, start, end)
    # Labels of what was published and of what waited look alike once their texts are forgotten.
    unnoticed = sum(row.spam and row.said != "reject" for row in rows)
    return Month(
        month=f"{start:%Y-%m}",
        judged=came.judged,
        rejected=came.rejected,
        published=came.published,
        sample=sample_of(row for row in rows if row.sampled),
        genuine=sum(not row.spam and row.said == "reject" for row in rows),
        missed=max(0, unnoticed - through),
        let_through=through,
    )


def _months(now: datetime, began: datetime | None) -> list[datetime]:
    """The first moments of the last months, oldest first; none from before the first comment."""
    found = [_first(now)]
    while len(found) < MONTHS and began and began < found[0]:
        found.insert(0, _before(found[0]))
    return found


def _first(at: datetime) -> datetime:
    # A new moment instead of a changed one: summer time may begin in between.
    return datetime(at.year, at.month, 1, tzinfo=at.tzinfo)


def _next(start: datetime) -> datetime:
    return datetime(start.year + start.month // 12, start.month % 12 + 1, 1, tzinfo=start.tzinfo)


def _before(start: datetime) -> datetime:
    year, month = (start.year, start.month - 1) if start.month > 1 else (start.year - 1, 12)
    return datetime(year, month, 1, tzinfo=start.tzinfo)
