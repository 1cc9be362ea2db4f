"""The mails the newsroom writes."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

from comments_service.contract import dates
from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config

# A mail is read on a phone; all the rest stands in the service's log.
_LONGEST_WORDS = 4000


def waiting_notice(
    config: Config, t: Translator, recipients: tuple[str, ...], waiting: int, now: datetime
) -> EmailMessage:
    """Tells moderators how many comments wait. It quotes none: mail is not confidential."""
    subject = t.n(
        "%(n)s comment awaits a decision",
        "%(n)s comments await a decision",
        waiting,
    )
    body = "\n".join(
        (
            f"{subject}.",
            "",
            config.absolute(f"{config.prefix}/moderation/"),
            "",
            t(
                "This message was sent automatically by the newsroom of %(name)s.",
                name=config.newsroom.name,
            ),
        )
    )
    return message(config, recipients, f"{config.newsroom.name}: {subject}", body, now)


def failure_notice(
    config: Config,
    t: Translator,
    recipients: tuple[str, ...],
    since: datetime,
    words: str,
    now: datetime,
) -> EmailMessage:
    """Tells that the site cannot be built, and why: `words` are the faults with their mends."""
    subject = t("The newsroom cannot be updated")
    when = dates.long_datetime(since.astimezone(config.newsroom.timezone), config.language)
    body = "\n".join(
        (
            t(
                "Since %(when)s the newsroom of %(name)s cannot be built. What is online stays as "
                "it is; what should appear or go in the meantime does not.",
                when=when,
                name=config.newsroom.name,
            ),
            "",
            words[:_LONGEST_WORDS],
            "",
            t("The newsroom tries again by itself, at once when a text changes."),
            "",
            t(
                "This message was sent automatically by the newsroom of %(name)s.",
                name=config.newsroom.name,
            ),
        )
    )
    return message(config, recipients, f"{config.newsroom.name}: {subject}", body, now)


def message(
    config: Config, recipients: tuple[str, ...], subject: str, body: str, now: datetime
) -> EmailMessage:
    """A message with the headers automatic mail needs (RFC 3834). A header cannot hold CR or LF:
    the policy refuses such a value."""
    mail = EmailMessage(policy=SMTP)
    name, address = parseaddr(config.mail.sender or config.address.email)
    mail["From"] = Address(name or config.newsroom.name, addr_spec=address)
    mail["To"] = [Address(addr_spec=recipient) for recipient in recipients]
    mail["Subject"] = subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body)
    return mail
