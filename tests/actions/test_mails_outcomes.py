"""Mails about reports, errors and appeals, and those to the office."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from aiosmtpd.controller import Controller

from comments_service.actions import author_mail
from comments_service.actions.notices import plan_digest
from comments_service.actions.service import Service
from comments_service.outbox.worker import drain
from comments_service.settings import Settings
from comments_service.storage import (
    appeals,
    outbox,
    reports,
    slips,
)
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.storage.database import transaction
from comments_service.storage.reports import Report, ReportState
from comments_service.storage.slips import Slip, SlipState
from tests.mailing import (
    LATER,
    OTTO,
    RUTH,
    Sink,
    flat,
    moderator,
    server,
    service,
    sink,
    stored,
    text_of,
)
from tests.support import NOW, THREAD, make_newsroom

__all__ = ["server", "service", "sink"]


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


def test_many_slips_are_few_mails(service: Service, sink: Sink) -> None:
    """The first one comes at once, and then one mail in a quarter of an hour."""

    def found(number: int, at: datetime) -> None:
        with transaction(service.db):
            slip = Slip(f"s{number}", THREAD, "de", at, f"Fehler {number}.", "", None)
            slips.add(service.db, slip)
            author_mail.announce_slip(service, slip, at)

    found(0, NOW)
    drain(service, NOW)
    for number in range(1, 31):
        found(number, NOW + timedelta(seconds=number))
        drain(service, NOW + timedelta(seconds=number))
    assert len(sink.to("presse@muster.example")) == 1
    drain(service, NOW + timedelta(minutes=15))

    [first, second] = sink.to("presse@muster.example")
    assert "> Fehler 0." in text_of(first)
    assert "30 Fehler in Mitteilungen gemeldet" in second["Subject"]
    assert text_of(second).count("> Fehler ") == 10
    assert "20 weitere Meldungen stehen auf der Seite." in flat(second)
    drain(service, NOW + timedelta(days=1))
    assert len(sink.to("presse@muster.example")) == 2


def test_a_name_cannot_vouch_for_itself(service: Service, sink: Sink) -> None:
    name = "Otto» (Adresse bestätigt) «"
    slip = Slip("s1", THREAD, "de", NOW, "Es sind 12.", name, None)
    with transaction(service.db):
        slips.add(service.db, slip)
        author_mail.announce_slip(service, slip, NOW)
    drain(service, NOW)

    [office] = sink.to("presse@muster.example")
    lines = text_of(office).splitlines()
    assert "Name, wie eingegeben: «Otto› (Adresse bestätigt) ‹»" in lines
    assert "E-Mail: ohne Adresse" in lines


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


def test_another_hour_in_the_settings_moves_the_next_digest(service: Service, sink: Sink) -> None:
    """The service reads its settings at its start; what is planned follows."""

    def planned() -> list[str]:
        jobs = service.db.table("outbox").rows_where("kind = 'digest'")
        return [job["due_at"][:16] for job in jobs]

    def plan(hour: time, now: datetime) -> list[str]:
        comments = replace(service.config.comments, digest=hour)
        service.config = replace(service.config, comments=comments)
        with transaction(service.db):
            plan_digest(service, now)
        return planned()

    # It is ten in Zurich, nine in UTC.
    assert plan(time(18, 0), NOW) == ["2026-11-20T17:00"]
    assert plan(time(11, 30), NOW) == ["2026-11-20T10:30"]
    assert plan(time(8, 0), NOW) == ["2026-11-21T07:00"]
    assert plan(time(8, 0), NOW + timedelta(hours=1)) == ["2026-11-21T07:00"]
    # One whose time has come is on its way.
    assert plan(time(9, 0), NOW + timedelta(days=2)) == ["2026-11-21T07:00"]


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
        author_mail.announce_appeal(service, NOW)
    drain(service, NOW + timedelta(minutes=3))

    [mail] = sink.mails
    assert "/moderation/appeals" in text_of(mail)
    assert "Nein." not in text_of(mail)
