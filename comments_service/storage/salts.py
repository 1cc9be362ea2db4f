"""One random salt a day for hashing reader's addresses; deleted, the hashes say nothing more."""

import secrets
from datetime import date, timedelta

from sqlite_utils import Database

# Retention of rate-limit hashes: 48 hours, so today's and yesterday's salt.
_KEPT_DAYS = 2


def salt_of(db: Database, day: date) -> bytes:
    """The day's salt, made on first use. Drops those that are too old."""
    table = db.table("salts")
    db.conn.execute(
        "INSERT OR IGNORE INTO salts (day, salt) VALUES (?, ?)",
        [day.isoformat(), secrets.token_bytes(32)],
    )
    table.delete_where("day <= ?", [(day - timedelta(days=_KEPT_DAYS)).isoformat()])
    salt: bytes = next(table.rows_where("day = ?", [day.isoformat()]))["salt"]
    return salt
