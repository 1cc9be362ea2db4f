"""What the privacy page promises about how long things are kept."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from comments_service.actions.chores import Chores
from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.publish_thread import publish_all
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.contract.cleanup import read_cleanup
from comments_service.contract.config import Retention
from comments_service.domain.comment import Actor, ActorKind, Comment, Grounds, Revision
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.storage import (
    appeals,
    colleagues,
    comments,
    log,
    mail_state,
    moderators,
    queue,
    reports,
    revisions,
    slips,
)
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.storage.database import transaction
from comments_service.storage.reports import Report, ReportState
from comments_service.storage.slips import Slip, SlipState
from tests.support import (
    ANNA,
    NOW,
    READER,
    THREAD,
    all_comments,
    fields,
    logged,
    make_newsroom,
    page_of,
    waiting_jobs,
)


def decided(service: Service, verb: Verb, parent: str = "") -> Comment:
    body = f"Text, der mit {verb} endet"
    submit(service, THREAD, fields(body, email="r@m.example", parent=parent), READER, NOW)
    comment = all_comments(service)[-1]
    decide(service, comment.id, verb, ANNA, NOW, grounds=Grounds("INSULT", "Darum", "rule"))
    return comment


@pytest.mark.parametrize(
    ("verb", "kept"),
    [(Verb.SPAM, timedelta(days=14)), (Verb.REJECT, timedelta(days=182))],
)
def test_spam_and_rejected_texts_are_forgotten_in_time(
    service: Service, verb: Verb, kept: timedelta
) -> None:
    comment = decided(service, verb)

    sweep(service, NOW + kept - timedelta(hours=1))
    assert comments.get(service.db, comment.id).body
    sweep(service, NOW + kept + timedelta(hours=1))

    gone = comments.get(service.db, comment.id)
    assert (gone.author, gone.email, gone.body) == ("", None, "")
    assert gone.state is verb.target
    assert comments.in_state(service.db, verb.target) == []
    assert queue.counts(service.db)[verb.target] == 0
    for path in service.paths.data.rglob("newsroom.db*"):
        assert b"Text, der mit" not in path.read_bytes()


def test_a_tombstone_keeps_its_reason_when_the_text_is_long_gone(service: Service) -> None:
    first = decided(service, Verb.PUBLISH)
    decided(service, Verb.PUBLISH, first.id)
    decide(service, first.id, Verb.REJECT, ANNA, NOW, grounds=Grounds("INSULT", "Darum", "rule"))

    sweep(service, NOW + timedelta(days=200))
    publish_all(service, NOW + timedelta(days=200))

    assert "Kommentar entfernt: Beleidigung" in page_of(service)


def test_published_texts_stay_and_only_their_addresses_are_forgotten(service: Service) -> None:
    comment = decided(service, Verb.PUBLISH)
    drain(service, NOW)

    sweep(service, NOW + timedelta(days=200))

    kept = comments.get(service.db, comment.id)
    assert (kept.state, kept.email) == (State.PUBLISHED, None)
    assert kept.body


def test_the_log_is_kept_for_three_years(service: Service) -> None:
    somebody = Actor(ActorKind.PERSON, ANNA)
    log.add(service.db, somebody, "publish", NOW - timedelta(days=4 * 366))
    decided(service, Verb.PUBLISH)
    before = len(logged(service.db, 100))

    sweep(service, NOW)

    assert len(logged(service.db, 100)) == before - 1


def test_own_backups_are_deleted_after_35_days_and_nothing_else(service: Service) -> None:
    folder = service.paths.data / "backups"
    folder.mkdir()
    for name in ("newsroom-old.db", "newsroom-new.db", "notes.txt"):
        (folder / name).write_text("x")
    long_ago = (NOW - timedelta(days=36)).timestamp()
    os.utime(folder / "newsroom-old.db", (long_ago, long_ago))
    os.utime(folder / "notes.txt", (long_ago, long_ago))
    os.utime(folder / "newsroom-new.db", (NOW.timestamp(), NOW.timestamp()))

    sweep(service, NOW)

    assert {path.name for path in folder.iterdir()} == {"newsroom-new.db", "notes.txt"}


def test_the_worker_sweeps_by_itself(service: Service) -> None:
    comment = decided(service, Verb.SPAM)

    Chores(service)(NOW + timedelta(days=15))

    assert comments.get(service.db, comment.id).body == ""


def test_what_was_forgotten_cannot_be_published_any_more(service: Service) -> None:
    comment = decided(service, Verb.REJECT)
    sweep(service, NOW + timedelta(days=200))

    with pytest.raises(MoveRefused):
        decide(service, comment.id, Verb.PUBLISH, ANNA, NOW + timedelta(days=200))


# What belongs to a comment, or came beside it.

DONE = NOW + timedelta(days=1)
KEPT = timedelta(days=182)


def count(service: Service, table: str, where: str = "1") -> int:
    return service.db.table(table).count_where(where)


def test_refused_later_texts_and_what_undoing_needs_go_in_time(service: Service) -> None:
    comment = decided(service, Verb.PUBLISH)
    with transaction(service.db):
        for number, state in ((2, State.REJECTED), (3, State.SPAM), (4, State.PENDING)):
            at = None if state is State.PENDING else NOW
            revisions.put(
                service.db, Revision(comment.id, number, "Später", "", state, NOW, decided_at=at)
            )

    sweep(service, NOW + timedelta(days=15))
    assert [r.number for r in revisions.of_comment(service.db, comment.id)] == [4, 2]
    assert count(service, "decisions") == 1
    sweep(service, NOW + KEPT + timedelta(hours=1))

    assert [r.number for r in revisions.of_comment(service.db, comment.id)] == [4]
    assert count(service, "decisions") == 0


def test_nothing_that_quotes_it_outlives_a_forgotten_text(service: Service) -> None:
    comment = decided(service, Verb.SPAM)
    with transaction(service.db):
        number = moderators.add(service.db, "Lea Brunner", "Sprecherin", NOW)
        colleagues.add_note(
            service.db, comment.id, number, colleagues.NoteKind.NOTE, "Schreibt «Text»", NOW
        )

    sweep(service, NOW + timedelta(days=15))

    assert (count(service, "notes"), count(service, "decisions")) == (0, 0)


def test_notes_go_half_a_year_after_the_decision(service: Service) -> None:
    comment = decided(service, Verb.PUBLISH)
    with transaction(service.db):
        number = moderators.add(service.db, "Lea Brunner", "Sprecherin", NOW)
        colleagues.add_note(
            service.db, comment.id, number, colleagues.NoteKind.NOTE, "Kennen wir", NOW
        )

    sweep(service, NOW + KEPT - timedelta(hours=1))
    assert count(service, "notes") == 1
    sweep(service, NOW + KEPT + timedelta(hours=1))

    assert count(service, "notes") == 0


def test_objections_are_forgotten_half_a_year_after_their_decision_and_never_before(
    service: Service,
) -> None:
    comment = decided(service, Verb.PUBLISH)
    with transaction(service.db):
        for state in ("open", "upheld"):
            at = None if state == "open" else DONE
            appeals.add(
                service.db,
                Appeal(f"a-{state}", comment.id, 1, NOW, "Warum", None, AppealState(state), at),
            )
        for state in ("open", "dismissed"):
            at = None if state == "open" else DONE
            reports.add(
                service.db,
                Report(
                    f"r-{state}", comment.id, THREAD, "de", NOW, "HATE", "Weil", "Otto",
                    "o@l.example", NOW, ReportState(state), at,
                ),
            )  # fmt: skip
            slips.add(
                service.db,
                Slip(
                    f"s-{state}", THREAD, "de", NOW, "Falsch", "Otto", "o@l.example", NOW,
                    SlipState(state), at,
                ),
            )  # fmt: skip

    sweep(service, DONE + KEPT - timedelta(hours=1))
    assert reports.get(service.db, "r-dismissed").name == "Otto"
    sweep(service, DONE + KEPT + timedelta(hours=1))

    assert appeals.get(service.db, "a-upheld").text == ""
    assert appeals.get(service.db, "a-upheld").state is AppealState.UPHELD
    assert appeals.get(service.db, "a-open").text == "Warum"
    report, slip = reports.get(service.db, "r-dismissed"), slips.get(service.db, "s-dismissed")
    assert (report.text, report.name, report.email) == ("", "", None)
    assert (slip.text, slip.name, slip.email) == ("", "", None)
    assert reports.get(service.db, "r-open").name == "Otto"
    assert slips.get(service.db, "s-open").text == "Falsch"


def test_salts_and_hashed_addresses_go_within_two_days_without_any_reader(
    service: Service,
) -> None:
    """A quiet newsroom keeps none either: the next reader is not what deletes them."""
    decided(service, Verb.PUBLISH)
    service.sender_of_mail("r@m.example", NOW)
    with transaction(service.db):
        mail_state.may_ask(service.db, NOW.date(), "hash", "job", 3)

    sweep(service, NOW + timedelta(days=1))
    assert count(service, "salts") == 1
    sweep(service, NOW + timedelta(days=2))

    assert (count(service, "salts"), count(service, "asked")) == (0, 0)


def test_the_periods_are_those_of_newsroom_toml(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path)
    kept = replace(service.config.retention, spam_days=3)
    service.config = replace(service.config, retention=kept)
    comment = decided(service, Verb.SPAM)

    sweep(service, NOW + timedelta(days=3, hours=1))

    assert comments.get(service.db, comment.id).body == ""


def test_the_default_periods_are_what_the_privacy_page_promises(service: Service) -> None:
    assert service.config.retention == Retention(
        sender_hours=48, spam_days=14, rejected_days=182, email_days=182, log_years=3,
        backup_days=35, gone_days=35, label_days=365,
    )  # fmt: skip


def test_the_run_is_noted_and_told_once_a_day(service: Service) -> None:
    sweep(service, NOW)
    drain(service, NOW + timedelta(minutes=2))
    assert read_cleanup(service.paths.cleanup) == NOW

    sweep(service, NOW + timedelta(hours=1))
    assert [j["kind"] for j in waiting_jobs(service.db)] == []
    sweep(service, NOW + timedelta(days=1))

    assert [j["kind"] for j in waiting_jobs(service.db)] == ["record"]


def test_what_a_restore_has_put_aside_goes_like_a_backup(service: Service) -> None:
    aside = service.paths.data / "newsroom-before-20261001-090000.db"
    aside.write_bytes(b"")
    long_ago = (NOW - timedelta(days=36)).timestamp()
    os.utime(aside, (long_ago, long_ago))

    sweep(service, NOW)

    assert not aside.exists()
