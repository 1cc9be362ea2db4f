"""How right the filter is, from what people have looked at: pure functions."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

LEAST = 10
"""With fewer than this looked at, an interval would be so wide that it tells nothing."""

_Z = 1.96
"""For 95 of 100 intervals to hold the true share."""


@dataclass(frozen=True)
class Labelled:
    """What a person said of a text, and what the chain had said of it."""

    at: datetime
    spam: bool
    weight: float
    """For how many like it it stands; more than 1: it was shown to a person by chance."""
    said: str
    """publish, hold or reject."""
    rules: tuple[str, ...] = ()
    """Those that asked to reject it."""

    @property
    def sampled(self) -> bool:
        return self.said == "reject" and self.weight > 1


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True)
class Sample:
    """What people found among the texts that they looked at."""

    looked: int = 0
    spam: int = 0
    weight: float = 0
    """For how many texts those that were looked at stand …"""
    spam_weight: float = 0
    squares: float = 0
    """… and the sum of the squares of their weights."""

    @property
    def genuine(self) -> int:
        return self.looked - self.spam

    @property
    def share(self) -> Interval | None:
        """Between which shares spam lies among all texts that these stand for; None: too few.

        Where weights differ, the sample counts for no more than it is worth: its effective size
        (L. Kish, Survey Sampling, 1965, section 11.7).
        """
        if self.looked < LEAST:
            return None
        return wilson(self.spam_weight / self.weight, self.weight**2 / self.squares)

    def genuine_of(self, number: int, found: int = 0) -> tuple[int, int] | None:
        """How many of so many others like these are genuine: at least, and at most. So many were
        `found` among them already."""
        if self.share is None:
            return None
        least, most = number * (1 - self.share.high), number * (1 - self.share.low)
        low = min(number, max(found, math.floor(least)))
        return low, max(low, math.ceil(most))


def sample_of(found: Iterable[Labelled]) -> Sample:
    rows = list(found)
    spam = [row for row in rows if row.spam]
    return Sample(
        looked=len(rows),
        spam=len(spam),
        weight=sum(row.weight for row in rows),
        spam_weight=sum(row.weight for row in spam),
        squares=sum(row.weight**2 for row in rows),
    )


def wilson(share: float, size: float) -> Interval:
    """The score interval for a share found in a sample, at 95 %.

    It holds what it promises near 0 and 1 and in small samples, where the usual «plus or minus»
    does not: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
    Journal of the American Statistical Association 22 (1927), 209-212; L. D. Brown, T. T. Cai,
    A. DasGupta, Interval Estimation for a Binomial Proportion, Statistical Science 16 (2001).
    """
    square = _Z * _Z / size
    middle = share + square / 2
    reach = _Z * math.sqrt(share * (1 - share) / size + square / (4 * size))
    low, high = (middle - reach) / (1 + square), (middle + reach) / (1 + square)
    # What is all or nothing in the sample may be so in all others; rounding must not deny it.
    return Interval(0.0 if share == 0 else max(0.0, low), 1.0 if share == 1 else min(1.0, high))
