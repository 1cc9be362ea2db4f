"""Everything that was sent with a mail address, whatever the case of its letters."""

from dataclasses import dataclass

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.storage import comments, reports, slips
from comments_service.storage.database import SAME_EMAIL
from comments_service.storage.reports import Report
from comments_service.storage.slips import Slip


@dataclass(frozen=True)
class Sent:
    """The latest first."""

    comments: list[Comment]
    reports: list[Report]
    slips: list[Slip]

    def __bool__(self) -> bool:
        return bool(self.comments or self.reports or self.slips)

    @property
    def all(self) -> list[Comment | Report | Slip]:
        return [*self.comments, *self.reports, *self.slips]

    @property
    def confirmed(self) -> bool:
        """Whether somebody who reads the mailbox has said so, for any of it."""
        return any(one.confirmed_at for one in self.all)


def sent_with(db: Database, email: str) -> Sent:
    rows = db.query(
        f"SELECT {comments.COLUMNS} FROM comments WHERE {SAME_EMAIL}"
        " ORDER BY created_at DESC, rowid DESC",
        {"email": email},
    )
    return Sent(
        [comments.from_row(row) for row in rows],
        reports.of_email(db, email),
        slips.of_email(db, email),
    )
