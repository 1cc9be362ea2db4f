"""What must follow from a change, written in the change's own transaction and done afterwards."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from comments_service.storage.database import stamp


@dataclass(frozen=True)
class Job:
    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempts: int
    created_at: datetime


def add(
    db: Database,
    kind: str,
    now: datetime,
    *,
    key: str = "",
    payload: dict[str, Any] | None = None,
    delay: timedelta = timedelta(0),
    patient: bool = False,
) -> None:
    """Note a job. Of jobs with one kind and `key`, one that waits stands for all.

    One that is being done does not: it may have looked already. Neither does one that has failed,
    where a new one is tried at once, unless it is `patient`.
    """
    urgent = delay == timedelta(0) and not patient
    waits = "attempts = 0" if urgent else "(attempts = 0 OR last_error != '')"
    if key:
        known = f"SELECT EXISTS (SELECT 1 FROM outbox WHERE kind = ? AND key = ? AND {waits})"
        [[found]] = db.conn.execute(known, [kind, key])
        if found:
            return
    db.conn.execute(
        "INSERT INTO outbox (kind, key, payload, created_at, due_at, attempts, last_error)"
        " VALUES (?, ?, ?, ?, ?, 0, '')",
        [kind, key, json.dumps(payload or {}), stamp(now), stamp(now + delay)],
    )


def due(db: Database, now: datetime, kinds: Sequence[str], limit: int = 100) -> list[Job]:
    """Jobs of some kinds whose time has come, oldest first."""
    rows = db.query(
        "SELECT id, kind, key, payload, attempts, created_at FROM outbox"
        f" WHERE due_at <= ? AND kind IN ({', '.join('?' * len(kinds))}) ORDER BY id LIMIT ?",
        [stamp(now), *kinds, limit],
    )
    return [
        Job(
            r["id"], r["kind"], r["key"], json.loads(r["payload"]), r["attempts"],
            datetime.fromisoformat(r["created_at"]),
        )
        for r in rows
    ]  # fmt: skip


def claim(db: Database, job: Job, now: datetime, lease: timedelta) -> bool:
    """Take a job for `lease`; False when another process was faster.

    A lease that runs out gives the job back, so nothing is lost when its holder is killed.
    """
    cursor = db.conn.execute(
        "UPDATE outbox SET attempts = attempts + 1, due_at = ?, last_error = ''"
        " WHERE id = ? AND attempts = ? AND due_at <= ?",
        [stamp(now + lease), job.id, job.attempts, stamp(now)],
    )
    return cursor.rowcount == 1


def done(db: Database, job: Job) -> None:
    """Forget a job that was done: its payload may hold personal data."""
    db.conn.execute("DELETE FROM outbox WHERE id = ?", [job.id])


def forget(db: Database, item: str) -> None:
    """Drop the mails about something that was erased: not even an error message may tell of it."""
    db.conn.execute(
        "DELETE FROM outbox WHERE kind LIKE 'mail-%' AND (key = ? OR key LIKE ?)",
        [item, f"{item}:%"],
    )


def retry(db: Database, job: Job, due_at: datetime, error: str) -> None:
    db.conn.execute(
        "UPDATE outbox SET due_at = ?, last_error = ? WHERE id = ?",
        [stamp(due_at), error[:500], job.id],
    )


def planned(db: Database, kind: str) -> bool:
    """Whether a job of a kind waits for its time."""
    return bool(db.table("outbox").count_where("kind = ?", [kind]))


def move(db: Database, kind: str, now: datetime, due_at: datetime) -> None:
    """Give jobs of a kind whose time has not come, and that were never tried, another time."""
    db.conn.execute(
        "UPDATE outbox SET due_at = ? WHERE kind = ? AND attempts = 0 AND due_at > ?",
        [stamp(due_at), kind, stamp(now)],
    )


def troubled(db: Database, kind: str) -> list[dict[str, Any]]:
    """What the jobs of a kind carry that have failed and are tried again."""
    rows = db.query("SELECT payload FROM outbox WHERE kind = ? AND last_error != ''", [kind])
    return [json.loads(row["payload"]) for row in rows]
