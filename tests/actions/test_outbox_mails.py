"""Mails to moderators: gathered, tried again, never doubled."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.states import Verb
from comments_service.mail.smtp import url_fault
from comments_service.outbox.worker import drain
from comments_service.settings import Settings
from tests.mailing import Sink, server, sink
from tests.support import (
    ANNA,
    NOW,
    READER,
    THREAD,
    all_comments,
    fields,
    make_newsroom,
    waiting_jobs,
)

__all__ = ["server", "sink"]


@pytest.fixture
def service(tmp_path: Path, server: Controller, sink: Sink) -> Service:
    return make_newsroom(
        tmp_path,
        settings=Settings(("k" * 40,), "", f"smtp://127.0.0.1:{server.port}"),
        comments='notify = ["presse@muster.example"]',
    )


def refuse(message: object) -> None:
    """A mail server that is down."""
    raise OSError("connection refused")


def test_moderators_get_one_mail_for_a_burst_of_comments(service: Service, sink: Sink) -> None:
    for body in ("Eins", "Zwei", "Drei"):
        submit(service, THREAD, fields(body), READER, NOW)

    drain(service, NOW)
    assert sink.mails == []
    drain(service, NOW + timedelta(minutes=3))

    [mail] = sink.mails
    assert sink.recipients == ["presse@muster.example"]
    assert mail["Subject"] == "Muster: 3 Kommentare warten auf einen Entscheid"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@muster.example>")
    message: Any = mail
    for kind in ("plain", "html"):
        text = message.get_body([kind]).get_content()
        assert "http://127.0.0.1:8000/moderation/" in text
        assert "Eins" not in text


def test_no_mail_goes_out_when_everything_was_decided(service: Service, sink: Sink) -> None:
    submit(service, THREAD, fields(), READER, NOW)
    decide(service, all_comments(service)[-1].id, Verb.PUBLISH, ANNA, NOW)

    drain(service, NOW + timedelta(minutes=3))

    assert sink.mails == []
    assert not [job for job in waiting_jobs(service.db) if job["kind"] == "notice"]


def test_mail_survives_a_server_that_is_down_for_a_day(service: Service, sink: Sink) -> None:
    working = service.send_mail

    service.send_mail = refuse
    submit(service, THREAD, fields(), READER, NOW)
    for hour in range(1, 25):
        drain(service, NOW + timedelta(hours=hour))
    service.send_mail = working
    drain(service, NOW + timedelta(hours=26))

    assert len(sink.mails) == 1


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("smtp://user:pw@host:587", False),
        ("smtps://host", False),
        ("http://host", True),
        ("smtp://", True),
        ("smtp://host:port", True),
    ],
)
def test_a_wrong_mail_address_is_told_without_its_password(url: str, wrong: bool) -> None:
    assert bool(url_fault(url)) is wrong
    assert "pw" not in (url_fault(url) or "")


def test_jobs_wait_for_a_process_that_has_the_means(service: Service, sink: Sink) -> None:
    submit(service, THREAD, fields(), READER, NOW)
    working, service.send_mail = service.send_mail, None

    drain(service, NOW + timedelta(hours=1))
    assert len(waiting_jobs(service.db)) == 1

    service.send_mail = working
    drain(service, NOW + timedelta(hours=1))
    assert len(sink.mails) == 1


def test_a_mail_server_that_is_down_all_day_gets_one_notice_and_not_one_for_each_comment(
    service: Service, sink: Sink
) -> None:
    working = service.send_mail

    service.send_mail = refuse
    for number in range(20):
        moment = NOW + timedelta(minutes=10 * number)
        submit(service, THREAD, fields(f"Nummer {number}"), READER, moment)
        drain(service, moment + timedelta(minutes=5))
    service.send_mail = working
    drain(service, NOW + timedelta(days=1))

    assert len(sink.mails) == 1


def test_a_comment_that_comes_while_a_notice_is_sent_again_gets_its_own(
    service: Service, sink: Sink
) -> None:
    working = service.send_mail
    assert working

    def send_while_one_more_comes(message: Any) -> None:
        submit(service, THREAD, fields("Kommt dazwischen"), READER, NOW + timedelta(minutes=9))
        working(message)

    service.send_mail = refuse
    submit(service, THREAD, fields(), READER, NOW)
    drain(service, NOW + timedelta(minutes=3))
    service.send_mail = send_while_one_more_comes
    drain(service, NOW + timedelta(minutes=9))
    service.send_mail = working
    drain(service, NOW + timedelta(minutes=15))

    assert len(sink.mails) == 2
