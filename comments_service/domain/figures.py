"""Counting a month of the log: pure functions."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from comments_service.contract.figures import FEW, Hours, Month, folded
from comments_service.domain.comment import ActorKind
from comments_service.domain.states import REFUSED, State

_DECIDED = (State.PUBLISHED, *REFUSED)


@dataclass(frozen=True)
class Event:
    """A row of the log, with what counting needs beside it."""

    at: datetime
    actor: ActorKind
    action: str
    comment: str
    from_state: State | None
    to_state: State | None
    reason: str | None
    batch: str | None
    since: datetime | None
    """When what it decides or answers came in."""
    first: bool
    """Whether nothing was decided about the comment before."""


def count(month: str, events: Iterable[Event], told: datetime) -> Month:
    """The figures of a month; `events` are all of its rows, oldest first.

    What a rule alone took for spam after `told` is left out: nobody is told of it yet (`told.py`).
    What was undone within the month does not count. A comment that was published and then removed
    counts as both; of several refusals of one comment the last one counts.
    """
    rows = [row for row in events if row.at <= told or not _by_rule_alone(row)]
    undone = {(row.comment, row.batch) for row in rows if row.action == "undo"}
    decided = [row for row in rows if _decides(row) and (row.comment, row.batch) not in undone]
    actions = Counter(row.action for row in rows)
    refused = {row.comment: row.reason or "OTHER" for row in decided if row.to_state in REFUSED}
    persons = [row for row in decided if row.actor is ActorKind.PERSON]
    answers = [row for row in rows if row.action == "answer"]
    return Month(
        month=month,
        received=actions["submit"],
        published=len({row.comment for row in decided if row.to_state is State.PUBLISHED}),
        rejected=len(refused),
        reasons=folded(Counter(refused.values())),
        by_person=len(persons),
        by_rule=len(decided) - len(persons),
        appeals=actions["appeal"],
        upheld=actions["appeal upheld"],
        reversed=actions["appeal reversed"],
        reports=actions["report"],
        acted=actions["report acted"],
        dismissed=actions["report dismissed"],
        answers=len(answers),
        decision=_hours([row for row in persons if row.first]),
        answer=_hours(answers),
    )


def _decides(row: Event) -> bool:
    by = row.actor in (ActorKind.PERSON, ActorKind.RULE)
    moved = row.to_state in _DECIDED and row.from_state not in (None, row.to_state)
    return by and moved and row.action != "undo"


def _by_rule_alone(row: Event) -> bool:
    return row.actor is ActorKind.RULE and row.to_state is State.SPAM


def _hours(rows: Sequence[Event]) -> Hours | None:
    """Median and 90th percentile (nearest rank), to a tenth of an hour."""
    spans = sorted((row.at - row.since).total_seconds() / 3600 for row in rows if row.since)
    if len(spans) < FEW:
        return None
    return Hours(round(median(spans), 1), round(spans[math.ceil(0.9 * len(spans)) - 1], 1))
