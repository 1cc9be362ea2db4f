"""What is kept for how long of all that belongs to a comment or came beside it, in SQL."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from comments_service.domain.states import State
from comments_service.storage import labels, mail_state
from comments_service.storage.database import stamp


def forget_revisions(db: Database, state: State, before: datetime) -> None:
    """Drop later texts that were refused before some time."""
    found = "state = ? AND decided_at < ?"
    values = [state, stamp(before)]
    text = (
        "EXISTS (SELECT 1 FROM revisions r WHERE r.comment = {0}.comment"
        f" AND r.number = {{0}}.revision AND r.{found})"
    )
    db.conn.execute(f"DELETE FROM verdicts WHERE {text.format('verdicts')}", values)
    labels.detach_texts(db, text.format("labels"), values)
    db.conn.execute(f"DELETE FROM revisions WHERE {found}", values)


def forget_undoing(db: Database, before: datetime) -> None:
    """Drop what undoing needs of old decisions, and of comments whose text is gone."""
    db.conn.execute("DELETE FROM decisions WHERE at < ?", [stamp(before)])
    for table in ("decisions", "proposals", "questions", "notes", "revisions"):
        db.conn.execute(
            f"DELETE FROM {table} WHERE comment IN"
            " (SELECT id FROM comments WHERE body = '' AND state IN (?, ?))",
            [State.SPAM, State.REJECTED],
        )


def forget_notes(db: Database, before: datetime) -> None:
    """Drop what moderators noted on comments that were decided before some time."""
    db.conn.execute(
        "DELETE FROM notes WHERE at < ? AND comment IN"
        " (SELECT id FROM comments WHERE decided_at < ? AND waiting_since IS NULL)",
        [stamp(before), stamp(before)],
    )


def forget_objections(db: Database, before: datetime) -> None:
    """Blank appeals, reports and slips that were decided before some time.

    That there were any, when, and how they ended, stays.
    """
    done = "state != 'open' AND decided_at < ?"
    values = [stamp(before)]
    db.conn.execute(
        f"UPDATE appeals SET text = '', explanation = '' WHERE {done} AND text != ''", values
    )
    for table in ("reports", "slips"):
        db.conn.execute(
            f"UPDATE {table} SET text = '', explanation = '', name = '', email = NULL,"
            f" confirmed_at = NULL WHERE {done}"
            " AND (text != '' OR explanation != '' OR name != '' OR email IS NOT NULL)",
            values,
        )


def forget_salts(db: Database, now: datetime) -> None:
    """Drop the salts, with which alone addresses could be found again, and what they hashed:
    today's and yesterday's stay."""
    yesterday = (now - timedelta(days=1)).date()
    db.conn.execute("DELETE FROM salts WHERE day < ?", [yesterday.isoformat()])
    mail_state.forget_asked(db, yesterday)
