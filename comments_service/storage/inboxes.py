"""How much waits for somebody: comments, appeals, reports, errors that readers found."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True)
class Inboxes:
    queue: int
    appeals: int
    reports: int
    slips: int


def waiting(db: Database) -> Inboxes:
    """All by indexes, since every page of the moderators shows it."""
    row = db.conn.execute(
        "SELECT (SELECT count(*) FROM comments WHERE waiting_since IS NOT NULL),"
        " (SELECT count(*) FROM appeals WHERE state = 'open'),"
        " (SELECT count(*) FROM reports WHERE state = 'open'),"
        " (SELECT count(*) FROM slips WHERE state = 'open')"
    ).fetchone()
    return Inboxes(*row)
