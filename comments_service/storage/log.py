"""The log of decisions and sign-ins: append-only, the database itself refuses changes."""

from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.comment import Actor, ActorKind, LogEntry
from comments_service.domain.states import State
from comments_service.storage.database import stamp


def add(
    db: Database,
    actor: Actor,
    action: str,
    now: datetime,
    *,
    comment: str | None = None,
    from_state: State | None = None,
    to_state: State | None = None,
    reason: str | None = None,
    explanation: str = "",
) -> None:
    """Write one row. Belongs into the transaction of what it records."""
    db.table("log").insert(
        {
            "at": stamp(now),
            "actor_kind": actor.kind,
            "actor": actor.name,
            "action": action,
            "comment": comment,
            "from_state": from_state,
            "to_state": to_state,
            "reason": reason,
            "explanation": explanation,
        }
    )


def of_comment(db: Database, comment_id: str) -> list[LogEntry]:
    """What happened to a comment, oldest first."""
    return _entries(db, "WHERE comment = ? ORDER BY id", [comment_id])


def latest(db: Database, limit: int, offset: int = 0) -> list[LogEntry]:
    return _entries(db, "ORDER BY id DESC LIMIT ? OFFSET ?", [limit, offset])


def _entries(db: Database, tail: str, values: list[object]) -> list[LogEntry]:
    return [
        LogEntry(
            at=datetime.fromisoformat(row["at"]),
            actor=Actor(ActorKind(row["actor_kind"]), row["actor"]),
            action=row["action"],
            comment=row["comment"],
            from_state=State(row["from_state"]) if row["from_state"] else None,
            to_state=State(row["to_state"]) if row["to_state"] else None,
            reason=row["reason"],
            explanation=row["explanation"],
        )
        for row in db.query(f"SELECT * FROM log {tail}", values)
    ]
