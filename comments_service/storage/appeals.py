"""Appeals: what authors hold against a decision about their comment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from comments_service.domain.errors import UnknownComment
from comments_service.storage import inboxes
from comments_service.storage.database import moment, stamp


class AppealState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    """The decision stands."""
    REVERSED = "reversed"


@dataclass(frozen=True)
class Appeal:
    """One objection to one decision. All times are aware, in UTC."""

    id: str
    comment: str
    revision: int
    """Which of the author's texts the decision was about."""
    at: datetime
    text: str
    """Why the author sees it differently; "" once the comment was erased."""
    against: int | None
    """The moderator who decided; None for a rule or the terminal."""
    state: AppealState = AppealState.OPEN
    decided_at: datetime | None = None
    moderator: int | None = None
    """Who decided the appeal."""
    explanation: str = ""
    proposer: int | None = None
    """Who had proposed what `against` decided, where two decided together."""


def add(db: Database, appeal: Appeal) -> None:
    db.table("appeals").insert(_row(appeal))


def get(db: Database, appeal_id: str) -> Appeal:
    """Raises UnknownComment."""
    for row in db.table("appeals").rows_where("id = ?", [appeal_id]):
        return _appeal(row)
    raise UnknownComment(appeal_id)


def save(db: Database, appeal: Appeal) -> None:
    row = _row(appeal)
    db.table("appeals").update(row.pop("id"), row)


def open_ones(db: Database) -> list[Appeal]:
    """Oldest first."""
    rows = db.table("appeals").rows_where("state = ?", [AppealState.OPEN], order_by="at, rowid")
    return [_appeal(row) for row in rows]


def page(db: Database, limit: int, offset: int = 0) -> list[Appeal]:
    """Open ones first, as `inboxes.rows` orders them."""
    return [_appeal(row) for row in inboxes.rows(db, "appeals", limit, offset)]


def reopen(db: Database, comment: str, decided_at: datetime) -> None:
    """Open again what was settled by a decision at that moment, which was undone."""
    db.conn.execute(
        "UPDATE appeals SET state = ?, decided_at = NULL, moderator = NULL, explanation = ''"
        " WHERE comment = ? AND decided_at = ?",
        [AppealState.OPEN, comment, stamp(decided_at)],
    )


def of_comment(db: Database, comment: str) -> list[Appeal]:
    """The latest first."""
    rows = db.table("appeals").rows_where("comment = ?", [comment], order_by="at DESC, rowid DESC")
    return [_appeal(row) for row in rows]


def _row(appeal: Appeal) -> dict[str, Any]:
    return {
        "id": appeal.id,
        "comment": appeal.comment,
        "revision": appeal.revision,
        "at": stamp(appeal.at),
        "text": appeal.text,
        "against": appeal.against,
        "proposer": appeal.proposer,
        "state": appeal.state,
        "decided_at": stamp(appeal.decided_at) if appeal.decided_at else None,
        "moderator": appeal.moderator,
        "explanation": appeal.explanation,
    }


def _appeal(row: dict[str, Any]) -> Appeal:
    return Appeal(
        **{
            **row,
            "at": datetime.fromisoformat(row["at"]),
            "state": AppealState(row["state"]),
            "decided_at": moment(row["decided_at"]),
        }
    )
