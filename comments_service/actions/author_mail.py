"""Noting, in the caller's transaction, that somebody is to be written to.

Nothing but the request to confirm goes to an address that nobody has confirmed. The jobs carry an
id alone: what is said, and whether anything is, is looked up when a mail is sent.
"""

from datetime import datetime, timedelta

from comments_service.actions.service import Service
from comments_service.contract import ids
from comments_service.domain.comment import Comment, Revision
from comments_service.domain.states import State
from comments_service.storage import mail_state, outbox
from comments_service.storage.appeals import Appeal
from comments_service.storage.reports import Report
from comments_service.storage.slips import Slip

CONFIRM = "mail-confirm"
CONFIRM_REPORT = "mail-confirm-report"
CONFIRM_SLIP = "mail-confirm-slip"
DECISION = "mail-decision"
REVISION = "mail-revision"
REPLY = "mail-reply"
APPEAL_DECIDED = "mail-appeal-decided"
REPORT = "mail-report"
REPORT_DECIDED = "mail-report-decided"
SLIP = "mail-slip"
SLIP_DECIDED = "mail-slip-decided"
DATA = "mail-data"
INBOX = "mail-inbox"
"""To moderators: appeals and reports have come in."""

SLIPS_WITHIN = timedelta(minutes=15)
"""The press office gets no more than one mail about errors found within this time."""

# Long enough to undo a slip before its author reads of it.
_GRACE = timedelta(minutes=5)
# What comes in at once is one mail.
_GATHER = timedelta(minutes=2)


def announce_confirmation(service: Service, comment: Comment, now: datetime) -> None:
    """Ask whoever reads the mailbox whether the address may be written to."""
    if service.send_mail and comment.email and not comment.confirmed_at:
        outbox.add(service.db, CONFIRM, now, key=comment.id)


def announce_confirmed(service: Service, comment: Comment, now: datetime) -> None:
    """The address of a comment was just confirmed: tell what was decided until then."""
    if comment.state in (State.PUBLISHED, State.REJECTED):
        announce_decision(service, comment, now)


def announce_decision(service: Service, comment: Comment, now: datetime) -> None:
    """Tell the author of a decision, unless it is undone within some minutes."""
    if service.send_mail and comment.email and comment.confirmed_at and comment.wants_decisions:
        outbox.add(service.db, DECISION, now, key=comment.id, delay=_GRACE)


def announce_revision(
    service: Service, comment: Comment, revision: Revision, now: datetime
) -> None:
    """The same for a decision about a later text of a comment."""
    if service.send_mail and comment.email and comment.confirmed_at and comment.wants_decisions:
        key = f"{comment.id}:{revision.number}"
        outbox.add(service.db, REVISION, now, key=key, delay=_GRACE)


def announce_reply(service: Service, reply: Comment, now: datetime) -> None:
    """Tell whoever was answered; the job's key is the reply."""
    if service.send_mail and reply.parent:
        outbox.add(service.db, REPLY, now, key=reply.id, delay=_GRACE)


def announce_appeal(service: Service, now: datetime) -> None:
    """Tell moderators that there is an appeal; one mail tells of all that came in at once."""
    _announce_inbox(service, now)


def announce_appeal_decided(service: Service, appeal: Appeal, now: datetime) -> None:
    """Tell the author of the comment what has become of the appeal."""
    if service.send_mail:
        outbox.add(service.db, APPEAL_DECIDED, now, key=appeal.id, delay=_GRACE)


def announce_report(service: Service, report: Report, now: datetime) -> None:
    """Tell moderators of a report, and ask its sender to confirm the address, if one was given."""
    _announce_inbox(service, now)
    if service.send_mail and report.email and not report.confirmed_at:
        outbox.add(service.db, CONFIRM_REPORT, now, key=report.id)


def announce_report_confirmed(service: Service, report: Report, now: datetime) -> None:
    """The address was just confirmed: send the receipt (DSA, Article 16(4)), or the decision."""
    if report.state != "open":
        announce_report_decided(service, report, now)
    elif service.send_mail and report.email:
        outbox.add(service.db, REPORT, now, key=report.id)


def announce_report_decided(service: Service, report: Report, now: datetime) -> None:
    """Tell whoever reported a comment what was decided (DSA, Article 16(5))."""
    if service.send_mail and report.email and report.confirmed_at:
        outbox.add(service.db, REPORT_DECIDED, now, key=report.id, delay=_GRACE)


def announce_slip(service: Service, slip: Slip, now: datetime) -> None:
    """Tell the press office of an error that somebody found, and ask them to confirm.

    What comes in within a quarter of an hour of a mail waits for the next one.
    """
    if not service.send_mail:
        return
    plan_slips(service, now)
    if slip.email and not slip.confirmed_at:
        outbox.add(service.db, CONFIRM_SLIP, now, key=slip.id)


def plan_slips(service: Service, now: datetime) -> None:
    """Note the mail about errors found: at once, but for some time after the last one."""
    last = mail_state.told_at(service.db, SLIP)
    wait = max(last + SLIPS_WITHIN - now, timedelta(0)) if last else timedelta(0)
    outbox.add(service.db, SLIP, now, key="office", delay=wait)


def announce_slip_confirmed(service: Service, slip: Slip, now: datetime) -> None:
    """The address was just confirmed: tell the outcome, if there is one already."""
    if slip.state != "open":
        announce_slip_decided(service, slip, now)


def announce_slip_decided(service: Service, slip: Slip, now: datetime) -> None:
    """Tell whoever found an error what has become of it."""
    if service.send_mail and slip.email and slip.confirmed_at:
        outbox.add(service.db, SLIP_DECIDED, now, key=slip.id, delay=_GRACE)


def announce_data_link(service: Service, email: str, lang: str, now: datetime) -> None:
    """Send a link to everything that was sent with an address; nothing where nothing was.

    The job names something that carries the address, so that the outbox holds none.
    """
    if not service.send_mail:
        return
    # As much is written where nothing was sent: else the time that it takes would tell.
    found = mail_state.carrier(service.db, email) or f"comment:{ids.new_id()}"
    outbox.add(service.db, DATA, now, key=found, payload={"lang": lang})


def _announce_inbox(service: Service, now: datetime) -> None:
    if service.send_mail:
        outbox.add(service.db, INBOX, now, key="inbox", delay=_GATHER)
