"""Later texts of comments: those that wait for a person, and those that were refused."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.domain.comment import Revision
from comments_service.domain.states import State
from comments_service.storage.database import moment, stamp


def put(db: Database, revision: Revision) -> None:
    """Store a revision, or what has become of it."""
    decided = revision.decided_at
    db.table("revisions").upsert(
        {
            "comment": revision.comment,
            "number": revision.number,
            "body": revision.body,
            "html": revision.html,
            "state": revision.state,
            "created_at": stamp(revision.created_at),
            "decided_at": stamp(decided) if decided else None,
            "reason": revision.reason,
            "ground": revision.ground,
            "provision": revision.provision,
            "explanation": revision.explanation,
            "automated": int(revision.automated),
        },
        pk=("comment", "number"),
    )


def waiting(db: Database, comment: str) -> Revision | None:
    """The revision of a comment that waits for a person; there is never more than one."""
    return next((r for r in of_comment(db, comment) if r.state is State.PENDING), None)


def of_comment(db: Database, comment: str) -> list[Revision]:
    """The latest first."""
    rows = db.table("revisions").rows_where("comment = ?", [comment], order_by="number DESC")
    return [from_row(row) for row in rows]


def drop(db: Database, revision: Revision) -> None:
    """Forget a revision: it has become the comment's text, or a newer one takes its place."""
    db.table("revisions").delete((revision.comment, revision.number))


def from_row(row: dict[str, Any]) -> Revision:
    created = datetime.fromisoformat(row["created_at"])
    return Revision(
        **{
            **row,
            "state": State(row["state"]),
            "created_at": created,
            "decided_at": moment(row["decided_at"]),
            "automated": bool(row["automated"]),
        }
    )
