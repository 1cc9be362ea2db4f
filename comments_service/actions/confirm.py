"""Somebody who reads a mailbox says so; from then on, mail may go there."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from comments_service.actions.admit import admit_known
from comments_service.actions.author_mail import (
    announce_confirmation,
    announce_confirmed,
    announce_report_confirmed,
    announce_slip_confirmed,
)
from comments_service.actions.links import COMMENT, REPORT, SLIP
from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose
from comments_service.domain.comment import Comment
from comments_service.domain.errors import MoveRefused, UnknownComment
from comments_service.storage import comments, reports, slips
from comments_service.storage.database import transaction
from comments_service.storage.reports import Report
from comments_service.storage.slips import Slip

LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Asked:
    """What an address was given with."""

    what: str
    """COMMENT, REPORT or SLIP."""
    item: Comment | Report | Slip

    @property
    def email(self) -> str:
        return self.item.email or ""

    @property
    def confirmed(self) -> bool:
        return self.item.confirmed_at is not None


def asked(service: Service, token: str, now: datetime) -> Asked:
    """What a mailed link asks to confirm. Raises UnknownComment, also where the address has been
    deleted since, and LinkExpired."""
    what, item_id, *_ = *service.tokens.read(Purpose.CONFIRM, token, now, LASTS), "", ""
    found = Asked(what, _item(service, what, item_id))
    if not found.item.email:
        raise UnknownComment(token[:8])
    return found


def confirm(service: Service, token: str, now: datetime) -> Asked:
    """Confirm the address; the second time changes nothing. Raises as `asked`, and Busy."""
    with transaction(service.db):
        found = asked(service, token, now)
        if not found.confirmed:
            found = replace(found, item=confirm_item(service, found.item, now))
    return found


def ask_again(service: Service, comment_id: str, now: datetime) -> None:
    """Send the request for a comment's address once more; how often it goes is the mails' affair.

    Raises UnknownComment, or MoveRefused where there is nothing to confirm.
    """
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        if not comment.email or comment.confirmed_at:
            raise MoveRefused("confirmed", "confirmed")
        announce_confirmation(service, comment, now)


def _item(service: Service, what: str, item_id: str) -> Comment | Report | Slip:
    if what == COMMENT:
        return comments.get(service.db, item_id)
    if what == REPORT:
        return reports.get(service.db, item_id)
    if what == SLIP:
        return slips.get(service.db, item_id)
    raise UnknownComment(item_id)


def confirm_item(
    service: Service, item: Comment | Report | Slip, now: datetime
) -> Comment | Report | Slip:
    """Confirm the address of one thing that was sent, in the caller's transaction."""
    if isinstance(item, Comment):
        comment = replace(item, confirmed_at=now)
        comments.save(service.db, comment)
        after = admit_known(service, comment, now)
        announce_confirmed(service, after, now)
        return after
    if isinstance(item, Report):
        report = replace(item, confirmed_at=now)
        reports.save(service.db, report)
        announce_report_confirmed(service, report, now)
        return report
    slip = replace(item, confirmed_at=now)
    slips.save(service.db, slip)
    announce_slip_confirmed(service, slip, now)
    return slip
