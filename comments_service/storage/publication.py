"""What publishing asks of the comments: little of each, for many at once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.shown import Shown
from comments_service.domain.states import State
from comments_service.storage.comments import COLUMNS, from_row
from comments_service.storage.database import moment

_SHOWN = (
    "id, thread, parent, author, official, state, reason, published_at, decided_at, edited_at,"
    " html, rendered, CASE rendered WHEN ? THEN '' ELSE body END"
)


def of_thread(db: Database, thread: str, version: int) -> list[Shown]:
    """All comments of a thread that were ever public, in the order of their publication.

    `version` is the renderer's: see `Shown.body`.
    """
    rows = db.conn.execute(
        f"SELECT {_SHOWN} FROM comments WHERE thread = ? AND published_at IS NOT NULL"
        " ORDER BY published_at, rowid",
        [version, thread],
    )
    return [_shown(row) for row in rows]


def latest(db: Database, version: int, *, official: bool = False) -> Iterator[Shown]:
    """The published comments of the whole site, newest first; read as far as somebody asks."""
    rows = db.conn.execute(
        f"SELECT {_SHOWN} FROM comments WHERE state = ? AND published_at IS NOT NULL"
        f"{' AND official IS NOT NULL' if official else ''}"
        " ORDER BY published_at DESC, rowid DESC",
        [version, State.PUBLISHED],
    )
    return (_shown(row) for row in rows)


def threads_with_comments(db: Database) -> set[str]:
    """Ids of the threads in which something was ever published."""
    rows = db.query("SELECT DISTINCT thread FROM comments WHERE published_at IS NOT NULL")
    return {row["thread"] for row in rows}


def counts(db: Database) -> dict[str, int]:
    """How many comments can be read in each thread that has any."""
    rows = db.query(
        "SELECT thread, count(*) AS n FROM comments WHERE state = ? GROUP BY thread",
        [State.PUBLISHED],
    )
    return {row["thread"]: row["n"] for row in rows}


def outdated(db: Database, version: int, limit: int) -> list[Comment]:
    """Comments that were ever public, and whose HTML is not of this version of the renderer."""
    rows = db.query(
        f"SELECT {COLUMNS} FROM comments WHERE rendered != ? AND body != ''"
        " AND published_at IS NOT NULL LIMIT ?",
        [version, limit],
    )
    return [from_row(row) for row in rows]


def store_html(db: Database, comments: Iterable[Comment]) -> None:
    """Keep the HTML of these texts; one that has been replaced meanwhile is left alone."""
    db.conn.executemany(
        "UPDATE comments SET html = ?, rendered = ? WHERE id = ? AND body = ?",
        [(c.html, c.rendered, c.id, c.body) for c in comments],
    )


def _shown(row: tuple[Any, ...]) -> Shown:
    shown = Shown(*row)
    return shown._replace(
        state=State(row[5]),
        published_at=datetime.fromisoformat(row[7]),
        decided_at=moment(row[8]),
        edited_at=moment(row[9]),
    )
