"""After a slip is taken back: what the filter rejected because of it waits for a person again."""

from datetime import timedelta

import pytest

from comments_service.actions.decide import decide
from comments_service.actions.reconsider import GATHERED_FOR, RECONSIDER
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import ActorKind, Comment
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.outbox.worker import drain
from comments_service.storage import comments
from comments_service.storage.database import transaction
from tests.actions.moderating import now_is
from tests.actions.office import comment
from tests.support import ANNA, NOW, SPAM, known_spam, logged, waiting_jobs

SLIP = "Herzliche Gratulation zum neuen Werk, das ist eine grosse Freude für das ganze Tal."
LATER = NOW + GATHERED_FOR


def rejected(service: Service, body: str, *rules: str, **facts: object) -> Comment:
    usual = {"state": State.SPAM, "automated": True, "reason": "SPAM", "ground": "rule"}
    one = comment(service, **{"body": body, "decided_at": NOW, **usual, **facts})
    said = [Verdict(rule, Outcome.SPAM, 0.9, "") for rule in rules]
    with transaction(service.db):
        comments.add_verdicts(service.db, one.id, said)
    return one


def slip(service: Service, verb: Verb = Verb.SPAM) -> Comment:
    one = comment(service, body=SLIP)
    decide(service, one.id, verb, ANNA, NOW, batch="slip")
    return one


def reconsidered(service: Service) -> int:
    return drain(service, LATER, [RECONSIDER])


def test_what_a_slip_made_the_filter_reject_waits_again(service: Service) -> None:
    slip(service)
    like = rejected(service, SLIP + " Danke!", "near")
    by_words = rejected(service, SLIP + " Bravo!", "near", "classifier")

    undo(service, "slip", ANNA, NOW)
    assert drain(service, NOW, [RECONSIDER]) == 0
    assert reconsidered(service) == 1

    for one in (like, by_words):
        now = now_is(service, one)
        assert (now.state, now.automated, now.waiting_since) == (State.PENDING, False, LATER)
        assert (now.reason, now.ground, now.decided_at) == (None, "", None)
    [entry] = [e for e in logged(service.db, 9) if e.comment == like.id]
    assert (entry.actor.kind, entry.action) == (ActorKind.SYSTEM, "reconsider")
    assert (entry.from_state, entry.to_state) == (State.SPAM, State.PENDING)
    assert not any(job["kind"].startswith("mail-decision") for job in waiting_jobs(service.db))


def test_what_something_else_rejects_stays(service: Service) -> None:
    known_spam(service)
    slip(service)
    still = rejected(service, SPAM, "near")
    gate = rejected(service, SLIP, "near", "gate")
    person = rejected(service, SLIP, "near", automated=False)
    forgotten = rejected(service, "", "near")

    undo(service, "slip", ANNA, NOW)
    # Which it knows by all its labels.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comments_service.spam.thresholds.FEWEST_GENUINE", 0)
        patch.setattr("comments_service.spam.thresholds.FEWEST_LABELS", 0)
        assert reconsidered(service) == 1

    assert {now_is(service, one).state for one in (still, gate, person, forgotten)} == {State.SPAM}


@pytest.mark.parametrize("verb", [Verb.RESTORE, Verb.PUBLISH])
def test_deciding_anew_takes_back_a_slip_too(service: Service, verb: Verb) -> None:
    one = slip(service)
    like = rejected(service, SLIP, "near")

    decide(service, one.id, verb, "terminal", NOW + timedelta(seconds=1))

    assert drain(service, LATER + timedelta(seconds=1), [RECONSIDER]) == 1
    assert now_is(service, like).state is State.PENDING


def test_other_decisions_judge_nothing_anew(service: Service) -> None:
    slip(service, Verb.PUBLISH)
    undo(service, "slip", ANNA, NOW)
    slip(service)

    assert reconsidered(service) == 0
