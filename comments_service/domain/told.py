"""What an author is told of a comment, and when: pure functions.

What a rule alone took for spam reads as waiting for as long as a decision usually takes: a spammer
cannot tune a text against any page, and an author whom a rule wronged still learns of it in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from comments_service.domain.comment import Comment, Revision
from comments_service.domain.states import State

# DSA, Article 20(1): at least six months, counted generously.
APPEAL_LASTS = timedelta(days=184)

_REFUSED = (State.REJECTED, State.SPAM)


@dataclass(frozen=True)
class Refusal:
    """A decision not to show a text, as its author is told of it (DSA, Article 17(3))."""

    revision: int
    """The number of the text."""
    written_at: datetime
    removed: bool
    """Whether the text had been public."""
    decided_at: datetime
    told_at: datetime
    """Since when its author can know of it."""
    reason: str
    ground: str
    """law, rule or "" where nobody has said."""
    provision: str
    explanation: str
    occasion: str
    automated: bool

    @property
    def appeal_until(self) -> datetime:
        return self.told_at + APPEAL_LASTS


def told_state(text: Comment | Revision, now: datetime, expected_hours: int) -> State:
    """The state that the author of a comment, or of a later text of it, is told."""
    return State.PENDING if now < _told_at(text, expected_hours) else text.state


def waiting_text(
    revisions: Sequence[Revision], now: datetime, expected_hours: int
) -> Revision | None:
    """The later text that waits, as far as its author is told; `revisions` come latest first."""
    waits = (r for r in revisions if told_state(r, now, expected_hours) is State.PENDING)
    return next(waits, None)


def refusal(
    comment: Comment, revisions: Sequence[Revision], now: datetime, expected_hours: int
) -> Refusal | None:
    """The refusal that counts now: the comment's own, else that of its newest later text."""
    state = told_state(comment, now, expected_hours)
    if state in _REFUSED:
        return _refusal(comment, comment, expected_hours)
    if state is not State.PUBLISHED or not revisions:
        return None
    newest = revisions[0]
    newer = newest.number > comment.revision
    if newer and told_state(newest, now, expected_hours) in _REFUSED:
        return _refusal(comment, newest, expected_hours)
    return None


def _told_at(text: Comment | Revision, expected_hours: int) -> datetime:
    """When the author may know of the state; at once, but for what a rule alone took for spam."""
    at = text.decided_at or text.created_at
    judged_by_rule = text.state is State.SPAM and text.automated
    return at + timedelta(hours=expected_hours) if judged_by_rule else at


def _refusal(comment: Comment, text: Comment | Revision, expected_hours: int) -> Refusal:
    itself = isinstance(text, Comment)
    return Refusal(
        revision=text.revision if isinstance(text, Comment) else text.number,
        written_at=text.created_at,
        removed=itself and comment.published_at is not None,
        decided_at=text.decided_at or text.created_at,
        told_at=_told_at(text, expected_hours),
        reason=text.reason or "OTHER",
        ground=text.ground,
        provision=text.provision,
        explanation=text.explanation,
        occasion=comment.occasion if itself else "own",
        automated=text.automated,
    )
