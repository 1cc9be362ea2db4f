"""What somebody has sent, for themselves: asked for by address, exported, erased or anonymised."""

from datetime import datetime, timedelta

from comments_service.actions.author_mail import announce_data_link
from comments_service.actions.confirm import confirm_item
from comments_service.actions.erase import anonymise, erase
from comments_service.actions.scrub import enqueue_scrub
from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose
from comments_service.contract.email_address import email_fault
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.storage import erasure, journal, reports, slips
from comments_service.storage.database import checkpoint, transaction
from comments_service.storage.journal import Erasure
from comments_service.storage.sent_with import Sent, sent_with

LASTS = timedelta(hours=24)


def ask(service: Service, email: str, lang: str, now: datetime) -> None:
    """Mail a link to everything that was sent with an address, if anything was.

    Raises Invalid for what is no address, Busy. Nothing tells whether a mail goes out.
    """
    email = email.strip()
    if email_fault(email):
        raise Invalid({"email": "Enter an email address like name@example.org."})
    with transaction(service.db):
        announce_data_link(service, email, lang, now)


def asked_for(service: Service, token: str, now: datetime) -> tuple[str, str]:
    """Address and language of a link that asks whether a mailbox is its reader's.

    Raises UnknownComment, or LinkExpired after 24 hours.
    """
    email, lang, *_ = *service.tokens.read(Purpose.OWNER, token, now, LASTS), "", ""
    return email, lang


def confirm(service: Service, token: str, now: datetime) -> str:
    """Confirm all that was sent with the address of such a link; returns the token that shows it.

    Raises as `asked_for`, and Busy.
    """
    email, lang = asked_for(service, token, now)
    with transaction(service.db):
        sent = sent_with(service.db, email)
        for item in sent.all:
            if item.confirmed_at is None:
                confirm_item(service, item, now)
    return service.tokens.sign(Purpose.DATA, [email, lang], now)


def of_link(service: Service, token: str, now: datetime) -> tuple[str, str, Sent]:
    """Address, language, and what was sent with the address of a mailed link.

    Raises UnknownComment, or LinkExpired after 24 hours.
    """
    email, lang, *_ = *service.tokens.read(Purpose.DATA, token, now, LASTS), "", ""
    return email, lang, sent_with(service.db, email)


def erase_all(service: Service, sent: Sent, now: datetime) -> None:
    """Erase all of it. Of reports, the chosen reason and the decision stay, for the law."""
    for comment in sent.comments:
        try:
            erase(service, comment.id, now)
        except MoveRefused:
            continue
    _forget(service, sent, now, texts=True)


def anonymise_all(service: Service, sent: Sent, now: datetime) -> None:
    """Take name and address off all of it; a comment whose text is forgotten is erased."""
    for comment in sent.comments:
        try:
            anonymise(service, comment.id, now)
        except MoveRefused:
            erase(service, comment.id, now)
    _forget(service, sent, now, texts=False)


def erase_report(service: Service, report_id: str, now: datetime) -> None:
    """Erase who has reported a comment, and what they wrote."""
    filed = reports.get(service.db, report_id)
    _forget(service, Sent([], [filed], []), now, texts=True)


def erase_slip(service: Service, slip_id: str, now: datetime) -> None:
    """Erase who has found an error, and what they wrote."""
    found = slips.get(service.db, slip_id)
    _forget(service, Sent([], [], [found]), now, texts=True)


def _forget(service: Service, sent: Sent, now: datetime, *, texts: bool) -> None:
    """Erase who has sent reports and slips; with `texts`, also what they wrote."""
    if not (sent.reports or sent.slips):
        return
    data = service.paths.data
    with transaction(service.db):
        for report in sent.reports:
            journal.note(data, report.id, Erasure.REPORT if texts else Erasure.REPORTER)
            if texts:
                erasure.report(service.db, report.id)
            else:
                erasure.reporter(service.db, report.id)
        for slip in sent.slips:
            journal.note(data, slip.id, Erasure.SLIP if texts else Erasure.FINDER)
            if texts:
                erasure.slip(service.db, slip.id, now)
            else:
                erasure.finder(service.db, slip.id)
        enqueue_scrub(service.db, now)
    checkpoint(service.db)
