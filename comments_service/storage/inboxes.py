"""What waits for somebody: comments, appeals, reports, errors that readers found."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

Inbox = Literal["appeals", "reports", "slips"]


@dataclass(frozen=True)
class Inboxes:
    queue: int
    appeals: int
    reports: int
    slips: int


def waiting(db: Database) -> Inboxes:
    """All by indexes, since every page of the moderators shows it."""
    row = db.conn.execute(
        "SELECT (SELECT count(*) FROM comments WHERE waiting_since IS NOT NULL),"
        " (SELECT count(*) FROM appeals WHERE state = 'open'),"
        " (SELECT count(*) FROM reports WHERE state = 'open'),"
        " (SELECT count(*) FROM slips WHERE state = 'open')"
    ).fetchone()
    return Inboxes(*row)


def rows(db: Database, inbox: Inbox, limit: int, offset: int) -> list[dict[str, Any]]:
    """A page of an inbox: what is open, oldest first, then what is settled, latest first."""
    order = "state != 'open', iif(state = 'open', at, NULL), decided_at DESC, rowid"
    return list(db.table(inbox).rows_where(order_by=order, limit=limit, offset=offset))
