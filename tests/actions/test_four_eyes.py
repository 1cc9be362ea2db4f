"""Decisions that need two persons; and what colleagues say to each other about a comment."""

from dataclasses import replace
from pathlib import Path

import pytest

from comments_service.actions import colleagues as actions
from comments_service.actions.decide import decide
from comments_service.actions.decide_report import act
from comments_service.actions.service import Service
from comments_service.domain.comment import Grounds
from comments_service.domain.errors import Invalid, MoveRefused, SecondPersonNeeded
from comments_service.domain.states import State, Verb
from comments_service.storage import colleagues, comments, decisions, log, moderators, reports
from comments_service.storage.moderators import Moderator
from comments_service.storage.reports import ReportState
from tests.actions.moderating import now_is, person, sent
from tests.actions.office import report
from tests.support import ANNA, NOW, make_newsroom

OTHER = Grounds("OTHER", "Darum", "rule")


@pytest.fixture
def joint(tmp_path: Path) -> Service:
    """A newsroom that rejects and publishes by two."""
    return make_newsroom(tmp_path, comments='four_eyes = ["reject", "publish"]')


@pytest.fixture
def pair(joint: Service) -> tuple[Moderator, Moderator]:
    return person(joint, "Lea"), person(joint, "Beat")


def test_the_first_decision_is_a_proposal_and_the_second_one_counts(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment = sent(joint)

    first = decide(joint, comment.id, Verb.REJECT, pair[0], NOW, grounds=OTHER)
    proposal = decisions.proposal(joint.db, comment.id)
    assert first.proposed
    assert proposal
    assert (proposal.verb, proposal.moderator, proposal.grounds) == (
        Verb.REJECT, pair[0].id, OTHER,
    )  # fmt: skip
    assert now_is(joint, comment) == comment
    second = decide(joint, comment.id, Verb.REJECT, pair[1], NOW, grounds=OTHER)

    assert not second.proposed
    assert second.comment.state is State.REJECTED
    assert decisions.proposal(joint.db, comment.id) is None
    assert [(e.action, e.actor.name) for e in log.of_comment(joint.db, comment.id)][1:] == [
        ("propose reject", "Lea"),
        ("reject", "Beat"),
    ]


def test_nobody_confirms_their_own_proposal(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment = sent(joint)
    for _ in range(2):
        assert decide(joint, comment.id, Verb.PUBLISH, pair[0], NOW).proposed

    assert now_is(joint, comment).state is State.PENDING


def test_another_decision_confirms_nothing(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment = sent(joint)
    decide(joint, comment.id, Verb.REJECT, pair[0], NOW, grounds=OTHER)

    assert decide(joint, comment.id, Verb.PUBLISH, pair[1], NOW).proposed
    assert now_is(joint, comment).state is State.PENDING


def test_what_needs_no_second_person_settles_a_proposal(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment = sent(joint)
    decide(joint, comment.id, Verb.PUBLISH, pair[0], NOW)
    decide(joint, comment.id, Verb.SPAM, pair[1], NOW)

    assert now_is(joint, comment).state is State.SPAM
    assert decisions.proposal(joint.db, comment.id) is None


def test_other_grounds_are_a_proposal_of_their_own(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    """Nobody is told words that only one person has weighed."""
    comment, lea, beat = sent(joint), *pair
    decide(joint, comment.id, Verb.REJECT, lea, NOW, grounds=OTHER)

    for other in (
        replace(OTHER, explanation="Deshalb"),
        replace(OTHER, provision="Regel 3"),
        Grounds("INSULT", "Darum", "rule"),
        Grounds("INSULT", "Darum", "law"),
    ):
        assert decide(joint, comment.id, Verb.REJECT, beat, NOW, grounds=other).proposed
    kept = decisions.proposal(joint.db, comment.id)
    assert kept
    assert (kept.moderator, kept.grounds) == (beat.id, other)

    assert not decide(joint, comment.id, Verb.REJECT, lea, NOW, grounds=other).proposed
    decision = decisions.latest_of(joint.db, comment.id)
    assert decision
    assert (decision.moderator, decision.proposer) == (lea.id, beat.id)


def test_what_a_report_led_to_answers_it_wherever_it_is_confirmed(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment, lea, beat = sent(joint), *pair
    filed = report(joint, comment)
    assert not act(joint, filed.id, OTHER, "Danke.", lea, NOW)
    waiting = decisions.proposal(joint.db, comment.id)
    assert waiting
    assert (waiting.grounds.occasion, waiting.answer) == ("report", "Danke.")
    assert reports.get(joint.db, filed.id).state is ReportState.OPEN

    decide(joint, comment.id, Verb.REJECT, beat, NOW, grounds=OTHER)

    answered = reports.get(joint.db, filed.id)
    assert (answered.state, answered.explanation, answered.moderator) == (
        ReportState.ACTED, "Danke.", beat.id,
    )  # fmt: skip
    assert now_is(joint, comment).occasion == "report"


def test_other_words_elsewhere_do_not_lose_the_report(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment, lea, beat = sent(joint), *pair
    filed = report(joint, comment)
    act(joint, filed.id, OTHER, "Danke.", lea, NOW)
    reworded = replace(OTHER, explanation="Deshalb")

    decide(joint, comment.id, Verb.REJECT, beat, NOW, grounds=reworded)
    decide(joint, comment.id, Verb.REJECT, lea, NOW, grounds=reworded)

    assert reports.get(joint.db, filed.id).state is ReportState.ACTED
    assert now_is(joint, comment).occasion == "report"


def test_a_report_confirms_what_was_proposed_without_it(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment, lea, beat = sent(joint), *pair
    filed = report(joint, comment)
    decide(joint, comment.id, Verb.REJECT, lea, NOW, grounds=OTHER)

    assert act(joint, filed.id, OTHER, "Danke.", beat, NOW)

    assert reports.get(joint.db, filed.id).explanation == "Danke."
    assert now_is(joint, comment).occasion == "report"


def test_a_proposal_about_an_earlier_text_confirms_nothing(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment = sent(joint)
    decide(joint, comment.id, Verb.PUBLISH, pair[0], NOW)
    joint.db.table("comments").update(comment.id, {"revision": 2})

    assert decide(joint, comment.id, Verb.PUBLISH, pair[1], NOW).proposed


def test_the_terminal_knows_no_first_person(joint: Service) -> None:
    with pytest.raises(SecondPersonNeeded):
        decide(joint, sent(joint).id, Verb.PUBLISH, ANNA, NOW)


def test_a_proposal_is_taken_back_by_whoever_made_it(
    joint: Service, pair: tuple[Moderator, Moderator]
) -> None:
    comment = sent(joint)
    decide(joint, comment.id, Verb.PUBLISH, pair[0], NOW)

    with pytest.raises(MoveRefused):
        actions.take_back(joint, comment.id, pair[1], NOW)
    actions.take_back(joint, comment.id, pair[0], NOW)

    assert decisions.proposal(joint.db, comment.id) is None
    with pytest.raises(MoveRefused):
        actions.take_back(joint, comment.id, pair[0], NOW)


def test_a_colleague_is_asked_and_answers(service: Service) -> None:
    lea, beat = person(service, "Lea"), person(service, "Beat")
    comment = sent(service)

    actions.ask(service, comment.id, "Ist das belegt?", beat.id, lea, NOW)
    assert (colleagues.asked(service.db, beat.id), colleagues.asked(service.db, lea.id)) == (1, 0)
    actions.reply(service, comment.id, "Ja, siehe Bericht.", beat, NOW)

    assert colleagues.asked(service.db, beat.id) == 0
    assert [(n.author, n.kind, n.text) for n in colleagues.notes_of(service.db, comment.id)] == [
        ("Lea", "question", "Ist das belegt?"),
        ("Beat", "answer", "Ja, siehe Bericht."),
    ]
    with pytest.raises(MoveRefused):
        actions.reply(service, comment.id, "Noch etwas", beat, NOW)


def test_anybody_but_oneself_can_be_asked(service: Service) -> None:
    lea, beat = person(service, "Lea"), person(service, "Beat")
    comment = sent(service)

    actions.ask(service, comment.id, "Wer weiss mehr?", None, lea, NOW)
    assert (colleagues.asked(service.db, beat.id), colleagues.asked(service.db, lea.id)) == (1, 0)
    moderators.disable(service.db, beat.id, NOW)
    for nobody in (lea.id, beat.id, 999):
        with pytest.raises(Invalid, match="asked"):
            actions.ask(service, comment.id, "Und du?", nobody, lea, NOW)


def test_a_decision_settles_the_question(service: Service) -> None:
    lea, beat = person(service, "Lea"), person(service, "Beat")
    comment = sent(service)
    actions.ask(service, comment.id, "Ist das belegt?", beat.id, lea, NOW)

    decide(service, comment.id, Verb.PUBLISH, beat, NOW)

    assert colleagues.questions_of(service.db, [comment.id]) == {}


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_a_note_says_something_and_not_too_much(service: Service, text: str) -> None:
    with pytest.raises(Invalid):
        actions.add_note(service, sent(service).id, text, person(service, "Lea"), NOW)


def test_notes_go_with_the_comment_and_the_log_never_quotes_them(service: Service) -> None:
    lea = person(service, "Lea")
    comment = sent(service)
    actions.add_note(service, comment.id, "Ruft jede Woche an", lea, NOW)

    assert "jede Woche" not in str(log.of_comment(service.db, comment.id))
    comments.erase(service.db, comment, NOW)

    assert colleagues.notes_of(service.db, comment.id) == []
    with pytest.raises(MoveRefused):
        actions.add_note(service, comment.id, "Noch eine", lea, NOW)
