"""The rules of the filter chain that an administrator has switched off."""

from datetime import datetime

from sqlite_utils import Database

from comments_service.storage.database import stamp


def names(db: Database) -> frozenset[str]:
    return frozenset(row[0] for row in db.conn.execute("SELECT rule FROM rules_off"))


def switch_off(db: Database, rule: str, moderator: int | None, now: datetime) -> None:
    db.conn.execute(
        "INSERT OR IGNORE INTO rules_off (rule, at, moderator) VALUES (?, ?, ?)",
        [rule, stamp(now), moderator],
    )


def switch_on(db: Database, rule: str) -> None:
    db.conn.execute("DELETE FROM rules_off WHERE rule = ?", [rule])
