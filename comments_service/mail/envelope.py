"""A letter as an e-mail message, with the headers that automatic mail needs.

RFC 3834 (Auto-Submitted), RFC 8058 (List-Unsubscribe-Post), RFC 5322 (Message-ID, References),
RFC 3282 (Content-Language).
"""

import hashlib
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config
from comments_service.mail.letter import Letter, html, plain

_LONGEST_SUBJECT = 180


class AddressRefused(Exception):
    """No mail can be sent to this address, now or later."""


def compose(
    config: Config,
    t: Translator,
    letter: Letter,
    to: str,
    now: datetime,
    *,
    job: str = "",
    thread: str = "",
    reply_to: str = "",
) -> EmailMessage:
    """The message. `job` names what it is sent for: the same job makes the same Message-ID.

    Mails with the same `thread`, such as «comment 17», are one conversation. Raises AddressRefused.
    """
    sender, address = parseaddr(config.mail.sender or config.address.email)
    host = address.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender or config.newsroom.name, addr_spec=address)
    message["To"] = _recipient(to)
    if (reply_to or config.address.email) != address:
        message["Reply-To"] = _recipient(reply_to or config.address.email)
    message["Subject"] = _line(f"{config.newsroom.name}: {letter.subject}")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{_digest(job)}@{host}>" if job else make_msgid(domain=host)
    if thread:
        root = f"<{_digest(thread)}.thread@{host}>"
        message["In-Reply-To"] = message["References"] = root
    message["Auto-Submitted"] = "auto-generated"
    # Out-of-office answers would reach nobody (as Exchange understands it).
    message["X-Auto-Response-Suppress"] = "All"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop[1]}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(plain(config, t, letter), cte="quoted-printable")
    message.add_alternative(html(config, t, letter), subtype="html", cte="quoted-printable")
    # Only now: setting a content clears what stood of it.
    message["Content-Language"] = letter.lang
    return message


def _recipient(address: str) -> Address:
    try:
        local, _, host = address.rpartition("@")
        return Address(username=local, domain=host.encode("idna").decode())
    except (ValueError, IndexError, MessageError) as error:
        raise AddressRefused(f"an address that is none ({type(error).__name__})") from None


def _line(text: str) -> str:
    """One line without control characters, whatever a title holds."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= _LONGEST_SUBJECT else f"{clean[: _LONGEST_SUBJECT - 1]}…"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]
