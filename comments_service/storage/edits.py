"""What a later text of a comment makes obsolete."""

from datetime import datetime

from sqlite_utils import Database

from comments_service.storage.database import stamp


def outdate_decisions(db: Database, comment: str, now: datetime) -> None:
    """Decisions about a text that is no longer the comment's cannot be undone any more."""
    db.conn.execute(
        "UPDATE decisions SET undone_at = ? WHERE comment = ? AND undone_at IS NULL",
        [stamp(now), comment],
    )


def waiting_before(db: Database, since: datetime) -> int:
    """How many comments have waited for longer than since some moment."""
    [[count]] = db.conn.execute(
        "SELECT count(*) FROM comments WHERE waiting_since < ?", [stamp(since)]
    )
    return int(count)
