"""Undoing at any time, and only what nobody has decided anew."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comments_service.actions.bulk import Pick, decide_all
from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.storage import batches, comments, log
from tests.actions.moderating import now_is, person, sent
from tests.support import ANNA, NOW, page_of

YEARS_LATER = NOW + timedelta(days=800)
OTHER = Grounds("OTHER", "Darum")
NONE = Grounds()


def without_html(comment: Comment) -> Comment:
    """Publishing has made the comment's HTML, which stays."""
    return replace(comment, html="", rendered=0)


def pick(comment: Comment) -> Pick:
    return Pick(comment.id, comment.state, comment.revision)


@pytest.mark.parametrize("verb", [Verb.PUBLISH, Verb.REJECT, Verb.SPAM])
def test_a_decision_can_be_undone_years_later(service: Service, verb: Verb) -> None:
    lea = person(service, "Lea")
    comment = sent(service)
    report = decide_all(service, [pick(comment)], verb, lea, NOW, OTHER)
    drain(service, NOW)

    undo(service, report.batch, lea, YEARS_LATER)
    drain(service, YEARS_LATER)

    assert without_html(now_is(service, comment)) == comment
    assert comment.body not in page_of(service)
    entry = log.of_comment(service.db, comment.id)[-1]
    assert (entry.action, entry.actor.name, entry.batch) == ("undo", "Lea", report.batch)


def test_many_are_decided_and_undone_in_one_go(service: Service) -> None:
    lea = person(service, "Lea")
    ours = [sent(service, f"Nummer {n}") for n in range(3)]
    report = decide_all(service, map(pick, ours), Verb.PUBLISH, lea, NOW, NONE)
    assert report.done == [comment.id for comment in ours]
    assert {c.state for c in comments.everything(service.db)} == {State.PUBLISHED}

    undo(service, report.batch, lea, NOW)

    assert {c.state for c in comments.everything(service.db)} == {State.PENDING}
    [batch] = batches.of_moderator(service.db, lea.id, 10)
    assert (batch.stands, [item.undone for item in batch.items]) == (False, [True] * 3)


def test_of_many_those_that_somebody_else_decided_are_told_and_left(service: Service) -> None:
    lea = person(service, "Lea")
    mine, gone = sent(service, "Meiner"), sent(service, "Schon entschieden")
    seen = [pick(mine), pick(gone), Pick("unbekannt", State.PENDING, 1)]
    decide(service, gone.id, Verb.REJECT, ANNA, NOW, grounds=OTHER)

    report = decide_all(service, seen, Verb.PUBLISH, lea, NOW, NONE)

    assert (report.done, report.missed) == ([mine.id], [gone.id, "unbekannt"])
    assert now_is(service, gone).state is State.REJECTED


def test_a_rejection_of_many_without_a_reason_decides_nothing(service: Service) -> None:
    comment = sent(service)
    with pytest.raises(Invalid):
        decide_all(service, [pick(comment)], Verb.REJECT, person(service, "L"), NOW, NONE)

    assert without_html(now_is(service, comment)) == comment


def test_what_somebody_decided_since_is_not_undone(service: Service) -> None:
    lea = person(service, "Lea")
    one, two = sent(service, "Eins"), sent(service, "Zwei")
    report = decide_all(service, [pick(one), pick(two)], Verb.PUBLISH, lea, NOW, NONE)
    decide(service, one.id, Verb.REJECT, ANNA, NOW, grounds=OTHER)

    done = undo(service, report.batch, lea, NOW)

    assert [comment.id for comment in done] == [two.id]
    assert now_is(service, one).state is State.REJECTED
    with pytest.raises(MoveRefused):
        undo(service, report.batch, lea, NOW)


def test_after_an_undo_the_decision_before_can_be_undone_too(service: Service) -> None:
    lea = person(service, "Lea")
    comment = sent(service)
    first = decide_all(service, [pick(comment)], Verb.PUBLISH, lea, NOW, NONE)
    second = decide_all(service, [pick(now_is(service, comment))], Verb.SPAM, lea, NOW, NONE)

    undo(service, second.batch, lea, NOW)
    undo(service, first.batch, lea, NOW)

    assert without_html(now_is(service, comment)) == comment


def test_of_what_its_author_erased_nothing_is_left_to_undo(service: Service) -> None:
    lea = person(service, "Lea")
    comment = sent(service)
    report = decide_all(service, [pick(comment)], Verb.PUBLISH, lea, NOW, NONE)
    comments.erase(service.db, now_is(service, comment), NOW)

    with pytest.raises(MoveRefused):
        undo(service, report.batch, lea, NOW)
