"""Forgetting what somebody has written, or who has: in each table that may hold a word of it.

Reports of a comment stay when it is erased, also where they quote it: they are what somebody else
has sent, and the law asks for their decision. Retention ends them, or whoever has sent them.
"""

from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.storage import comments, edits, labels, outbox
from comments_service.storage.database import stamp


def whole(db: Database, comment: Comment, now: datetime) -> None:
    """Erase a comment for good. Appeals that nobody has decided yet go with it."""
    comments.erase(db, comment, now)
    labels.remove(db, comment.id)
    db.conn.execute("DELETE FROM appeals WHERE comment = ? AND state = 'open'", [comment.id])
    db.conn.execute(
        "UPDATE appeals SET text = '', explanation = '' WHERE comment = ?", [comment.id]
    )
    outbox.forget(db, comment.id)


def person(db: Database, comment: Comment, name: str, now: datetime) -> None:
    """Put `name` in the place of a comment's author; the address goes, and what may name them.

    That includes texts which were replaced, perhaps since they named somebody, and what the filter
    has learned.
    """
    db.table("comments").update(
        comment.id, {"author": name, "email": None, "confirmed_at": None, "sender": None}
    )
    db.table("notes").delete_where("comment = ?", [comment.id])
    # What an appeal says is needed until somebody has decided about it.
    db.conn.execute(
        "UPDATE appeals SET text = '' WHERE comment = ? AND state != 'open'", [comment.id]
    )
    edits.forget_earlier(db, comment.id, now)
    labels.remove(db, comment.id)
    outbox.forget(db, comment.id)


def revision(db: Database, comment: str, number: int) -> bool:
    """Drop the later texts about which no person has decided, up to a number."""
    found = (
        "revisions WHERE comment = ? AND number <= ?"
        " AND (decided_at IS NULL OR (state = 'spam' AND automated = 1))"
    )
    db.conn.execute(
        f"DELETE FROM verdicts WHERE comment = ? AND revision IN (SELECT number FROM {found})",
        [comment, comment, number],
    )
    dropped = db.conn.execute(f"DELETE FROM {found}", [comment, number]).rowcount
    db.conn.execute(
        "UPDATE comments SET waiting_since = NULL WHERE id = ? AND state = ? AND NOT EXISTS"
        " (SELECT 1 FROM revisions WHERE comment = comments.id AND state = ?)",
        [comment, State.PUBLISHED, State.PENDING],
    )
    return dropped > 0


def reporter(db: Database, report: str) -> bool:
    """Forget who has sent a report; False where nobody is named."""
    outbox.forget(db, report)
    return _nobody(db, "reports", report)


def report(db: Database, report_id: str) -> bool:
    """Forget who has reported a comment, and what they wrote; False where nothing was left.

    The reason that they chose stays, with what was decided and when: the law asks for that. An
    open one stays open, since the comment may be what they took it for.
    """
    named = reporter(db, report_id)
    gone = db.conn.execute(
        "UPDATE reports SET text = '', explanation = '' WHERE id = ?"
        " AND (text != '' OR explanation != '')",
        [report_id],
    )
    return named or gone.rowcount > 0


def finder(db: Database, slip_id: str) -> bool:
    """Forget who has found an error; False where nobody is named."""
    outbox.forget(db, slip_id)
    return _nobody(db, "slips", slip_id)


def slip(db: Database, slip_id: str, now: datetime) -> bool:
    """Forget who has found an error, and what they wrote; nobody needs to look at it any more."""
    finder(db, slip_id)
    gone = db.conn.execute(
        "UPDATE slips SET text = '', explanation = '', state = iif(state = 'open', 'dismissed',"
        " state), decided_at = coalesce(decided_at, ?) WHERE id = ? AND text != ''",
        [stamp(now), slip_id],
    )
    return gone.rowcount > 0


def _nobody(db: Database, table: str, item: str) -> bool:
    gone = db.conn.execute(
        f"UPDATE {table} SET name = '', email = NULL, confirmed_at = NULL"
        " WHERE id = ? AND (name != '' OR email IS NOT NULL)",
        [item],
    )
    return gone.rowcount > 0
