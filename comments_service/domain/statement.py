"""Why a comment is not shown, complete as Article 17(3) of the Digital Services Act wants it.

One function makes the facts; the receipt, the export and the mail only put them into words.
"""

import calendar
from dataclasses import dataclass
from datetime import datetime

from comments_service.contract.reasons import REASONS
from comments_service.domain.comment import Comment, Revision
from comments_service.domain.states import State

NOT_PUBLISHED, REMOVED = "not published", "removed"
LAW, RULE = "law", "rule"
APPEAL_MONTHS = 6
"""How long an author can object (Article 20(1) asks for six months at least)."""


@dataclass(frozen=True)
class Statement:
    """What the author of a comment is told; the letters are those of Article 17(3)."""

    comment: str
    revision: int
    """Which of the author's texts it is about."""
    sent_at: datetime
    effect: str
    """(a) NOT_PUBLISHED or REMOVED; in every country, and without an end in time."""
    decided_at: datetime
    occasion: str
    """(b) own: found by our own review; report: somebody reported it."""
    automated: bool
    """(c) Whether a rule decided, and no person."""
    code: str
    """A code of contract/reasons.py."""
    ground: str
    """(d, e) LAW or RULE: what it rests on …"""
    provision: str
    """… which article or rule, "" where none was named …"""
    explanation: str
    """… and why; "" where a rule decided on spam."""
    appeal_until: datetime
    """(f) Until when the author can object to us; courts remain open at any time."""
    detected: bool | None = None
    """(c) Whether a rule about texts asked to reject it; None where nobody knows any more."""


def statement_of(comment: Comment) -> Statement | None:
    """The reasons for what was decided about a comment; None where nothing was held against it."""
    if comment.state not in (State.REJECTED, State.SPAM) or comment.decided_at is None:
        return None
    code = comment.reason or ("SPAM" if comment.state is State.SPAM else "OTHER")
    return Statement(
        comment=comment.id,
        revision=comment.revision,
        sent_at=comment.created_at,
        effect=REMOVED if comment.published_at else NOT_PUBLISHED,
        decided_at=comment.decided_at,
        occasion=comment.occasion,
        automated=comment.automated,
        code=code,
        ground=_ground(code, comment.ground),
        provision=comment.provision,
        explanation=comment.explanation,
        appeal_until=months_later(comment.decided_at, APPEAL_MONTHS),
    )


def statement_of_revision(comment: Comment, revision: Revision) -> Statement | None:
    """The same for a later text of a comment, whose earlier one may still be shown."""
    if revision.state not in (State.REJECTED, State.SPAM) or revision.decided_at is None:
        return None
    code = revision.reason or "OTHER"
    return Statement(
        comment=comment.id,
        revision=revision.number,
        sent_at=revision.created_at,
        effect=NOT_PUBLISHED,
        decided_at=revision.decided_at,
        occasion="own",
        automated=revision.automated,
        code=code,
        ground=_ground(code, revision.ground),
        provision=revision.provision,
        explanation=revision.explanation,
        appeal_until=months_later(revision.decided_at, APPEAL_MONTHS),
    )


def months_later(at: datetime, months: int) -> datetime:
    """The same day some months on; the last of the month where it is too short."""
    years, month = divmod(at.month - 1 + months, 12)
    year = at.year + years
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)


def _ground(code: str, given: str) -> str:
    """Where a decision names no ground, the one that its reason can have."""
    return given or (RULE if code not in REASONS or REASONS[code].rule else LAW)
