"""Sending one letter for one job of the outbox."""

from datetime import datetime

from comments_service.actions.service import Service
from comments_service.contract import dates
from comments_service.contract.catalogues import Translator
from comments_service.mail.envelope import AddressRefused, compose
from comments_service.mail.letter import Letter
from comments_service.mail.smtp import MailRefused
from comments_service.storage import mail_state
from comments_service.storage.database import stamp, transaction
from comments_service.storage.outbox import Job

# Requests of one kind that may go to one address a day: nobody can flood a stranger's mailbox with
# ours.
MOST_REQUESTS = 3


def deliver(
    service: Service,
    job: Job,
    letter: Letter,
    to: str,
    now: datetime,
    *,
    thread: str = "",
    reply_to: str = "",
) -> None:
    """Send a letter; done again for the same job, it is the same message. Raises MailFailed."""
    if service.send_mail is None:
        return
    try:
        message = compose(
            service.config, service.translator(letter.lang), letter, to, now,
            job=f"{job.kind} {job.key} {stamp(job.created_at)}", thread=thread, reply_to=reply_to,
        )  # fmt: skip
    except AddressRefused as error:
        raise MailRefused(str(error)) from None
    service.send_mail(message)


def deliver_once(
    service: Service,
    job: Job,
    letter: Letter,
    to: str,
    now: datetime,
    *,
    what: str = "sent",
    thread: str = "",
    reply_to: str = "",
) -> None:
    """Send a letter unless `what` it says was told by an earlier job of this kind and key."""
    name = f"{job.kind} {job.key}"
    if mail_state.told(service.db, name) == what:
        return
    deliver(service, job, letter, to, now, thread=thread, reply_to=reply_to)
    with transaction(service.db):
        mail_state.tell(service.db, name, what, now)


def deliver_request(
    service: Service, job: Job, letter: Letter, to: str, now: datetime, *, asks: str
) -> None:
    """Send a letter to an address that nobody has confirmed, three times a day at most.

    What it `asks` for is counted apart: with an address in a form for comments, nobody uses up
    what its owner may ask for elsewhere.
    """
    address = f"{asks} {service.sender_of_mail(to, now)}"
    with transaction(service.db):
        name = f"{job.kind} {job.key} {stamp(job.created_at)}"
        free = mail_state.may_ask(service.db, now.date(), address, name, MOST_REQUESTS)
    if free:
        deliver(service, job, letter, to, now)


def day(service: Service, at: datetime, lang: str) -> str:
    """A day in the newsroom's time zone, as a mail writes it."""
    return dates.long_date(at.astimezone(service.config.newsroom.timezone), lang)


def words(service: Service, lang: str) -> tuple[Translator, str]:
    """The translator and the language itself, where the newsroom has it; else its first one."""
    known = lang if lang in service.config.newsroom.languages else service.config.language
    return service.translator(known), known
