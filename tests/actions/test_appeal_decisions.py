"""Appeals: decided by another person, told to the author, logged."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from comments_service.actions.appeal import appeal as file_appeal
from comments_service.actions.decide import decide
from comments_service.actions.decide_appeal import decide_appeal
from comments_service.actions.objections import must_be_left
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Revision
from comments_service.domain.errors import AnotherPersonNeeded, AppealOpen, Invalid, MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import appeals, comments, decisions, revisions
from comments_service.storage.appeals import AppealState
from tests.actions.office import GROUNDS, LATER, appeal, comment, person, rejected
from tests.support import NOW, logged, make_newsroom, waiting_jobs

UPHELD, REVERSED = AppealState.UPHELD, AppealState.REVERSED
WORDS = "Wir haben es noch einmal geprüft."


def actions(service: Service) -> list[str]:
    return [row.action for row in reversed(logged(service.db, 9))]


def test_a_reversal_publishes_the_comment(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    made = appeal(service, rejected(service, anna))

    decided = decide_appeal(service, made.id, REVERSED, f" {WORDS} ", beat, LATER)

    now = comments.get(service.db, made.comment)
    assert (now.state, now.published_at, now.reason) == (State.PUBLISHED, LATER, None)
    assert decided == appeals.get(service.db, made.id)
    assert (decided.state, decided.moderator, decided.decided_at, decided.explanation) == (
        REVERSED, beat.id, LATER, WORDS,
    )  # fmt: skip
    assert actions(service) == ["reject", "appeal reversed", "publish"]


def test_a_decision_that_stands_changes_nothing_but_the_appeal(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    refused = rejected(service, anna)
    made = appeal(service, refused)

    decide_appeal(service, made.id, UPHELD, WORDS, beat, LATER)

    assert comments.get(service.db, refused.id) == refused
    assert actions(service) == ["reject", "appeal upheld"]
    assert appeals.open_ones(service.db) == []


def test_nobody_decides_about_their_own_decision(service: Service) -> None:
    anna, _ = person(service, "Anna"), person(service, "Beat")
    made = appeal(service, rejected(service, anna))

    with pytest.raises(AnotherPersonNeeded):
        decide_appeal(service, made.id, UPHELD, WORDS, anna, LATER)
    assert appeals.get(service.db, made.id) == made


def test_where_there_is_nobody_else_the_log_says_so(service: Service) -> None:
    anna = person(service, "Anna")
    made = appeal(service, rejected(service, anna))

    decide_appeal(service, made.id, UPHELD, WORDS, anna, LATER)

    assert actions(service) == ["reject", "appeal upheld", "appeal alone"]


def test_what_a_rule_decided_anybody_may_decide(service: Service) -> None:
    anna, _ = person(service, "Anna"), person(service, "Beat")
    spam = comment(service, State.SPAM, automated=True)

    decide_appeal(service, appeal(service, spam).id, REVERSED, WORDS, anna, LATER)

    assert comments.get(service.db, spam.id).state is State.PUBLISHED


def test_an_appeal_is_decided_once_and_with_words(service: Service) -> None:
    anna = person(service, "Anna")
    made = appeal(service, rejected(service, "root"))
    for words in ("", "x" * 2001):
        with pytest.raises(Invalid):
            decide_appeal(service, made.id, UPHELD, words, anna, LATER)
    decide_appeal(service, made.id, UPHELD, WORDS, anna, LATER)

    with pytest.raises(MoveRefused):
        decide_appeal(service, made.id, REVERSED, WORDS, anna, LATER)
    assert comments.get(service.db, made.comment).state is State.REJECTED


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN])
def test_where_there_is_nothing_to_publish_any_more_a_reversal_is_words(
    service: Service, state: State
) -> None:
    beat = person(service, "Beat")
    there = comment(service, state, body="" if state is State.WITHDRAWN else "Da.")

    decide_appeal(service, appeal(service, there).id, REVERSED, WORDS, beat, LATER)

    assert comments.get(service.db, there.id) == there


def test_a_reversal_brings_the_later_text_that_was_refused(service: Service) -> None:
    beat = person(service, "Beat")
    there = comment(service, State.PUBLISHED)
    revisions.put(
        service.db,
        Revision(there.id, 2, "Wann genau?", "<p>Wann genau?</p>", State.REJECTED, NOW, NOW),
    )

    decide_appeal(service, appeal(service, there, revision=2).id, REVERSED, WORDS, beat, LATER)

    now = comments.get(service.db, there.id)
    assert (now.body, now.revision, now.edited_at) == ("Wann genau?", 2, LATER)
    assert revisions.of_comment(service.db, there.id) == []


def test_a_newer_text_that_waits_is_not_overtaken(service: Service) -> None:
    beat = person(service, "Beat")
    there = comment(service, State.PUBLISHED, waiting_since=NOW)
    for number, state in ((2, State.REJECTED), (3, State.PENDING)):
        revisions.put(service.db, Revision(there.id, number, "Neu", "<p>Neu</p>", state, NOW))

    decide_appeal(service, appeal(service, there, revision=2).id, REVERSED, WORDS, beat, LATER)

    assert comments.get(service.db, there.id) == there
    assert revisions.waiting(service.db, there.id)


def test_undoing_a_reversal_opens_the_appeal_again(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    made = appeal(service, rejected(service, anna))
    decide_appeal(service, made.id, REVERSED, WORDS, beat, LATER)

    batch = decisions.latest_batch(service.db, beat.id)
    assert batch
    undo(service, batch, beat, LATER)

    assert appeals.get(service.db, made.id) == made
    assert comments.get(service.db, made.comment).state is State.REJECTED


def test_the_author_is_told(service: Service) -> None:
    sent: list[EmailMessage] = []
    service.send_mail = sent.append
    beat = person(service, "Beat")
    made = appeal(service, rejected(service, "root"))

    decide_appeal(service, made.id, UPHELD, WORDS, beat, LATER)

    assert [job["key"] for job in waiting_jobs(service.db) if "appeal" in job["kind"]] == [made.id]


def test_publishing_by_the_ordinary_button_grants_an_open_appeal(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    made = appeal(service, rejected(service, anna))

    decide(service, made.comment, Verb.PUBLISH, beat, LATER)

    settled = appeals.get(service.db, made.id)
    assert (settled.state, settled.moderator, settled.decided_at) == (REVERSED, beat.id, LATER)
    assert actions(service) == ["reject", "publish", "appeal reversed"]
    with pytest.raises(MoveRefused):
        decide_appeal(service, made.id, UPHELD, WORDS, beat, LATER)


def test_putting_it_back_into_the_queue_grants_it_too(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    made = appeal(service, rejected(service, anna))

    back = decide(service, made.comment, Verb.RESTORE, beat, LATER)
    assert appeals.get(service.db, made.id).state is REVERSED
    batch = decisions.latest_of(service.db, back.comment.id)
    assert batch

    undo(service, batch.batch, beat, LATER)
    assert appeals.get(service.db, made.id) == made


def test_who_may_not_decide_the_appeal_may_not_publish_around_it(service: Service) -> None:
    anna, _ = person(service, "Anna"), person(service, "Beat")
    refused = rejected(service, anna)
    made = appeal(service, refused)
    batch = decisions.latest_of(service.db, refused.id)
    assert batch

    for verb in (Verb.PUBLISH, Verb.RESTORE):
        with pytest.raises(AppealOpen):
            decide(service, refused.id, verb, anna, LATER)
    with pytest.raises(AppealOpen):
        undo(service, batch.batch, anna, LATER)

    assert comments.get(service.db, refused.id) == refused
    assert appeals.get(service.db, made.id) == made


def test_an_appeal_about_a_later_text_waits_on(service: Service) -> None:
    """That text is not what the button publishes."""
    anna, beat = person(service, "Anna"), person(service, "Beat")
    refused = rejected(service, anna)
    later = Revision(refused.id, 2, "Neu", "<p>Neu</p>", State.REJECTED, NOW, decided_at=NOW)
    revisions.put(service.db, later)
    made = appeal(service, refused, revision=2)

    decide(service, refused.id, Verb.PUBLISH, beat, LATER)

    assert appeals.get(service.db, made.id) == made


def test_whoever_proposed_the_decision_leaves_the_appeal_to_a_third(tmp_path: Path) -> None:
    joint = make_newsroom(tmp_path, comments='four_eyes = ["reject"]')
    anna, beat = person(joint, "Anna"), person(joint, "Beat")
    made = comment(joint)
    for one in (anna, beat):
        decide(joint, made.id, Verb.REJECT, one, NOW, grounds=GROUNDS)
    filed = file_appeal(joint, made.id, "Das war keine Beleidigung.", LATER)
    assert (filed.against, filed.proposer) == (beat.id, anna.id)

    # As long as there is nobody else, either of them may.
    assert must_be_left(joint, filed, anna)
    person(joint, "Carla")
    for one in (anna, beat):
        with pytest.raises(AnotherPersonNeeded):
            decide_appeal(joint, filed.id, UPHELD, WORDS, one, LATER)
