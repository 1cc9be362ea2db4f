"""What is known of an author by a confirmed address: the one thing nobody can make up."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.storage.database import SAME_EMAIL, stamp

# For how long a refused text makes an author a newcomer again. Addresses that retention has
# forgotten by then (email_days) count for nothing either way.
_REFUSED = timedelta(days=365)


def known(db: Database, comment: Comment, now: datetime) -> bool:
    """Whether its author has published before, and nothing was refused in the last year.

    Only confirmed addresses count, here and there: anybody can type one.
    """
    if comment.email is None or comment.confirmed_at is None:
        return False
    mine = f"comments WHERE {SAME_EMAIL} AND confirmed_at IS NOT NULL AND comments.id != :id"
    [[found]] = db.conn.execute(
        f"SELECT EXISTS (SELECT 1 FROM {mine} AND state = :published)"
        f" AND NOT EXISTS (SELECT 1 FROM {mine} AND state IN (:rejected, :spam)"
        " AND decided_at >= :since)"
        " AND NOT EXISTS (SELECT 1 FROM revisions JOIN comments ON comments.id = revisions.comment"
        f" WHERE {SAME_EMAIL} AND confirmed_at IS NOT NULL"
        " AND revisions.state IN (:rejected, :spam) AND revisions.decided_at >= :since)",
        {
            "email": comment.email,
            "id": comment.id,
            "since": stamp(now - _REFUSED),
            "published": State.PUBLISHED,
            "rejected": State.REJECTED,
            "spam": State.SPAM,
        },
    )
    return bool(found)
