"""The log as the public figures count it."""

from collections.abc import Iterator
from datetime import datetime

from sqlite_utils import Database

from comments_service.domain.comment import ActorKind
from comments_service.domain.figures import Event
from comments_service.domain.states import State
from comments_service.storage.database import moment, stamp

# An answer is measured from the comment that it answers.
_ABOUT = (
    "CASE l.action WHEN 'answer' THEN (SELECT parent FROM comments WHERE id = l.comment)"
    " ELSE l.comment END"
)
_FIRST = (
    "NOT EXISTS (SELECT 1 FROM log e WHERE e.comment = l.comment AND e.id < l.id"
    " AND e.actor_kind IN ('person', 'rule') AND e.from_state = 'pending'"
    " AND e.to_state IN ('published', 'rejected', 'spam'))"
)


def events(db: Database, since: datetime, until: datetime) -> Iterator[Event]:
    """The rows about comments of a span of time, its end left out, oldest first."""
    rows = db.query(
        "SELECT l.at, l.actor_kind, l.action, l.comment, l.from_state, l.to_state, l.reason,"
        f" l.batch, {_FIRST} AS first, (SELECT min(s.at) FROM log s WHERE s.comment = {_ABOUT}"
        " AND s.action = 'submit') AS since"
        " FROM log l WHERE l.at >= ? AND l.at < ? AND l.comment IS NOT NULL ORDER BY l.id",
        [stamp(since), stamp(until)],
    )
    for row in rows:
        yield Event(
            at=datetime.fromisoformat(row["at"]),
            actor=ActorKind(row["actor_kind"]),
            action=row["action"],
            comment=row["comment"],
            from_state=State(row["from_state"]) if row["from_state"] else None,
            to_state=State(row["to_state"]) if row["to_state"] else None,
            reason=row["reason"],
            batch=row["batch"],
            since=moment(row["since"]),
            first=bool(row["first"]),
        )


def first_comment(db: Database) -> datetime | None:
    """When the first comment that the log knows of came in."""
    row = db.conn.execute("SELECT min(at) FROM log WHERE action = 'submit'").fetchone()
    return moment(row[0])
