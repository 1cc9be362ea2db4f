"""Since when posts are away, and what stands in their threads still."""

from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.storage.comments import COLUMNS, from_row
from comments_service.storage.database import stamp


def follow(db: Database, public: Collection[str], now: datetime) -> None:
    """Start the clock of threads whose post is not `public`; stop it where the post came back."""
    away = {row["thread"] for row in db.query("SELECT DISTINCT thread FROM comments")} - {*public}
    noted = {row["thread"] for row in db.query("SELECT thread FROM gone")}
    for thread in noted - away:
        db.table("gone").delete(thread)
    db.table("gone").insert_all(
        {"thread": thread, "since": stamp(now)} for thread in sorted(away - noted)
    )


def overdue(db: Database, before: datetime) -> list[Comment]:
    """What is published or waits in threads that have been away since before some time.

    Without what an open appeal is about: nobody could decide about it otherwise.
    """
    rows = db.query(
        f"SELECT {COLUMNS} FROM comments WHERE state IN (?, ?)"
        " AND thread IN (SELECT thread FROM gone WHERE since < ?) AND NOT EXISTS"
        " (SELECT 1 FROM appeals WHERE appeals.comment = comments.id AND appeals.state = 'open')",
        [State.PUBLISHED, State.PENDING, stamp(before)],
    )
    return [from_row(row) for row in rows]
