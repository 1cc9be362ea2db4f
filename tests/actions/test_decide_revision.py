"""Later texts of published comments: accepted, refused, and settled with the comment itself."""

from datetime import timedelta

import pytest

from comments_service.actions.decide import decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import drain
from comments_service.storage import decisions, log, retention, revisions
from tests.actions.moderating import now_is, person, revised, sent
from tests.support import ANNA, NOW, page_of

LATER = NOW + timedelta(hours=1)
INSULT = Grounds("INSULT", "«Esel» beleidigt.", "rule")


@pytest.fixture
def comment(service: Service) -> Comment:
    """Published, with a later text that waits."""
    found = sent(service, "Der alte Text")
    decide(service, found.id, Verb.PUBLISH, ANNA, NOW)
    drain(service, NOW)
    revised(service, found, "Der *neue* Text")
    return now_is(service, found)


def last_batch(service: Service, comment: Comment) -> str:
    decision = decisions.latest_of(service.db, comment.id)
    assert decision
    return decision.batch


def test_an_accepted_text_takes_the_place_of_the_old_one(
    service: Service, comment: Comment
) -> None:
    decide_revision(service, comment.id, Verb.PUBLISH, ANNA, LATER, seen=2)
    drain(service, LATER)

    after = now_is(service, comment)
    assert (after.body, after.revision, after.state) == ("Der *neue* Text", 2, State.PUBLISHED)
    assert (after.edited_at, after.waiting_since) == (LATER, None)
    assert after.published_at == comment.published_at
    assert "Der <em>neue</em> Text" in page_of(service)
    assert "Der alte Text" not in page_of(service)
    assert revisions.of_comment(service.db, comment.id) == []
    assert log.of_comment(service.db, comment.id)[-1].action == "accept text"


def test_undoing_an_acceptance_brings_the_old_text_back_and_the_new_one_into_the_queue(
    service: Service, comment: Comment
) -> None:
    decide_revision(service, comment.id, Verb.PUBLISH, ANNA, LATER)
    undo(service, last_batch(service, comment), ANNA, LATER)
    drain(service, LATER)

    after = now_is(service, comment)
    assert (after.body, after.revision, after.edited_at) == ("Der alte Text", 1, None)
    assert after.waiting_since == comment.waiting_since
    waiting = revisions.waiting(service.db, comment.id)
    assert waiting
    assert (waiting.number, waiting.body, waiting.created_at) == (2, "Der *neue* Text", NOW)
    assert "Der alte Text" in page_of(service)


def test_a_refused_text_stays_with_its_grounds_and_the_old_one_stays_visible(
    service: Service, comment: Comment
) -> None:
    decide_revision(service, comment.id, Verb.REJECT, ANNA, LATER, grounds=INSULT)

    after = now_is(service, comment)
    assert (after.body, after.state, after.reason) == ("Der alte Text", State.PUBLISHED, None)
    assert after.waiting_since is None
    [refused] = revisions.of_comment(service.db, comment.id)
    assert (refused.state, refused.reason, refused.ground, refused.explanation) == (
        State.REJECTED, "INSULT", "rule", "«Esel» beleidigt.",
    )  # fmt: skip
    assert refused.decided_at == LATER
    entry = log.of_comment(service.db, comment.id)[-1]
    assert (entry.action, entry.reason) == ("refuse text", "INSULT")


def test_undoing_a_refusal_lets_the_text_wait_again(service: Service, comment: Comment) -> None:
    decide_revision(service, comment.id, Verb.SPAM, ANNA, LATER)
    undo(service, last_batch(service, comment), ANNA, LATER)

    waiting = revisions.waiting(service.db, comment.id)
    assert waiting
    assert (waiting.reason, waiting.decided_at, waiting.body) == (None, None, "Der *neue* Text")
    assert now_is(service, comment).waiting_since == comment.waiting_since


