"""What publishing asks of the comments: little of each, for many at once."""

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.storage.comments import COLUMNS, from_row

# A page with a thousand comments reads what it shows, and nothing else: parsing times and copying
# texts that nobody asks for would take most of a publication.
_SHOWN = (
    "id, thread, parent, lang, author, '' AS email, state, created_at, published_at, decided_at,"
    " reason, '' AS explanation, automated, official, akismet, html, rendered, revision, edited_at,"
    " NULL AS waiting_since, ground, provision, occasion, decided_by, NULL AS confirmed_at,"
    " wants_replies, wants_decisions, CASE rendered WHEN ? THEN '' ELSE body END AS body"
)


def of_thread(db: Database, thread: str, version: int) -> list[Comment]:
    """All comments of a thread that were ever public, in the order of their publication.

    Without `body` where the HTML is of the given version of the renderer.
    """
    rows = db.query(
        f"SELECT {_SHOWN} FROM comments WHERE thread = ? AND published_at IS NOT NULL"
        " ORDER BY published_at, rowid",
        [version, thread],
    )
    return [from_row(row) for row in rows]


def latest(db: Database, *, official: bool = False) -> Iterator[Comment]:
    """The published comments of the whole site, newest first; read as far as somebody asks."""
    rows = db.query(
        f"SELECT {COLUMNS} FROM comments WHERE state = ?"
        f"{' AND official IS NOT NULL' if official else ''}"
        " ORDER BY published_at DESC, rowid DESC",
        [State.PUBLISHED],
    )
    return (from_row(row) for row in rows)


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
    """Comments with a text whose HTML is not of this version of the renderer."""
    rows = db.query(
        f"SELECT {COLUMNS} FROM comments WHERE rendered != ? AND body != '' LIMIT ?",
        [version, limit],
    )
    return [from_row(row) for row in rows]


def store_html(db: Database, comments: Iterable[Comment]) -> None:
    """Keep the HTML of these texts; one that has been replaced meanwhile is left alone."""
    db.conn.executemany(
        "UPDATE comments SET html = ?, rendered = ? WHERE id = ? AND body = ?",
        [(c.html, c.rendered, c.id, c.body) for c in comments],
    )
