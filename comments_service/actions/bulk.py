"""Deciding about many comments in one go: each of them wholly or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from comments_service.actions.decide import Done, decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.service import Service
from comments_service.domain.comment import Grounds
from comments_service.domain.decision import Seen, check_grounds
from comments_service.domain.errors import AnotherPersonNeeded, MoveRefused, UnknownComment
from comments_service.domain.states import State, Verb
from comments_service.storage.moderators import Moderator


@dataclass(frozen=True)
class Pick:
    """A comment as a moderator saw it."""

    comment: str
    state: State
    revision: int
    later: int | None = None
    """The number of the later text that was looked at; None: the comment itself."""


@dataclass(frozen=True)
class Report:
    """What has become of the picks, each by the comment's id."""

    batch: str
    """Under which what was done can be undone."""
    done: list[str]
    proposed: list[str]
    """Waits for a second person."""
    missed: list[str]
    """Somebody else was faster, or has to decide."""


def decide_pick(
    service: Service,
    pick: Pick,
    verb: Verb,
    by: Moderator,
    now: datetime,
    grounds: Grounds,
    batch: str,
) -> Done:
    """Decide about what was looked at: the comment, or a later text of it.

    Raises what `decide` and `decide_revision` raise.
    """
    if pick.later is not None:
        return decide_revision(
            service, pick.comment, verb, by, now, grounds=grounds, seen=pick.later, batch=batch
        )
    seen = Seen(pick.state, pick.revision)
    return decide(service, pick.comment, verb, by, now, grounds=grounds, seen=seen, batch=batch)


def decide_all(
    service: Service,
    picks: Iterable[Pick],
    verb: Verb,
    by: Moderator,
    now: datetime,
    grounds: Grounds,
) -> Report:
    """One decision for all, on the same grounds. Raises Invalid before anything is decided."""
    check_grounds(verb, grounds)
    report = Report(uuid4().hex, [], [], [])
    for pick in picks:
        try:
            result = decide_pick(service, pick, verb, by, now, grounds, report.batch)
        except (MoveRefused, UnknownComment, AnotherPersonNeeded):
            report.missed.append(pick.comment)
        else:
            (report.proposed if result.proposed else report.done).append(pick.comment)
    return report
