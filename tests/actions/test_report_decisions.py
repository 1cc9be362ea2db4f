"""Reports: a person acts or dismisses; a report removes nothing by itself."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from comments_service.actions.decide import decide
from comments_service.actions.decide_report import act, dismiss
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Grounds
from comments_service.domain.decision import Seen
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, decisions, reports
from comments_service.storage.reports import ReportState
from tests.actions.office import GROUNDS, LATER, comment, person, report
from tests.support import logged, make_newsroom, waiting_jobs

WORDS = "Wir sehen darin keine Beleidigung."


def actions(service: Service) -> list[str]:
    return [row.action for row in reversed(logged(service.db, 9))]


def test_acting_removes_the_comment_and_says_that_a_report_led_to_it(service: Service) -> None:
    anna = person(service, "Anna")
    made = report(service, comment(service, State.PUBLISHED))

    assert act(service, made.id, GROUNDS, " Danke. ", anna, LATER)

    now = comments.get(service.db, made.comment)
    assert (now.state, now.reason, now.occasion, now.decided_by) == (
        State.REJECTED, "INSULT", "report", anna.id,
    )  # fmt: skip
    settled = reports.get(service.db, made.id)
    assert (settled.state, settled.moderator, settled.explanation) == (
        ReportState.ACTED, anna.id, "Danke.",
    )  # fmt: skip
    assert actions(service) == ["reject", "report acted"]


def test_one_decision_answers_everybody_who_reported_the_comment(service: Service) -> None:
    anna = person(service, "Anna")
    there = comment(service, State.PUBLISHED)
    first, second = report(service, there), report(service, there)
    dismiss(service, first.id, WORDS, anna, LATER)
    third = report(service, there)

    act(service, third.id, GROUNDS, "", anna, LATER)

    states = [reports.get(service.db, one.id).state for one in (first, second, third)]
    assert states == [ReportState.DISMISSED, ReportState.ACTED, ReportState.ACTED]


def test_dismissing_leaves_the_comment_and_explains(service: Service) -> None:
    anna = person(service, "Anna")
    there = comment(service, State.PUBLISHED)
    made = report(service, there)
    with pytest.raises(Invalid):
        dismiss(service, made.id, "  ", anna, LATER)

    dismiss(service, made.id, WORDS, anna, LATER)

    assert comments.get(service.db, there.id) == there
    assert reports.get(service.db, made.id).explanation == WORDS
    assert actions(service) == ["report dismissed"]


def test_removing_needs_grounds_and_every_fault_is_told(service: Service) -> None:
    anna = person(service, "Anna")
    made = report(service, comment(service, State.PUBLISHED))

    with pytest.raises(Invalid) as found:
        act(service, made.id, Grounds(), "x" * 2001, anna, LATER)

    assert found.value.errors.keys() == {"reason", "explanation", "answer"}
    assert reports.get(service.db, made.id) == made


@pytest.mark.parametrize("state", [State.REJECTED, State.SPAM, State.WITHDRAWN])
def test_what_is_gone_already_needs_no_grounds(service: Service, state: State) -> None:
    anna = person(service, "Anna")
    gone = comment(service, state)
    made = report(service, gone)

    act(service, made.id, Grounds(), "", anna, LATER)

    assert comments.get(service.db, gone.id) == gone
    assert reports.get(service.db, made.id).state is ReportState.ACTED


def test_a_report_is_decided_once(service: Service) -> None:
    anna = person(service, "Anna")
    made = report(service, comment(service, State.PUBLISHED))
    dismiss(service, made.id, WORDS, anna, LATER)

    with pytest.raises(MoveRefused):
        act(service, made.id, GROUNDS, "", anna, LATER)
    with pytest.raises(MoveRefused):
        dismiss(service, made.id, WORDS, anna, LATER)


def test_a_text_that_changed_meanwhile_is_not_removed_unseen(service: Service) -> None:
    anna = person(service, "Anna")
    there = comment(service, State.PUBLISHED, revision=2)
    made = report(service, there)

    with pytest.raises(MoveRefused):
        act(service, made.id, GROUNDS, "", anna, LATER, seen=Seen(State.PUBLISHED, 1))
    assert comments.get(service.db, there.id) == there


def test_where_four_eyes_are_asked_for_the_first_pair_proposes(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, comments='four_eyes = ["reject"]')
    anna, beat = person(service, "Anna"), person(service, "Beat")
    made = report(service, comment(service, State.PUBLISHED))

    assert not act(service, made.id, GROUNDS, "", anna, LATER)
    assert reports.get(service.db, made.id) == made
    assert comments.get(service.db, made.comment).state is State.PUBLISHED

    assert act(service, made.id, GROUNDS, "", beat, LATER)
    assert comments.get(service.db, made.comment).state is State.REJECTED


def test_undoing_opens_the_reports_again(service: Service) -> None:
    anna = person(service, "Anna")
    made = report(service, comment(service, State.PUBLISHED))
    act(service, made.id, GROUNDS, "Danke.", anna, LATER)

    batch = decisions.latest_batch(service.db, anna.id)
    assert batch
    undo(service, batch, anna, LATER)

    assert reports.get(service.db, made.id) == made
    assert comments.get(service.db, made.comment).state is State.PUBLISHED


def test_undoing_something_else_leaves_a_report_settled(service: Service) -> None:
    anna = person(service, "Anna")
    there = comment(service, State.PUBLISHED)
    made = report(service, there)
    dismiss(service, made.id, WORDS, anna, LATER)
    decide(service, there.id, Verb.SPAM, anna, LATER.replace(minute=30))

    batch = decisions.latest_batch(service.db, anna.id)
    assert batch
    undo(service, batch, anna, LATER)

    assert reports.get(service.db, made.id).state is ReportState.DISMISSED


def test_whoever_reported_is_told(service: Service) -> None:
    sent: list[EmailMessage] = []
    service.send_mail = sent.append
    anna = person(service, "Anna")
    made = report(service, comment(service, State.PUBLISHED))

    dismiss(service, made.id, WORDS, anna, LATER)

    assert [job["key"] for job in waiting_jobs(service.db)] == [made.id]
