"""What the mails need to remember: which requests went to an address today, what was told."""

from sqlite_utils import Database

_CARRIERS = (("comment", "comments"), ("report", "reports"), ("slip", "slips"))


def carrier(db: Database, email: str) -> str | None:
    """Something that was sent with an address, as «comment:id»; None where nothing was."""
    for what, table in _CARRIERS:
        rows = db.query(
            f"SELECT id FROM {table} WHERE email IS NOT NULL AND lower(email) = lower(?) LIMIT 1",
            [email],
        )
        for row in rows:
            return f"{what}:{row['id']}"
    return None
