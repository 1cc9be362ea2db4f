"""What the mails need to remember: which requests went to an address today, what was told."""

from datetime import date, datetime

from sqlite_utils import Database

from comments_service.storage.database import SAME_EMAIL, stamp

_CARRIERS = (("comment", "comments"), ("report", "reports"), ("slip", "slips"))


def carrier(db: Database, email: str) -> str | None:
    """Something that was sent with an address, as «comment:id»; None where nothing was.

    All tables are asked, whatever is found: the time that it takes tells nothing.
    """
    found = [
        f"{what}:{row['id']}"
        for what, table in _CARRIERS
        for row in db.query(f"SELECT id FROM {table} WHERE {SAME_EMAIL} LIMIT 1", {"email": email})
    ]
    return found[0] if found else None


def may_ask(db: Database, day: date, address: str, job: str, most: int) -> bool:
    """Whether one more request may go to an address today; notes it where it may.

    `address` is its keyed hash, after the kind of request. A job that was let pass before is again:
    it is the same mail.
    """
    known = db.table("asked").count_where(
        "day = ? AND address = ? AND job = ?", [day.isoformat(), address, job]
    )
    sent = db.table("asked").count_where("day = ? AND address = ?", [day.isoformat(), address])
    if known or sent >= most:
        return bool(known)
    db.table("asked").insert({"day": day.isoformat(), "address": address, "job": job})
    return True


def forget_asked(db: Database, before: date) -> None:
    db.table("asked").delete_where("day < ?", [before.isoformat()])


def told(db: Database, job: str) -> str | None:
    """What somebody was last told by jobs of this name; None: nothing yet."""
    rows = db.query("SELECT what FROM told WHERE job = ?", [job])
    return next((row["what"] for row in rows), None)


def told_at(db: Database, job: str) -> datetime | None:
    """When somebody was last told by jobs of this name."""
    rows = db.query("SELECT at FROM told WHERE job = ?", [job])
    return next((datetime.fromisoformat(row["at"]) for row in rows), None)


def tell(db: Database, job: str, what: str, now: datetime) -> None:
    """Note that a mail has gone out."""
    db.table("told").upsert({"job": job, "what": what, "at": stamp(now)}, pk="job")


def forget_told(db: Database, before: datetime) -> None:
    db.table("told").delete_where("at < ?", [stamp(before)])
