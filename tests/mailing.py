"""A newsroom that sends its mails to a real SMTP server, which keeps them."""

import email
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from comments_service.actions import author_mail
from comments_service.actions.service import Service
from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import State
from comments_service.settings import Settings
from comments_service.storage import comments, moderators
from comments_service.storage.database import transaction
from tests.support import NOW, THREAD, make_newsroom, thread, waiting_jobs

RUTH = "ruth.keller@leserin.example"
OTTO = "otto@leser.example"
LATER = NOW + timedelta(minutes=6)
RULE = Grounds("INSULT", "Der Text nennt den Bürgermeister einen Esel.", "rule", "")


class Sink:
    """A mail server that keeps what it gets; `refused` are recipients it does not want."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refused: dict[str, str] = {}
        self.down = False

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.down:
            return "421 4.3.2 closing for maintenance"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [m for m, to in zip(self.mails, self.recipients, strict=True) if to == address]


@pytest.fixture(scope="module")
def server() -> Iterator[Controller]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Sink(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def sink(server: Controller) -> Sink:
    fresh: Sink = server.handler  # type: ignore[assignment]
    fresh.__init__()  # type: ignore[misc] - one server for all, one memory for each
    return fresh


@pytest.fixture
def service(tmp_path: Path, server: Controller, sink: Sink) -> Service:
    return make_newsroom(
        tmp_path,
        threads=[thread(), *english()],
        settings=Settings(("k" * 40,), "", f"smtp://127.0.0.1:{server.port}"),
        url="https://news.muster.example",
    )


def english() -> list[Thread]:
    url, file = "/en/2026/new-plant/", "en/2026/new-plant/index.html"
    return [thread(f"{THREAD[:-1]}9", lang="en", title="New plant", url=url, file=file)]


def stored(service: Service, number: int = 1, **changes: object) -> Comment:
    """A waiting comment of somebody who has confirmed an address."""
    comment = Comment(
        id=f"c{number}", thread=THREAD, parent=None, lang="de", author="Ruth Keller", email=RUTH,
        body="Gute Sache.", state=State.PENDING, created_at=NOW, waiting_since=NOW,
        confirmed_at=NOW,
    )  # fmt: skip
    comment = replace(comment, **changes)
    with transaction(service.db):
        comments.add(service.db, comment)
    return comment


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body([kind])
    assert part is not None
    return str(part.get_content())


def flat(message: EmailMessage) -> str:
    return " ".join(text_of(message).split())


def kinds(service: Service) -> list[str]:
    """The mails that wait."""
    return [j["kind"] for j in waiting_jobs(service.db) if j["kind"].startswith("mail-")]


def ask(service: Service, comment: Comment, now: datetime = NOW) -> None:
    with transaction(service.db):
        author_mail.announce_confirmation(service, comment, now)


def moderator(service: Service, name: str, address: str | None, **more: object) -> int:
    with transaction(service.db):
        number = moderators.add(service.db, name, "Sprecherin", NOW)
        values = {"email": address, **more}
        service.db.table("moderators").update(number, values)
    return number
