"""Where retention ends: what it takes along, and what it must not touch yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comments_service.actions.cleanup import sweep
from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.states import Verb
from comments_service.storage import appeals, colleagues, comments, log, log_check
from comments_service.storage.appeals import AppealState
from comments_service.storage.log_check import Tip
from tests.actions.moderating import revised, sent
from tests.actions.office import appeal, person, rejected
from tests.support import ANNA, NOW

SOMEBODY = Actor(ActorKind.PERSON, ANNA)
HALF_A_YEAR = timedelta(days=182)
LATE = NOW + HALF_A_YEAR + timedelta(hours=1)


def columns(service: Service, comment: str) -> tuple[object, ...]:
    sql = "SELECT author, email, body, body_hash, sender FROM comments WHERE id = ?"
    return tuple(service.db.conn.execute(sql, [comment]).fetchone())


@pytest.mark.parametrize("outcome", [AppealState.UPHELD, AppealState.REVERSED])
def test_an_appeal_that_was_decided_keeps_no_refused_text(
    service: Service, outcome: AppealState
) -> None:
    comment = rejected(service, person(service, "Anna"))
    filed = appeal(service, comment)
    sweep(service, LATE)
    assert comments.get(service.db, comment.id).body

    appeals.save(service.db, replace(filed, state=outcome, decided_at=NOW))
    sweep(service, LATE)

    assert comments.get(service.db, comment.id).body == ""


def test_with_a_text_goes_what_could_tell_its_author_or_recognise_it(service: Service) -> None:
    """Also where addresses' hashes may be kept for longer than texts."""
    kept = replace(service.config.retention, sender_hours=24 * 30)
    service.config = replace(service.config, retention=kept)
    comment = sent(service, email="ruth@leserin.example")
    decide(service, comment.id, Verb.SPAM, ANNA, NOW)
    assert all(columns(service, comment.id))

    sweep(service, NOW + timedelta(days=14, hours=1))

    assert columns(service, comment.id) == ("", None, "", "", None)


def test_notes_stay_while_a_later_text_waits(service: Service) -> None:
    """Whoever decides about it needs them."""
    comment = sent(service)
    decide(service, comment.id, Verb.PUBLISH, ANNA, NOW)
    anna = person(service, "Anna Frei").id
    colleagues.add_note(service.db, comment.id, anna, colleagues.NoteKind.NOTE, "Stammgast", NOW)
    revised(service, comment, "Später")

    sweep(service, LATE)
    assert service.db.table("notes").count == 1

    service.db.table("comments").update(comment.id, {"waiting_since": None})
    sweep(service, LATE)
    assert service.db.table("notes").count == 0


@pytest.mark.parametrize(("days", "kept"), [(3 * 366 - 1, 1), (3 * 366 + 1, 0)])
def test_the_log_is_kept_for_three_years_and_not_longer(
    service: Service, days: int, kept: int
) -> None:
    log.add(service.db, SOMEBODY, "publish", NOW - timedelta(days=days))

    sweep(service, NOW)

    assert service.db.table("log").count == kept


def test_of_several_runs_the_newest_anchor_counts(service: Service) -> None:
    """A chain that begins at an older one would not be sound."""
    for years in (6, 5, 4, 0):
        log.add(service.db, SOMEBODY, "publish", NOW - timedelta(days=366 * years))
    known = log_check.verify(service.db).tip

    sweep(service, NOW - timedelta(days=2 * 366 - 1))
    sweep(service, NOW)

    assert service.db.table("log_anchor").count == 2
    assert log_check.anchor(service.db).row == 3
    checked = log_check.verify(service.db, known)
    assert (checked.rows, checked.broken, checked.missing) == (1, None, None)


def test_what_is_expected_at_the_anchor_has_to_be_the_anchor(service: Service) -> None:
    for years in (4, 0):
        log.add(service.db, SOMEBODY, "publish", NOW - timedelta(days=366 * years))
    sweep(service, NOW)
    start, forged = log_check.anchor(service.db), Tip(1, "0" * 64)
    assert start.row == forged.row

    assert log_check.verify(service.db, start).missing is None
    assert log_check.verify(service.db, forged).missing == forged
