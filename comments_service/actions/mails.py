"""Which action does which mail's job."""

from collections.abc import Callable
from datetime import datetime

from comments_service.actions import author_mail, mailbox, notices
from comments_service.actions import outcome_mails as outcomes
from comments_service.actions import reader_mails as readers
from comments_service.actions.service import Service
from comments_service.storage.outbox import Job

MAILS: dict[str, Callable[[Service, Job, datetime], None]] = {
    author_mail.CONFIRM: readers.send_confirmation,
    author_mail.CONFIRM_REPORT: readers.send_confirmation,
    author_mail.CONFIRM_SLIP: readers.send_confirmation,
    author_mail.DATA: readers.send_data,
    author_mail.DECISION: readers.send_decision,
    author_mail.REVISION: readers.send_revision,
    author_mail.REPLY: readers.send_reply,
    author_mail.APPEAL_DECIDED: outcomes.send_appeal_decided,
    author_mail.REPORT: outcomes.send_report_received,
    author_mail.REPORT_DECIDED: outcomes.send_report_decided,
    author_mail.SLIP: outcomes.send_slips,
    author_mail.SLIP_DECIDED: outcomes.send_slip_decided,
    mailbox.INVITATION: mailbox.send_invitation,
    mailbox.MAILBOX: mailbox.send_mailbox_request,
    **dict.fromkeys(notices.TO_ONE.values(), notices.send_to_one),
}

# These note a mail for each recipient, and are done again without harm.
GATHERED = tuple(notices.TO_ONE)
