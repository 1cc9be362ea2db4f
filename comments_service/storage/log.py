"""The log of decisions and sign-ins: append-only, the database itself refuses changes."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.comment import Actor, ActorKind, LogEntry
from comments_service.domain.states import State
from comments_service.storage import log_chain
from comments_service.storage.database import stamp

_INSERT = (
    f"INSERT INTO log ({', '.join(log_chain.COLUMNS)}, hash)"
    f" VALUES ({', '.join('?' * (len(log_chain.COLUMNS) + 1))})"
)


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
    batch: str | None = None,
) -> None:
    """Write one row. Belongs into the transaction of what it records.

    Its hash covers the row before, so that transaction must hold the write lock.
    """
    last, before = tip(db)
    row = (
        last + 1, stamp(now), str(actor.kind), actor.name, str(action), comment,
        str(from_state) if from_state else None, str(to_state) if to_state else None,
        reason, explanation, batch,
    )  # fmt: skip
    db.conn.execute(_INSERT, [*row, log_chain.link(before, row)])


def tip(db: Database) -> tuple[int, str]:
    """Number and hash of the last row; the anchor's where retention took them all."""
    last = db.conn.execute("SELECT id, hash FROM log ORDER BY id DESC LIMIT 1").fetchone()
    return last or anchor(db)


def anchor(db: Database) -> tuple[int, str]:
    """Number and hash of the last row that retention removed; zeros where it has removed none."""
    query = "SELECT row, hash FROM log_anchor ORDER BY id DESC LIMIT 1"
    return db.conn.execute(query).fetchone() or (0, log_chain.BEGIN)


def of_comment(db: Database, comment_id: str) -> list[LogEntry]:
    """What happened to a comment, oldest first."""
    return _entries(db, "WHERE comment = ? ORDER BY id", [comment_id])


def happened(db: Database, comment: str, action: str) -> bool:
    """Whether something was ever done to a comment, as far back as the log is kept."""
    return db.table("log").count_where("comment = ? AND action = ?", [comment, action]) > 0


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the log; all of it has to fit, "" and None fit anything."""

    person: str = ""
    """The name, as it stands in the log."""
    action: str = ""
    comment: str = ""
    """A comment's id, or its beginning: hexadecimal digits and hyphens."""
    since: datetime | None = None
    until: datetime | None = None
    """Before this."""


def find(db: Database, wanted: Wanted, limit: int, offset: int = 0) -> list[LogEntry]:
    """The newest first."""
    clauses: dict[str, object] = {}
    if wanted.person:
        clauses["actor_kind = 'person' AND actor = ?"] = wanted.person
    if wanted.action:
        clauses["action = ?"] = wanted.action
    if wanted.comment:
        # An id holds nothing that GLOB would take for a pattern; the index serves it.
        clauses["comment GLOB ?"] = f"{wanted.comment}*"
    if wanted.since:
        clauses["at >= ?"] = stamp(wanted.since)
    if wanted.until:
        clauses["at < ?"] = stamp(wanted.until)
    where = f"WHERE {' AND '.join(clauses)} " if clauses else ""
    tail = f"{where}ORDER BY id DESC LIMIT ? OFFSET ?"
    return _entries(db, tail, [*clauses.values(), limit, offset])


def actors(db: Database) -> list[str]:
    """Everybody who stands in the log with a name."""
    rows = db.query("SELECT DISTINCT actor FROM log WHERE actor_kind = 'person' ORDER BY actor")
    return [row["actor"] for row in rows]


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
            batch=row["batch"],
        )
        for row in db.query(f"SELECT * FROM log {tail}", values)
    ]
