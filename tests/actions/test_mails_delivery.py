"""Headers, retries and refusals, against a real SMTP server."""

from datetime import timedelta

from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.domain.states import Verb
from comments_service.outbox.worker import drain
from comments_service.storage.database import transaction
from tests.mailing import (
    LATER,
    OTTO,
    RULE,
    RUTH,
    Sink,
    kinds,
    server,
    service,
    sink,
    stored,
    text_of,
)
from tests.support import ANNA, NOW, logged

__all__ = ["server", "service", "sink"]


def test_the_headers_say_that_a_machine_writes_and_how_to_stop_it(
    service: Service, sink: Sink
) -> None:
    stored(service)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    drain(service, LATER)

    [mail] = sink.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "de"
    assert mail["Date"].datetime == LATER
    assert mail["From"] == "Muster <presse@muster.example>"
    assert mail["List-Unsubscribe"].startswith("<https://news.muster.example/comments/mails/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Message-ID"].endswith("@muster.example>")
    assert mail.get_content_type() == "multipart/alternative"


def test_a_retry_is_the_same_message(service: Service, sink: Sink) -> None:
    """Killed after the server took it, before that was noted: programs drop the second one."""
    stored(service)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    row = next(r for r in service.db.query("SELECT * FROM outbox WHERE kind = 'mail-decision'"))
    drain(service, LATER)
    with transaction(service.db):
        service.db.table("told").delete_where()
        service.db.table("outbox").insert(row)
    drain(service, LATER + timedelta(hours=1))

    first, second = sink.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_no_name_or_title_breaks_out_of_header_or_page(service: Service, sink: Sink) -> None:
    evil = "Ötzi\r\nBcc: all@example.org<script>alert(1)</script>"
    stored(service, 1)
    stored(service, 2, parent="c1", author=evil, body="<b>&", email=OTTO)
    for one in ("c1", "c2"):
        decide(service, one, Verb.PUBLISH, ANNA, NOW)
    drain(service, LATER)

    mail = sink.to(RUTH)[-1]
    assert mail["Bcc"] is None
    assert all(value is None for value in (mail["Bcc"], mail["Cc"]))
    html = text_of(mail, "html")
    assert "<script" not in html
    assert "&lt;b&gt;&amp;" in html
    assert "Ötzi" in text_of(mail)


def test_the_html_names_nothing_outside_the_mail(service: Service, sink: Sink) -> None:
    stored(service)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=RULE)
    drain(service, LATER)

    html = text_of(sink.mails[0], "html")
    for remote in ("<img", "<link", "<script", "src=", "url(", "@import", "style="):
        assert remote not in html
    assert "prefers-color-scheme: dark" in html
    assert '<html lang="de">' in html


def test_a_server_that_is_down_for_a_day_loses_nothing_and_doubles_nothing(
    service: Service, sink: Sink
) -> None:
    for number in range(3):
        stored(service, number)
        decide(service, f"c{number}", Verb.PUBLISH, ANNA, NOW)
    sink.down = True
    for hour in range(1, 25, 4):
        drain(service, NOW + timedelta(hours=hour))
    assert sink.mails == []

    sink.down = False
    for hour in (25, 27):
        drain(service, NOW + timedelta(hours=hour))

    assert len(sink.mails) == 3
    assert len({m["Message-ID"] for m in sink.mails}) == 3
    assert kinds(service) == []


def test_a_mailbox_that_is_gone_holds_up_nobody_and_is_given_up_with_an_entry_in_the_log(
    service: Service, sink: Sink
) -> None:
    sink.refused[RUTH] = "550 5.1.1 no such user"
    stored(service, 1)
    stored(service, 2, email=OTTO)
    for one in ("c1", "c2"):
        decide(service, one, Verb.PUBLISH, ANNA, NOW)
    drain(service, LATER)
    assert sink.recipients == [OTTO]
    assert kinds(service) == ["mail-decision"]

    drain(service, NOW + timedelta(days=1, hours=1))

    assert kinds(service) == []
    [entry] = [e for e in logged(service.db, 9) if e.action == "mail given up"]
    assert RUTH not in str(entry)


def test_a_mailbox_that_is_full_for_a_while_gets_its_mail_afterwards(
    service: Service, sink: Sink
) -> None:
    sink.refused[RUTH] = "452 4.2.2 mailbox full"
    stored(service)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    drain(service, NOW + timedelta(days=2))
    sink.refused.clear()
    drain(service, NOW + timedelta(days=2, hours=1))

    assert sink.recipients == [RUTH]
