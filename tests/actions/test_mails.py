"""Mails to readers, against a real SMTP server: who gets what, when, in which words."""

import email
import quopri
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
from comments_service.actions.decide import decide
from comments_service.actions.notices import plan_digest
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.settings import Settings
from comments_service.storage import (
    appeals,
    comments,
    decisions,
    log,
    moderators,
    outbox,
    reports,
    slips,
)
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.storage.database import transaction
from comments_service.storage.reports import Report, ReportState
from comments_service.storage.slips import Slip, SlipState
from tests.support import ANNA, NOW, THREAD, make_newsroom, thread

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
    fresh.__init__()  # type: ignore[misc]
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
    return [j["kind"] for j in outbox.waiting(service.db) if j["kind"].startswith("mail-")]


def ask(service: Service, comment: Comment, now: datetime = NOW) -> None:
    with transaction(service.db):
        author_mail.announce_confirmation(service, comment, now)


# Requests to confirm.


def test_an_unconfirmed_address_gets_nothing_but_the_request_to_confirm(
    service: Service, sink: Sink
) -> None:
    comment = stored(service, confirmed_at=None)
    ask(service, comment)
    decide(service, comment.id, Verb.REJECT, ANNA, NOW, grounds=RULE)
    drain(service, LATER)

    [mail] = sink.to(RUTH)
    assert mail["Subject"] == "Muster: Bitte bestätige deine E-Mail-Adresse"


def test_the_request_holds_nothing_that_a_stranger_has_written(
    service: Service, sink: Sink
) -> None:
    comment = stored(service, confirmed_at=None, author="KAUF JETZT", body="spam.example")
    ask(service, comment)
    drain(service, NOW)

    source = quopri.decodestring(sink.mails[0].as_bytes()).decode()
    assert "KAUF" not in source
    assert "spam.example" not in source
    assert "/comments/confirm/" in text_of(sink.mails[0])
    assert sink.mails[0]["List-Unsubscribe"] is None


def test_three_requests_a_day_go_to_one_mailbox_and_no_more(service: Service, sink: Sink) -> None:
    for number, address in enumerate((RUTH, RUTH.upper(), "ruth.keller+x@leserin.example", RUTH)):
        ask(service, stored(service, number, confirmed_at=None, email=address))
    drain(service, NOW)

    assert len(sink.mails) == 3
    assert kinds(service) == []
    rows = list(service.db.query("SELECT * FROM asked"))
    assert "leserin" not in str(rows)

    ask(service, stored(service, 9, confirmed_at=None), NOW + timedelta(days=1))
    drain(service, NOW + timedelta(days=1))
    assert len(sink.mails) == 4


def test_the_data_link_goes_only_where_data_came_from(service: Service, sink: Sink) -> None:
    stored(service)
    with transaction(service.db):
        author_mail.announce_data_link(service, RUTH.upper(), "en", NOW)
        author_mail.announce_data_link(service, "stranger@example.org", "en", NOW)
    assert all("@" not in str(row) for row in service.db.query("SELECT key, payload FROM outbox"))
    drain(service, NOW)

    [mail] = sink.mails
    assert sink.recipients == [RUTH]
    assert mail["Content-Language"] == "en"
    assert "24 hours" in flat(mail)
    assert "https://news.muster.example/comments/data/" in text_of(mail)


# Decisions.


def test_a_rejection_tells_its_reasons_in_the_words_of_the_law(
    service: Service, sink: Sink
) -> None:
    stored(service)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=RULE)
    drain(service, NOW + timedelta(minutes=4))
    assert sink.mails == []
    drain(service, LATER)

    [mail] = sink.mails
    words = flat(mail)
    assert (
        "Kommentar vom 20. November 2026 nicht veröffentlicht. Grund: Regel, weil Der Text nennt "
        "den Bürgermeister einen Esel. Anlass: eigene Prüfung. Automatisch: nein. "
        "Einspruch binnen 6 Monaten: https://news.muster.example/comments/receipt/"
    ) in words
    assert "Der Rechtsweg steht offen." in words
    assert "Beleidigung" in words
    assert "Einspruch bis: 20. Mai 2027" in words
    assert "/appeal" in words


def test_a_removal_after_a_report_on_the_ground_of_law_is_told_in_english(
    service: Service, sink: Sink
) -> None:
    stored(service, lang="en", thread=english()[0].id)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW - timedelta(days=1))
    grounds = Grounds("CLAIM", "It says he stole", "law", "Art. 173 Criminal Code", "report")
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=grounds)
    drain(service, LATER)

    words = flat(sink.mails[-1])
    assert (
        "Comment of 20 November 2026 removed. Ground: law, because It says he stole. "
        "Trigger: notice. Automated: no. Appeal within 6 months: https://"
    ) in words
    assert "Courts remain open." in words
    assert "Art. 173 Criminal Code" in words