def test_a_refusal_needs_reason_and_explanation(service: Service, comment: Comment) -> None:
    with pytest.raises(Invalid):
        decide_revision(service, comment.id, Verb.REJECT, ANNA, LATER)

    assert revisions.waiting(service.db, comment.id)


def test_a_text_that_was_replaced_meanwhile_is_not_accepted_unseen(
    service: Service, comment: Comment
) -> None:
    with pytest.raises(MoveRefused):
        decide_revision(service, comment.id, Verb.PUBLISH, ANNA, LATER, seen=1)


def test_what_does_not_wait_cannot_be_decided(service: Service) -> None:
    pending = sent(service)

    with pytest.raises(MoveRefused):
        decide_revision(service, pending.id, Verb.PUBLISH, ANNA, NOW)


@pytest.mark.parametrize(
    ("verb", "state"), [(Verb.REJECT, State.REJECTED), (Verb.SPAM, State.SPAM)]
)
def test_removing_the_comment_refuses_its_later_text_on_the_same_grounds(
    service: Service, comment: Comment, verb: Verb, state: State
) -> None:
    decide(service, comment.id, verb, ANNA, LATER, grounds=INSULT)

    [refused] = revisions.of_comment(service.db, comment.id)
    after = now_is(service, comment)
    assert (refused.state, refused.reason) == (state, after.reason)
    undo(service, last_batch(service, comment), ANNA, LATER)
    assert revisions.waiting(service.db, comment.id)
    assert now_is(service, comment) == comment


def test_a_comment_that_goes_back_into_the_queue_waits_with_its_newest_text(
    service: Service, comment: Comment
) -> None:
    decide(service, comment.id, Verb.RESTORE, ANNA, LATER)

    after = now_is(service, comment)
    assert (after.state, after.body, after.revision) == (State.PENDING, "Der *neue* Text", 2)
    assert revisions.of_comment(service.db, comment.id) == []
    undo(service, last_batch(service, comment), ANNA, LATER)
    assert now_is(service, comment) == comment
    assert revisions.waiting(service.db, comment.id)


def test_an_undo_does_not_swallow_a_text_that_came_since(
    service: Service, comment: Comment
) -> None:
    decide_revision(service, comment.id, Verb.REJECT, ANNA, LATER, grounds=INSULT)
    revised(service, now_is(service, comment), "Noch ein Versuch", LATER)

    with pytest.raises(MoveRefused):
        undo(service, last_batch(service, comment), ANNA, LATER)

    waiting = revisions.waiting(service.db, comment.id)
    assert waiting
    assert waiting.body == "Noch ein Versuch"


def test_a_later_text_can_need_two_persons(service: Service, comment: Comment) -> None:
    object.__setattr__(service.config.comments, "four_eyes", ("publish",))
    first, second = person(service, "Lea"), person(service, "Beat")

    assert decide_revision(service, comment.id, Verb.PUBLISH, first, LATER).proposed
    assert decide_revision(service, comment.id, Verb.PUBLISH, first, LATER).proposed
    assert now_is(service, comment).body == "Der alte Text"
    assert not decide_revision(service, comment.id, Verb.PUBLISH, second, LATER).proposed
    assert now_is(service, comment).body == "Der *neue* Text"


def test_when_its_time_is_over_no_earlier_text_stays_in_what_an_undo_would_need(
    service: Service, comment: Comment
) -> None:
    decide_revision(service, comment.id, Verb.PUBLISH, ANNA, LATER)
    decide(service, comment.id, Verb.SPAM, ANNA, LATER)

    retention.forget_texts(service.db, State.SPAM, LATER + timedelta(days=1))

    kept = [tuple(row.values()) for row in service.db.query("SELECT * FROM decisions")]
    assert len(kept) == 3
    assert "Der alte Text" not in str(kept)
    with pytest.raises(MoveRefused):
        undo(service, last_batch(service, comment), ANNA, LATER)
