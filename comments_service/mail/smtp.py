"""Handing mails to the company's mail server."""

import contextlib
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 20.0

Send = Callable[[EmailMessage], None]


class MailFailed(Exception):
    """The server could not be reached or refused; the mail stays in the outbox."""


class MailRefused(MailFailed):
    """The server wants this mail neither now nor later (RFC 5321, 4.2.1: a code of 5xx)."""


def sender(url: str) -> Send:
    """A function that sends through `smtp://user:password@host:587` or `smtps://host:465`.

    `smtp` turns to TLS where the server offers it, and never sends a password without.
    """
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()

    def send(message: EmailMessage) -> None:
        try:
            server = _connect(parts.scheme, host, parts.port, context)
            try:
                if parts.scheme == "smtp" and server.has_extn("starttls"):
                    server.starttls(context=context)
                    server.ehlo()
                elif parts.scheme == "smtp" and parts.username:
                    raise MailFailed("the server offers no TLS, so no password is sent to it")
                if parts.username:
                    server.login(unquote(parts.username), unquote(parts.password or ""))
                server.send_message(message)
            finally:
                # Once a mail was taken, a server that is rude at parting must not get it again.
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    server.quit()
                server.close()
        except (smtplib.SMTPException, OSError) as error:
            kind = MailRefused if _for_good(error) else MailFailed
            raise kind(f"{type(error).__name__} from {host}") from error

    return send


def url_fault(url: str) -> str | None:
    """What is wrong with an SMTP address, or None. Says nothing of the password in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "it is not an address"
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or port == 0:
        return "it has not the form smtp://user:password@host:587 or smtps://…:465"
    return None


def _for_good(error: Exception) -> bool:
    """Whether the recipient or the mail was refused with 5xx. What concerns the connection or the
    sender is ours to mend, and the mail can go then."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def _connect(scheme: str, host: str, port: int | None, context: ssl.SSLContext) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(host, port or 587, timeout=TIMEOUT_SECONDS)
    server.ehlo()
    return server
