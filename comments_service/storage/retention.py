"""What is kept for how long, in SQL. The periods are `actions/cleanup.py`'s."""

from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.states import State
from comments_service.storage import labels
from comments_service.storage.database import stamp

# Gone with its text are name and address; reason and time of the decision stay for the record.
_BLANK = "author = '', email = NULL, body = '', html = '', body_hash = '', sender = NULL"


def forget_senders(db: Database, before: datetime) -> None:
    """Drop the address hashes of older comments."""
    db.conn.execute(
        "UPDATE comments SET sender = NULL WHERE sender IS NOT NULL AND created_at < ?",
        [stamp(before)],
    )


def forget_texts(db: Database, state: State, before: datetime) -> int:
    """Blank the comments that were brought into a state before some time, and what quotes them.

    A text to which an appeal is open stays: nobody could decide about it otherwise. Returns how
    many were blanked.
    """
    found = (
        "state = ? AND decided_at < ? AND body != '' AND NOT EXISTS"
        " (SELECT 1 FROM appeals WHERE appeals.comment = comments.id AND appeals.state = 'open')"
    )
    values = [state, stamp(before)]
    # What was learned of it stays, without a trace of whose it was.
    labels.detach_all(db, f"SELECT id FROM comments WHERE {found}", values)
    # All of these may quote it.
    for table in ("verdicts", "revisions", "proposals", "notes", "questions"):
        db.conn.execute(
            f"DELETE FROM {table} WHERE comment IN (SELECT id FROM comments WHERE {found})", values
        )
    db.conn.execute(
        "UPDATE decisions SET before = json_remove(before, '$.body', '$.html')"
        f" WHERE comment IN (SELECT id FROM comments WHERE {found})",
        values,
    )
    return db.conn.execute(f"UPDATE comments SET {_BLANK} WHERE {found}", values).rowcount


def forget_emails(db: Database, before: datetime) -> None:
    """Drop the addresses of comments, reports and slips that were decided before some time.

    Those that nobody has decided count from when they came: an address is no longer kept because
    its mail was never answered.
    """
    for table, since in (
        ("comments", "coalesce(waiting_since, decided_at, created_at)"),
        ("reports", "coalesce(decided_at, at)"),
        ("slips", "coalesce(decided_at, at)"),
    ):
        db.conn.execute(
            f"UPDATE {table} SET email = NULL WHERE email IS NOT NULL AND {since} < ?",
            [stamp(before)],
        )


def forget_log(db: Database, before: datetime) -> None:
    """Drop the log's oldest rows; the database refuses younger ones.

    The hash of the last one that goes stays as the anchor of the chain.
    """
    # Imported rows keep their time and stand behind younger ones: they wait for those to go.
    last = db.conn.execute(
        "SELECT id, hash FROM log WHERE id < coalesce((SELECT min(id) FROM log WHERE at >= ?),"
        " (SELECT max(id) + 1 FROM log)) ORDER BY id DESC LIMIT 1",
        [stamp(before)],
    ).fetchone()
    if last is None:
        return
    db.conn.execute("INSERT INTO log_anchor (row, hash) VALUES (?, ?)", last)
    db.conn.execute("DELETE FROM log WHERE id <= ?", [last[0]])
