"""Reports of comments that somebody takes for illegal (DSA, Article 16)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from comments_service.domain.errors import UnknownComment
from comments_service.storage import inboxes
from comments_service.storage.database import SAME_EMAIL, moment, stamp


class ReportState(StrEnum):
    OPEN = "open"
    ACTED = "acted"
    """The comment was removed."""
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Report:
    """All times are aware, in UTC."""

    id: str
    comment: str
    thread: str
    lang: str
    """The language in which it was sent, and is answered."""
    at: datetime
    code: str
    """A code of contract/reasons.py, or CHILD, see actions/report.py."""
    text: str
    """Why the reporter takes it for illegal."""
    name: str
    """"" where child abuse is reported, and nobody has to say who they are."""
    email: str | None
    confirmed_at: datetime | None = None
    state: ReportState = ReportState.OPEN
    decided_at: datetime | None = None
    moderator: int | None = None
    explanation: str = ""


def add(db: Database, report: Report) -> None:
    db.table("reports").insert(_row(report))


def get(db: Database, report_id: str) -> Report:
    """Raises UnknownComment."""
    for row in db.table("reports").rows_where("id = ?", [report_id]):
        return _report(row)
    raise UnknownComment(report_id)


def save(db: Database, report: Report) -> None:
    row = _row(report)
    db.table("reports").update(row.pop("id"), row)


def open_ones(db: Database) -> list[Report]:
    """Oldest first."""
    rows = db.table("reports").rows_where("state = ?", [ReportState.OPEN], order_by="at, rowid")
    return [_report(row) for row in rows]


def page(db: Database, limit: int, offset: int = 0) -> list[Report]:
    """Open ones first, as `inboxes.rows` orders them."""
    return [_report(row) for row in inboxes.rows(db, "reports", limit, offset)]


def reopen(db: Database, comment: str, decided_at: datetime) -> None:
    """Open again what was settled by a decision at that moment, which was undone."""
    db.conn.execute(
        "UPDATE reports SET state = ?, decided_at = NULL, moderator = NULL, explanation = ''"
        " WHERE comment = ? AND decided_at = ?",
        [ReportState.OPEN, comment, stamp(decided_at)],
    )


def of_comment(db: Database, comment: str) -> list[Report]:
    """The latest first."""
    rows = db.table("reports").rows_where("comment = ?", [comment], order_by="at DESC, rowid DESC")
    return [_report(row) for row in rows]


def of_email(db: Database, email: str) -> list[Report]:
    """Everything reported with an address, the latest first."""
    rows = db.table("reports").rows_where(
        SAME_EMAIL, {"email": email}, order_by="at DESC, rowid DESC"
    )
    return [_report(row) for row in rows]


def _row(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "comment": report.comment,
        "thread": report.thread,
        "lang": report.lang,
        "at": stamp(report.at),
        "code": report.code,
        "text": report.text,
        "name": report.name,
        "email": report.email,
        "confirmed_at": stamp(report.confirmed_at) if report.confirmed_at else None,
        "state": report.state,
        "decided_at": stamp(report.decided_at) if report.decided_at else None,
        "moderator": report.moderator,
        "explanation": report.explanation,
    }


def _report(row: dict[str, Any]) -> Report:
    return Report(
        **{
            **row,
            "at": datetime.fromisoformat(row["at"]),
            "confirmed_at": moment(row["confirmed_at"]),
            "state": ReportState(row["state"]),
            "decided_at": moment(row["decided_at"]),
        }
    )
