"""The queue and the search, in SQL. What a card shows besides is in `queue_context.py`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.search import ALL, PROPOSED, WAITING, Search, finds_nothing, full_text
from comments_service.domain.states import State
from comments_service.storage.comments import COLUMNS, from_row
from comments_service.storage.database import moment, stamp
from comments_service.storage.filter_figures import LIKELY_SPAM, SCORE

MOST = 1000
"""Further than this, what was found is not counted."""


@dataclass(frozen=True)
class Age:
    """How long those that wait have been waiting."""

    waiting: int
    oldest: datetime | None
    overdue: int


def age(db: Database, overdue: datetime) -> Age:
    """`overdue` is the moment before which nothing should still be waiting from."""
    row = db.conn.execute(
        "SELECT count(*), min(waiting_since), coalesce(sum(waiting_since < ?), 0) FROM comments"
        " WHERE waiting_since IS NOT NULL",
        [stamp(overdue)],
    ).fetchone()
    return Age(row[0], moment(row[1]), row[2])


def counts(db: Database) -> dict[str, int]:
    """How many comments each tab holds; of `ALL` there is no count."""
    rows = db.conn.execute(
        "SELECT state, count(*) FROM comments WHERE body != '' GROUP BY state"
    ).fetchall()
    found: dict[str, int] = dict(rows)
    [[waiting]] = db.conn.execute(
        "SELECT count(*) FROM comments WHERE waiting_since IS NOT NULL"
    ).fetchall()
    [[proposed]] = db.conn.execute("SELECT count(*) FROM proposals").fetchall()
    return {WAITING: waiting, PROPOSED: proposed} | {
        state.value: found.get(state.value, 0)
        for state in (State.PUBLISHED, State.REJECTED, State.SPAM)
    }


def find(db: Database, search: Search, limit: int, offset: int = 0) -> list[Comment]:
    """Those that wait longest for somebody first, or the likeliest spam; elsewhere the newest."""
    where, values = _where(search)
    if search.tab == WAITING:
        order = f"{SCORE} DESC, waiting_since, rowid" if search.by_score else "waiting_since, rowid"
    elif search.tab == PROPOSED:
        order = "(SELECT p.at FROM proposals p WHERE p.comment = comments.id), rowid"
    else:
        # Comments are stored as they come in, so the newest of all has the highest number.
        order = "rowid DESC" if search.tab == ALL else "created_at DESC, rowid DESC"
    rows = db.query(
        f"SELECT {COLUMNS} FROM comments WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return [from_row(row) for row in rows]


def count(db: Database, search: Search) -> int:
    """How many fit, up to `MOST` + 1."""
    where, values = _where(search)
    [[found]] = db.conn.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM comments WHERE {where} LIMIT ?)",
        [*values, MOST + 1],
    ).fetchall()
    return int(found)


def threads(db: Database) -> list[str]:
    """The threads in which something waits."""
    # The plus keeps SQLite from walking through all comments along the index on threads.
    rows = db.query(
        "SELECT DISTINCT +thread AS thread FROM comments WHERE waiting_since IS NOT NULL"
    )
    return [row["thread"] for row in rows]


def _where(search: Search) -> tuple[str, list[Any]]:
    """What has to hold, and the values in it."""
    parts: list[tuple[str, list[Any]]] = []
    if search.tab == WAITING:
        parts.append(("waiting_since IS NOT NULL", []))
    elif search.tab == PROPOSED:
        parts.append(("id IN (SELECT comment FROM proposals)", []))
    else:
        parts.append(("body != ''", []))
        if search.tab != ALL:
            parts.append(("state = ?", [search.tab]))
    for column in ("reason", "thread", "lang"):
        if value := getattr(search, column):
            parts.append((f"{column} = ?", [value]))
    if search.since:
        parts.append(("created_at >= ?", [stamp(search.since)]))
    if search.until:
        parts.append(("created_at < ?", [stamp(search.until)]))
    if search.overdue:
        parts.append(("waiting_since < ?", [stamp(search.overdue)]))
    if search.spam:
        parts.append((LIKELY_SPAM, []))
    if search.reported:
        parts.append(("id IN (SELECT comment FROM reports)", []))
    if search.asked is not None:
        mine = "asked = ? OR (asked IS NULL AND asker != ?)"
        parts.append(
            (f"id IN (SELECT comment FROM questions WHERE {mine})", [search.asked, search.asked])
        )
    if search.mine is not None:
        parts.append(
            (
                "id IN (SELECT comment FROM decisions WHERE moderator = ? UNION ALL"
                " SELECT comment FROM proposals WHERE moderator = ?)",
                [search.mine, search.mine],
            )
        )
    if search.address:
        parts.append(
            (
                "confirmed_at IS NOT NULL AND email IS NOT NULL AND lower(email) ="
                " (SELECT lower(email) FROM comments WHERE id = ? AND confirmed_at IS NOT NULL)",
                [search.address],
            )
        )
    if search.name:
        parts.append(
            (
                "author != '' AND author COLLATE NOCASE = (SELECT author FROM comments"
                " WHERE id = ?)",
                [search.name],
            )
        )
    if text := full_text(search):
        # Few wait: each of them is looked up among those that match, and not the other way round.
        row = "+rowid" if search.tab == WAITING else "rowid"
        parts.append(
            (f"{row} IN (SELECT rowid FROM comments_text WHERE comments_text MATCH ?)", [text])
        )
    if finds_nothing(search):
        parts.append(("0", []))
    return (
        " AND ".join(condition for condition, _ in parts),
        [value for _, values in parts for value in values],
    )


def newest_waiting(db: Database, limit: int) -> list[Comment]:
    """Those that have come last among what waits."""
    rows = db.query(
        f"SELECT {COLUMNS} FROM comments WHERE waiting_since IS NOT NULL"
        " ORDER BY waiting_since DESC, rowid DESC LIMIT ?",
        [limit],
    )
    return [from_row(row) for row in rows]
