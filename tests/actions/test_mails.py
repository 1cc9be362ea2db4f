"""Mails to readers about their comments: who gets what, when, in which words."""

import quopri
from datetime import timedelta

import pytest

from comments_service.actions import author_mail, sign_in
from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Grounds
from comments_service.domain.states import Verb
from comments_service.outbox.worker import drain
from comments_service.storage import (
    comments,
    decisions,
)
from comments_service.storage.database import transaction
from tests.mailing import (
    LATER,
    OTTO,
    RULE,
    RUTH,
    Sink,
    ask,
    english,
    flat,
    kinds,
    server,
    service,
    sink,
    stored,
    text_of,
)
from tests.support import ANNA, NOW

__all__ = ["server", "service", "sink"]


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
    assert "/confirm/" not in text_of(mail)


def test_comments_with_somebody_s_address_use_up_nothing_else(service: Service, sink: Sink) -> None:
    """Neither their link to their data nor, for a colleague, an invitation."""
    for number in range(5):
        ask(service, stored(service, number, confirmed_at=None))
    drain(service, NOW)
    assert len(sink.mails) == 3

    for _ in range(4):
        sign_in.invite(service, "Ruth Keller", "", NOW, email=RUTH)
        drain(service, NOW)
    assert len(sink.mails) == 7
    with transaction(service.db):
        author_mail.announce_data_link(service, RUTH, "en", NOW)
    drain(service, NOW)
    assert len(sink.mails) == 8


def test_an_unconfirmed_address_is_asked_to_confirm_before_it_sees_data(
    service: Service, sink: Sink
) -> None:
    stored(service, confirmed_at=None)
    with transaction(service.db):
        author_mail.announce_data_link(service, RUTH, "en", NOW)
    drain(service, NOW)

    [mail] = sink.mails
    assert "Please confirm your email address" in str(mail["Subject"])
    assert "confirm that this mailbox is yours; then you see, export and erase" in flat(mail)
    links = [line for line in text_of(mail).splitlines() if line.startswith("https://")]
    assert links
    assert all("/comments/data/confirm/" in link for link in links)


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
    lines = text_of(mail).splitlines()
    appeals = [line for line in lines if "/appeal" in line]
    assert appeals
    assert all(line.startswith("https://") and line.endswith("/appeal") for line in appeals)
    page = text_of(mail, "html")
    assert page.count(f'<a href="{appeals[0]}">') == 2, "in the sentence, and as a button"


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