def test_an_undone_decision_sends_nothing(service: Service, sink: Sink) -> None:
    stored(service)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=RULE)
    latest = decisions.latest_of(service.db, "c1")
    assert latest
    undo(service, latest.batch, ANNA, NOW + timedelta(minutes=4))
    drain(service, NOW + timedelta(days=1))

    assert sink.mails == []


def test_an_undone_second_thought_does_not_tell_the_first_decision_again(
    service: Service, sink: Sink
) -> None:
    stored(service)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=RULE)
    drain(service, LATER)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW + timedelta(days=2))
    latest = decisions.latest_of(service.db, "c1")
    assert latest
    undo(service, latest.batch, ANNA, NOW + timedelta(days=2, minutes=2))
    drain(service, NOW + timedelta(days=3))

    assert len(sink.mails) == 1


def test_an_erased_comment_sends_nothing(service: Service, sink: Sink) -> None:
    comment = stored(service)
    decide(service, "c1", Verb.REJECT, ANNA, NOW, grounds=RULE)
    with transaction(service.db):
        comments.erase(service.db, comment, NOW)
    drain(service, LATER)

    assert sink.mails == []
    assert kinds(service) == []


def test_a_publication_is_told_shortly_with_its_place(service: Service, sink: Sink) -> None:
    stored(service)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    drain(service, LATER)

    [mail] = sink.mails
    assert mail["Subject"] == "Muster: Dein Kommentar ist veröffentlicht"
    assert "https://news.muster.example/de/2026/neue-anlage/#comment-c1" in text_of(mail)


def test_who_wants_no_mail_about_decisions_gets_none(service: Service, sink: Sink) -> None:
    stored(service, wants_decisions=False)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    drain(service, LATER)

    assert sink.mails == []


# Replies.


def replied(service: Service, **reply: object) -> None:
    stored(service, 1)
    decide(service, "c1", Verb.PUBLISH, ANNA, NOW)
    drain(service, LATER)
    values = {"author": "Otto Fehr", "email": OTTO, "body": "Das sehe ich auch so."}
    stored(service, 2, parent="c1", **{**values, **reply})
    decide(service, "c2", Verb.PUBLISH, ANNA, LATER)


