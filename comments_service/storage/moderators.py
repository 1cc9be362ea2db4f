"""Moderators, their invitations and their sessions. Tokens are stored as hashes only."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.storage.database import stamp

MODERATOR, ADMINISTRATOR = "moderator", "administrator"
ROLES = (MODERATOR, ADMINISTRATOR)


@dataclass(frozen=True)
class Moderator:
    id: int
    name: str
    function: str
    """What stands beside the name under an official answer."""
    password_hash: str | None
    disabled: bool
    role: str = MODERATOR
    email: str | None = None
    """Where notices go; None: none are sent to this person."""
    lang: str | None = None
    """The language of those notices; None: the newsroom's first."""
    wants_mail: bool = True
    keys: str = ""
    """Keyboard shortcuts: "" as they come, «off», or JSON of action → key."""
    shut_out: int = 0
    """How often this person was shut out: links of before a time never open again after it."""

    @property
    def administers(self) -> bool:
        return self.role == ADMINISTRATOR


@dataclass(frozen=True)
class Session:
    moderator: Moderator
    csrf: str
    created_at: datetime
    seen_at: datetime


def add(db: Database, name: str, function: str, now: datetime, role: str = MODERATOR) -> int:
    cursor = db.conn.execute(
        "INSERT INTO moderators (name, function, created_at, role) VALUES (?, ?, ?, ?)",
        [name, function, stamp(now), role],
    )
    if cursor.lastrowid is None:
        raise RuntimeError("SQLite gave no row id")
    return cursor.lastrowid


def get(db: Database, moderator: int) -> Moderator | None:
    rows = db.query("SELECT * FROM moderators WHERE id = ?", [moderator])
    return next((_moderator(row) for row in rows), None)


def by_name(db: Database, name: str) -> Moderator | None:
    """Names are compared without regard to capitals."""
    wanted = name.casefold()
    # SQLite folds ASCII letters only, and moderators are few.
    return next((one for one in everyone(db) if one.name.casefold() == wanted), None)


def everyone(db: Database) -> list[Moderator]:
    return [_moderator(row) for row in db.query("SELECT * FROM moderators ORDER BY name")]


def names(db: Database) -> tuple[str, ...]:
    """The names of all, also of those who were disabled."""
    return tuple(name for [name] in db.conn.execute("SELECT name FROM moderators ORDER BY id"))


def set_password(
    db: Database, moderator: int, name: str, function: str, password_hash: str
) -> None:
    """A new password ends all sessions that the old one had started, and open invitations."""
    db.table("moderators").update(
        moderator, {"name": name, "function": function, "password_hash": password_hash}
    )
    end_access(db, moderator)


def end_access(db: Database, moderator: int) -> None:
    """End a person's sessions and open invitations."""
    db.table("sessions").delete_where("moderator = ?", [moderator])
    db.table("invitations").delete_where("moderator = ?", [moderator])


def end_other_sessions(db: Database, moderator: int, kept: str) -> None:
    """End a person's sessions but the one whose token is `kept`."""
    db.table("sessions").delete_where("moderator = ? AND token_hash != ?", [moderator, _hash(kept)])


def set_password_hash(db: Database, moderator: int, password_hash: str) -> None:
    db.table("moderators").update(moderator, {"password_hash": password_hash})


def disable(db: Database, moderator: int, now: datetime) -> None:
    """Shut a person out: their sessions and open invitations end with this."""
    db.conn.execute(
        "UPDATE moderators SET disabled_at = ?, shut_out = shut_out + 1 WHERE id = ?",
        [stamp(now), moderator],
    )
    end_access(db, moderator)


def enable(db: Database, moderator: int) -> None:
    db.table("moderators").update(moderator, {"disabled_at": None})


def set_function(db: Database, moderator: int, function: str) -> None:
    db.table("moderators").update(moderator, {"function": function})


def set_role(db: Database, moderator: int, role: str) -> None:
    db.table("moderators").update(moderator, {"role": role})


def set_email(db: Database, moderator: int, email: str | None) -> None:
    """`email` was confirmed; None: nothing is sent there any more."""
    db.table("moderators").update(moderator, {"email": email})


