"""What stands near a comment in its thread."""

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.storage.comments import COLUMNS, from_row
from comments_service.storage.database import stamp

# A chain of answers is shown as far as a person can follow it.
_ANCESTORS = 20


def ancestors(db: Database, comment: Comment) -> list[Comment]:
    """The comments that it answers, the first of them first."""
    rows = db.query(
        "WITH RECURSIVE up (id, above, depth) AS ("
        " SELECT id, parent, 0 FROM comments WHERE id = ?"
        " UNION ALL SELECT c.id, c.parent, depth + 1 FROM comments c JOIN up ON c.id = above"
        " WHERE depth < ?)"
        f" SELECT {COLUMNS} FROM up JOIN comments USING (id) WHERE depth > 0 ORDER BY depth DESC",
        [comment.id, _ANCESTORS],
    )
    return [from_row(row) for row in rows]


def replies(db: Database, comment: Comment, limit: int) -> list[Comment]:
    """The first answers to it."""
    rows = db.query(
        f"SELECT {COLUMNS} FROM comments WHERE parent = ? AND body != ''"
        " ORDER BY created_at, rowid LIMIT ?",
        [comment.id, limit],
    )
    return [from_row(row) for row in rows]


def siblings(db: Database, comment: Comment, each: int) -> list[Comment]:
    """Those that answer the same, or stand in the thread for themselves as it does: up to `each`
    before it and after it, by time."""
    near = []
    for sign, order in (("<", "DESC"), (">", "ASC")):
        rows = db.query(
            f"SELECT {COLUMNS} FROM comments WHERE thread = ? AND parent IS ? AND body != ''"
            f" AND id != ? AND created_at {sign}= ? ORDER BY created_at {order} LIMIT ?",
            [comment.thread, comment.parent, comment.id, stamp(comment.created_at), each],
        )
        near += [from_row(row) for row in rows]
    distinct = {one.id: one for one in near}
    return sorted(distinct.values(), key=lambda one: one.created_at)
