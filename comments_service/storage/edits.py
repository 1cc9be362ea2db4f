"""What a later text of a comment makes obsolete, and the texts that it has replaced."""

from datetime import datetime

from sqlite_utils import Database

from comments_service.storage.database import stamp


def outdate_decisions(db: Database, comment: str, now: datetime) -> None:
    """Decisions about a text that is no longer the comment's cannot be undone any more."""
    db.conn.execute(
        "UPDATE decisions SET undone_at = ? WHERE comment = ? AND undone_at IS NULL",
        [stamp(now), comment],
    )


def earlier_texts(db: Database, comment: str) -> list[tuple[datetime, str]]:
    """The texts that decisions have replaced, with when they did; kept so that they can be undone.

    Oldest first.
    """
    rows = db.conn.execute(
        "SELECT at, json_extract(before, '$.body') AS text FROM decisions"
        " WHERE comment = ? AND text != '' ORDER BY id",
        [comment],
    )
    return [(datetime.fromisoformat(at), text) for at, text in rows]


def forget_earlier(db: Database, comment: str, now: datetime) -> None:
    """Drop the texts that decisions have replaced; these and those before them cannot be undone
    any more."""
    db.conn.execute(
        "UPDATE decisions SET before = json_remove(before, '$.body', '$.html'),"
        " undone_at = coalesce(undone_at, :now) WHERE comment = :comment AND id <="
        " (SELECT max(id) FROM decisions WHERE comment = :comment"
        " AND json_extract(before, '$.body') IS NOT NULL)",
        {"comment": comment, "now": stamp(now)},
    )


def waiting_before(db: Database, since: datetime, told: datetime) -> int:
    """How many comments have waited for longer than since some moment, as their authors are told.

    What a rule alone took for spam after `told` still counts among them (domain/told.py).
    """
    of_a_rule = "state = 'spam' AND automated = 1 AND coalesce(decided_at, created_at) > ?"
    [[count]] = db.conn.execute(
        "SELECT count(*) FROM ("
        "SELECT id FROM comments WHERE waiting_since < ?"
        f" UNION SELECT id FROM comments WHERE created_at < ? AND {of_a_rule}"
        " UNION SELECT comment FROM revisions WHERE created_at < ?"
        f" AND {of_a_rule} AND comment IN (SELECT id FROM comments WHERE state = 'published'))",
        [stamp(since), *[stamp(since), stamp(told)] * 2],
    )
    return int(count)
