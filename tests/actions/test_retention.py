"""What the privacy page promises about how long things are kept."""

import os
from datetime import timedelta

import pytest

from comments_service.actions.chores import Chores
from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.publish_thread import publish_all
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.comment import Actor, ActorKind, Comment, Grounds
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.storage import comments, log
from tests.support import ANNA, NOW, READER, THREAD, all_comments, fields, page_of


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
    assert comments.counts(service.db)[verb.target] == 0
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


def test_what_waits_for_a_decision_is_never_forgotten(service: Service) -> None:
    submit(service, THREAD, fields(email="r@m.example"), READER, NOW)

    sweep(service, NOW + timedelta(days=400))

    assert all_comments(service)[0].email == "r@m.example"


def test_the_log_is_kept_for_three_years(service: Service) -> None:
    somebody = Actor(ActorKind.PERSON, ANNA)
    log.add(service.db, somebody, "publish", NOW - timedelta(days=4 * 366))
    decided(service, Verb.PUBLISH)
    before = len(log.latest(service.db, 100))

    sweep(service, NOW)

    assert len(log.latest(service.db, 100)) == before - 1


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