def test_an_answer_is_told_once_in_the_conversation_about_the_comment(
    service: Service, sink: Sink
) -> None:
    replied(service)
    drain(service, LATER + timedelta(minutes=6))

    first, second = sink.to(RUTH)
    assert "Otto Fehr hat auf deinen Kommentar zu «Neue Anlage» geantwortet" in flat(second)
    assert "> Das sehe ich auch so." in text_of(second)
    assert first["References"] == second["References"] == second["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]


@pytest.mark.parametrize(
    "change", [{"email": RUTH}, {"email": RUTH.upper()}], ids=["own", "own in capitals"]
)
def test_nobody_is_told_of_an_answer_of_their_own(
    service: Service, sink: Sink, change: dict[str, str]
) -> None:
    replied(service, **change)
    drain(service, LATER + timedelta(minutes=6))

    assert [m["Subject"] for m in sink.mails if "Antwort" in m["Subject"]] == []


# Headers.


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


# Reports, slips, appeals.


def report(**changes: object) -> Report:
    one = Report("r1", "c1", THREAD, "de", NOW, "HATE", "Das hetzt.", "Otto Fehr", OTTO)
    return replace(one, **changes)


def test_a_report_is_confirmed_received_and_decided(service: Service, sink: Sink) -> None:
    stored(service)
    with transaction(service.db):
        reports.add(service.db, report())
        author_mail.announce_report(service, report(), NOW)
    drain(service, NOW)
    assert len(sink.to(OTTO)) == 1

    confirmed = report(confirmed_at=NOW)
    with transaction(service.db):
        reports.save(service.db, confirmed)
        author_mail.announce_report_confirmed(service, confirmed, NOW)
    drain(service, NOW)
    assert "Wir haben deine Meldung vom 20. November 2026" in flat(sink.to(OTTO)[-1])

    done = replace(confirmed, state=ReportState.DISMISSED, decided_at=NOW, explanation="Erlaubt.")
    with transaction(service.db):
        reports.save(service.db, done)
        author_mail.announce_report_decided(service, done, NOW)
    drain(service, LATER)
    words = flat(sink.to(OTTO)[-1])
    assert "Der Kommentar bleibt." in words
    assert "> Erlaubt." in words
    assert "Ein Mensch hat entschieden" in words


def test_a_slip_goes_to_the_press_office_and_its_outcome_back(service: Service, sink: Sink) -> None:
    slip = Slip("s1", THREAD, "de", NOW, "Es sind 12, nicht 21.", "Otto Fehr", OTTO)
    with transaction(service.db):
        slips.add(service.db, slip)
        author_mail.announce_slip(service, slip, NOW)
    drain(service, NOW)

    [office] = sink.to("presse@muster.example")
    assert "> Es sind 12, nicht 21." in text_of(office)
    assert OTTO not in text_of(office)
    assert len(sink.to(OTTO)) == 1

    done = replace(slip, confirmed_at=NOW, state=SlipState.CORRECTED, explanation="Danke!")
    with transaction(service.db):
        slips.save(service.db, done)
        author_mail.announce_slip_decided(service, done, NOW)
    drain(service, LATER)
    assert "Wir haben die Mitteilung" in flat(sink.to(OTTO)[-1])


def test_the_outcome_of_an_appeal_is_told(service: Service, sink: Sink) -> None:
    stored(service)
    appeal = Appeal("a1", "c1", 1, NOW, "Das war ein Zitat.", None, AppealState.UPHELD, NOW)
    with transaction(service.db):
        appeals.add(service.db, replace(appeal, explanation="Auch Zitate verletzen."))
        author_mail.announce_appeal_decided(service, appeal, NOW)
    drain(service, LATER)

    words = flat(sink.to(RUTH)[-1])
    assert "Der Entscheid bleibt." in words
    assert "> Auch Zitate verletzen." in words


# A server that is down, a mailbox that is gone.


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
    [entry] = [e for e in log.latest(service.db, 9) if e.action == "mail given up"]
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


# Moderators.


def moderator(service: Service, name: str, address: str | None, **more: object) -> int:
    with transaction(service.db):
        number = moderators.add(service.db, name, "Sprecherin", NOW)
        values = {"email": address, **more}
        service.db.table("moderators").update(number, values)
    return number


def test_moderators_are_told_in_their_language_with_links_to_decide(
    service: Service, sink: Sink
) -> None:
    moderator(service, "Lea", "lea@muster.example", lang="en")
    moderator(service, "Jan", "jan@muster.example", wants_mail=0)
    moderator(service, "Eva", None)
    stored(service, body="Streng geheim")
    with transaction(service.db):
        outbox.add(service.db, "notice", NOW, key="waiting")
    drain(service, NOW)

    [mail] = sink.mails
    assert sink.recipients == ["lea@muster.example"]
    assert mail["Subject"] == "Muster: 1 comment awaits a decision"
    assert "/moderation/mail/" in text_of(mail)
    assert "Streng geheim" not in text_of(mail)


def test_the_shared_addresses_get_no_links_to_decide(
    tmp_path: Path, server: Controller, sink: Sink
) -> None:
    shared = make_newsroom(
        tmp_path / "shared",
        settings=Settings(("k" * 40,), "", f"smtp://127.0.0.1:{server.port}"),
        comments='notify = ["team@muster.example", "chef@muster.example"]',
    )
    stored(shared)
    with transaction(shared.db):
        outbox.add(shared.db, "notice", NOW, key="waiting")
    drain(shared, NOW)

    assert sink.recipients == ["team@muster.example", "chef@muster.example"]
    assert all("/moderation/mail/" not in text_of(mail) for mail in sink.mails)


def test_the_digest_comes_daily_at_its_hour_and_tells_what_is_overdue(
    service: Service, sink: Sink
) -> None:
    moderator(service, "Lea", "lea@muster.example", lang="de")
    stored(service, 1, waiting_since=NOW - timedelta(days=5))
    stored(service, 2)
    with transaction(service.db):
        appeals.add(service.db, Appeal("a1", "c1", 1, NOW, "Nein.", None))
        plan_digest(service, NOW)
        plan_digest(service, NOW)
    hour = service.config.comments.digest
    due = datetime.combine(NOW.date() + timedelta(days=1), hour, service.config.newsroom.timezone)
    drain(service, due - timedelta(minutes=1))
    assert sink.mails == []
    drain(service, due)
    drain(service, due + timedelta(hours=3))

    [mail] = sink.mails
    assert mail["Subject"] == "Muster: 1 Kommentar ist überfällig"
    words = flat(mail)
    assert "Wartende Kommentare: 2" in words
    assert "Offene Einsprüche: 1" in words
    drain(service, due + timedelta(days=1))
    assert len(sink.mails) == 2


def test_a_day_without_anything_open_has_no_digest(service: Service, sink: Sink) -> None:
    moderator(service, "Lea", "lea@muster.example")
    with transaction(service.db):
        outbox.add(service.db, "digest", NOW, key="day")
    drain(service, NOW)

    assert sink.mails == []


def test_an_appeal_is_told_to_moderators(service: Service, sink: Sink) -> None:
    moderator(service, "Lea", "lea@muster.example")
    stored(service)
    appeal = Appeal("a1", "c1", 1, NOW, "Nein.", None)
    with transaction(service.db):
        appeals.add(service.db, appeal)
        author_mail.announce_appeal(service, appeal, NOW)
    drain(service, NOW + timedelta(minutes=3))

    [mail] = sink.mails
    assert "/moderation/appeals" in text_of(mail)
    assert "Nein." not in text_of(mail)
