"""What an author is told of a comment, and when: pure functions.

What a rule alone took for spam reads as waiting for as long as a decision usually takes: a spammer
cannot tune a text against any page, and an author whom a rule wronged still learns of it in time.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from comments_service.domain.comment import Comment, Revision
from comments_service.domain.statement import (
    APPEAL_MONTHS,
    Statement,
    months_later,
    statement_of,
    statement_of_revision,
)
from comments_service.domain.states import REFUSED, State


def told_state(text: Comment | Revision, now: datetime, expected_hours: int) -> State:
    """The state that the author of a comment, or of a later text of it, is told."""
    return State.PENDING if now < _told_at(text, expected_hours) else text.state


def waiting_text(
    revisions: Sequence[Revision], now: datetime, expected_hours: int
) -> Revision | None:
    """The later text that waits, as far as its author is told; `revisions` come latest first."""
    waits = (r for r in revisions if told_state(r, now, expected_hours) is State.PENDING)
    return next(waits, None)


def told_statement(
    comment: Comment, revisions: Sequence[Revision], now: datetime, expected_hours: int
) -> Statement | None:
    """The reasons for the decision that counts now: about the comment itself, else about its
    newest later text. None where nothing is held against either, or its author is not told yet."""
    state = told_state(comment, now, expected_hours)
    if state in REFUSED:
        return _from(statement_of(comment), _told_at(comment, expected_hours))
    if state is not State.PUBLISHED or not revisions:
        return None
    newest = revisions[0]
    newer = newest.number > comment.revision
    if newer and told_state(newest, now, expected_hours) in REFUSED:
        return _from(statement_of_revision(comment, newest), _told_at(newest, expected_hours))
    return None


def _told_at(text: Comment | Revision, expected_hours: int) -> datetime:
    """When the author may know of the state; at once, but for what a rule alone took for spam."""
    at = text.decided_at or text.created_at
    judged_by_rule = text.state is State.SPAM and text.automated
    return at + timedelta(hours=expected_hours) if judged_by_rule else at


def _from(statement: Statement | None, told_at: datetime) -> Statement | None:
    """Who could not know of a decision could not object to it either."""
    if statement is None:
        return None
    return replace(statement, appeal_until=months_later(told_at, APPEAL_MONTHS))
