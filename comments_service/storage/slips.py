"""Errors that readers found in announcements."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from comments_service.domain.errors import UnknownComment
from comments_service.storage import inboxes
from comments_service.storage.database import SAME_EMAIL, moment, stamp


class SlipState(StrEnum):
    OPEN = "open"
    CORRECTED = "corrected"
    """The announcement carries a dated correction."""
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Slip:
    """All times are aware, in UTC."""

    id: str
    post: str
    """The announcement's permanent id."""
    lang: str
    """The announcement's language."""
    at: datetime
    text: str
    name: str
    """"" where nobody said who they are."""
    email: str | None
    confirmed_at: datetime | None = None
    state: SlipState = SlipState.OPEN
    decided_at: datetime | None = None
    moderator: int | None = None
    explanation: str = ""


def add(db: Database, slip: Slip) -> None:
    db.table("slips").insert(_row(slip))


def get(db: Database, slip_id: str) -> Slip:
    """Raises UnknownComment."""
    for row in db.table("slips").rows_where("id = ?", [slip_id]):
        return _slip(row)
    raise UnknownComment(slip_id)


def save(db: Database, slip: Slip) -> None:
    row = _row(slip)
    db.table("slips").update(row.pop("id"), row)


def open_ones(db: Database) -> list[Slip]:
    """Oldest first."""
    rows = db.table("slips").rows_where("state = ?", [SlipState.OPEN], order_by="at, rowid")
    return [_slip(row) for row in rows]


def untold(db: Database, job: str) -> list[Slip]:
    """Open ones that no mail has told of, oldest first; each is noted as «job id», see
    `mail_state.tell`."""
    rows = db.table("slips").rows_where(
        "state = ? AND text != '' AND NOT EXISTS"
        " (SELECT 1 FROM told WHERE job = ? || ' ' || slips.id)",
        [SlipState.OPEN, job],
        order_by="at, rowid",
    )
    return [_slip(row) for row in rows]


def page(db: Database, limit: int, offset: int = 0) -> list[Slip]:
    """Open ones first, as `inboxes.rows` orders them."""
    return [_slip(row) for row in inboxes.rows(db, "slips", limit, offset)]


def of_post(db: Database, post: str) -> list[Slip]:
    """The latest first."""
    rows = db.table("slips").rows_where("post = ?", [post], order_by="at DESC, rowid DESC")
    return [_slip(row) for row in rows]


def of_email(db: Database, email: str) -> list[Slip]:
    """Everything sent with an address, the latest first."""
    rows = db.table("slips").rows_where(
        SAME_EMAIL, {"email": email}, order_by="at DESC, rowid DESC"
    )
    return [_slip(row) for row in rows]


def _row(slip: Slip) -> dict[str, Any]:
    return {
        "id": slip.id,
        "post": slip.post,
        "lang": slip.lang,
        "at": stamp(slip.at),
        "text": slip.text,
        "name": slip.name,
        "email": slip.email,
        "confirmed_at": stamp(slip.confirmed_at) if slip.confirmed_at else None,
        "state": slip.state,
        "decided_at": stamp(slip.decided_at) if slip.decided_at else None,
        "moderator": slip.moderator,
        "explanation": slip.explanation,
    }


def _slip(row: dict[str, Any]) -> Slip:
    return Slip(
        **{
            **row,
            "at": datetime.fromisoformat(row["at"]),
            "confirmed_at": moment(row["confirmed_at"]),
            "state": SlipState(row["state"]),
            "decided_at": moment(row["decided_at"]),
        }
    )
