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


def _stands(row: str) -> str:
    """Whether a row is a person's decision about a comment that nobody took back before `:until`.

    What undoes a decision carries its batch.
    """
    return (
        f"{row}.actor_kind = 'person' AND {row}.action != 'undo'"
        f" AND {row}.from_state != {row}.to_state"
        f" AND {row}.to_state IN ('published', 'rejected', 'spam')"
        f" AND NOT EXISTS (SELECT 1 FROM log u WHERE u.comment = {row}.comment AND u.id > {row}.id"
        f" AND u.action = 'undo' AND u.batch = {row}.batch AND u.at < :until)"
    )


_FIRST = (
    f"({_stands('l')}) AND NOT EXISTS"
    f" (SELECT 1 FROM log e WHERE e.comment = l.comment AND e.id < l.id AND {_stands('e')})"
)


def events(db: Database, since: datetime, until: datetime) -> Iterator[Event]:
    """The rows about comments of a span of time, its end left out, oldest first.

    `first` is true of a comment's first decision by a person, for the time until somebody has
    decided. It is counted from what stands: a decision that was undone before the span's end is
    none, and the next one is the first. What a rule decided before hides it no more than it answers
    for a person: where a rule published at once, the first decision is whatever a person made of
    that, if anything.
    """
    rows = db.query(
        "SELECT l.at, l.actor_kind, l.action, l.comment, l.from_state, l.to_state, l.reason,"
        f" l.batch, {_FIRST} AS first, (SELECT min(s.at) FROM log s WHERE s.comment = {_ABOUT}"
        " AND s.action = 'submit') AS since"
        " FROM log l WHERE l.at >= :since AND l.at < :until AND l.comment IS NOT NULL"
        " ORDER BY l.id",
        {"since": stamp(since), "until": stamp(until)},
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
