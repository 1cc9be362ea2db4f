"""What the public moderation page says: figures by month, without names and texts.

The service counts them from the log and writes the file; build and service render it alike. A month
that is over never changes any more.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from comments_service.contract.files import write_atomically

FEW = 5
"""Where fewer than this were counted, no breakdown and no duration is given: one comment's fate
could be read from it."""

REST = "REST"
"""Beside the codes of contract/reasons.py: the reasons with fewer than FEW cases, together."""


@dataclass(frozen=True)
class Hours:
    """How long something took, in hours."""

    median: float
    slowest_tenth: float
    """The 90th percentile: nine of ten took no longer."""


@dataclass(frozen=True)
class Month:
    month: str
    """Such as «2026-11», in the newsroom's time zone."""
    received: int = 0
    published: int = 0
    rejected: int = 0
    """Not published or removed, spam included."""
    reasons: dict[str, int] | None = None
    """Of the rejected ones by codes of contract/reasons.py and REST, see `folded`; None where there
    were too few."""
    by_person: int = 0
    by_rule: int = 0
    appeals: int = 0
    upheld: int = 0
    reversed: int = 0
    reports: int = 0
    acted: int = 0
    dismissed: int = 0
    answers: int = 0
    """Official answers."""
    decision: Hours | None = None
    """From a comment to a person's decision; None where there were too few."""
    answer: Hours | None = None
    """From a comment to its official answer; None where there were too few."""


@dataclass(frozen=True)
class Figures:
    at: datetime
    """When they were counted."""
    months: tuple[Month, ...] = field(default=())
    """Newest first, without gaps; months before the first comment are left out."""


def folded(reasons: dict[str, int]) -> dict[str, int] | None:
    """How often each reason was given, as it may be told: no number by itself below FEW."""
    if sum(reasons.values()) < FEW:
        return None
    told = {code: n for code, n in sorted(reasons.items()) if n >= FEW and code != REST}
    rest = sum(reasons.values()) - sum(told.values())
    return told | ({REST: rest} if rest else {})


def figures_json(figures: Figures) -> bytes:
    """The file for machines, at /comments/moderation.json; the service keeps the same."""
    data = {"version": 1, **asdict(figures)}
    text = json.dumps(data, ensure_ascii=False, indent=1, default=datetime.isoformat)
    return text.encode() + b"\n"


def write_figures(path: Path, figures: Figures) -> None:
    write_atomically(path, figures_json(figures))


def read_figures(path: Path) -> Figures | None:
    """None where nothing was counted yet, and for a file of another version."""
    try:
        data = json.loads(path.read_bytes())
        return figures_of(data) if data["version"] == 1 else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def figures_of(data: Mapping[str, Any]) -> Figures:
    """The figures in what `figures_json` has made. Raises ValueError, KeyError or TypeError."""
    months = tuple(_month(row) for row in data["months"])
    return Figures(datetime.fromisoformat(data["at"]), months)


def _month(row: dict[str, Any]) -> Month:
    # A file of an earlier version may hold smaller numbers.
    reasons = folded(row["reasons"]) if row["reasons"] else None
    hours = {"decision": _hours(row["decision"]), "answer": _hours(row["answer"])}
    return Month(**{**row, **hours, "reasons": reasons})


def _hours(row: dict[str, float] | None) -> Hours | None:
    return Hours(**row) if row else None