def set_wishes(db: Database, moderator: int, lang: str | None, *, wants_mail: bool) -> None:
    db.table("moderators").update(moderator, {"lang": lang, "wants_mail": int(wants_mail)})


def set_keys(db: Database, moderator: int, keys: str) -> None:
    db.table("moderators").update(moderator, {"keys": keys})


def active(db: Database) -> list[Moderator]:
    """Everybody who can sign in."""
    return [one for one in everyone(db) if one.password_hash and not one.disabled]


def end_all_access(db: Database) -> None:
    """End every session and invitation, as after a restore: some of them may have been used up."""
    db.table("sessions").delete_where()
    db.table("invitations").delete_where()


def end_invitations(db: Database, moderator: int) -> None:
    db.table("invitations").delete_where("moderator = ?", [moderator])


def open_invitations(db: Database, now: datetime) -> dict[int, datetime]:
    """Until when somebody's invitation is good, by their number."""
    rows = db.query(
        "SELECT moderator, max(expires_at) AS until FROM invitations WHERE expires_at > ?"
        " GROUP BY moderator",
        [stamp(now)],
    )
    return {row["moderator"]: datetime.fromisoformat(row["until"]) for row in rows}


def invite(db: Database, moderator: int, token: str, expires_at: datetime) -> None:
    """Store an invitation beside those that are open."""
    db.table("invitations").insert(
        {"token_hash": _hash(token), "moderator": moderator, "expires_at": stamp(expires_at)}
    )


def invited(db: Database, token: str, now: datetime) -> Moderator | None:
    """Whom an invitation that is still good was made for."""
    rows = db.query(
        "SELECT m.* FROM invitations i JOIN moderators m ON m.id = i.moderator"
        " WHERE i.token_hash = ? AND i.expires_at > ? AND m.disabled_at IS NULL",
        [_hash(token), stamp(now)],
    )
    return next((_moderator(row) for row in rows), None)


def use_invitation(db: Database, token: str) -> bool:
    """Take an invitation out of the world; False when it was already used."""
    cursor = db.conn.execute("DELETE FROM invitations WHERE token_hash = ?", [_hash(token)])
    return cursor.rowcount == 1


def start_session(db: Database, moderator: int, token: str, csrf: str, now: datetime) -> None:
    db.table("sessions").insert(
        {
            "token_hash": _hash(token),
            "moderator": moderator,
            "csrf": csrf,
            "created_at": stamp(now),
            "seen_at": stamp(now),
        }
    )


def session(db: Database, token: str) -> Session | None:
    rows = db.query(
        "SELECT m.*, s.csrf, s.created_at AS started_at, s.seen_at FROM sessions s"
        " JOIN moderators m ON m.id = s.moderator"
        " WHERE s.token_hash = ? AND m.disabled_at IS NULL",
        [_hash(token)],
    )
    for row in rows:
        return Session(
            _moderator(row),
            row["csrf"],
            datetime.fromisoformat(row["started_at"]),
            datetime.fromisoformat(row["seen_at"]),
        )
    return None


def seen(db: Database, token: str, now: datetime) -> None:
    db.table("sessions").update(_hash(token), {"seen_at": stamp(now)})


def end_session(db: Database, token: str) -> None:
    db.table("sessions").delete_where("token_hash = ?", [_hash(token)])


def end_stale_sessions(db: Database, seen_before: datetime, started_before: datetime) -> None:
    db.table("sessions").delete_where(
        "seen_at < ? OR created_at < ?", [stamp(seen_before), stamp(started_before)]
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _moderator(row: dict[str, Any]) -> Moderator:
    return Moderator(
        id=row["id"],
        name=row["name"],
        function=row["function"],
        password_hash=row["password_hash"],
        disabled=row["disabled_at"] is not None,
        role=row["role"],
        email=row["email"],
        lang=row["lang"],
        wants_mail=bool(row["wants_mail"]),
        keys=row["keys"],
        shut_out=row["shut_out"],
    )
