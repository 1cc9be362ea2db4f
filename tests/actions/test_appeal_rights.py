"""Which decisions an author can object to, until when, and who may decide then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comments_service.actions import decide_report
from comments_service.actions.appeal import appeal
from comments_service.actions.decide import decide
from comments_service.actions.decide_appeal import decide_appeal
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Revision
from comments_service.domain.errors import AppealReversed, MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import appeals, comments, decisions, log, moderators, revisions
from comments_service.storage.appeals import AppealState
from tests.actions.moderating import sent
from tests.actions.office import GROUNDS, LATER, comment, person, rejected, report
from tests.actions.office import appeal as filed
from tests.support import ANNA, NOW, SPAM, known_spam, make_newsroom

TOLD = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
UNTIL = datetime(2027, 5, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def spam_is_known(service: Service) -> None:
    known_spam(service)


def test_the_time_for_an_appeal_begins_when_the_author_is_told(service: Service) -> None:
    """A rule's verdict is told a day after it: six months from then."""
    comment = sent(service, SPAM)
    assert (comment.state, TOLD - NOW) == (State.SPAM, timedelta(hours=24))

    with pytest.raises(MoveRefused):
        appeal(service, comment.id, "Warum?", UNTIL + timedelta(seconds=1))
    assert appeal(service, comment.id, "Warum?", UNTIL).at == UNTIL


def test_a_second_decision_about_the_same_text_can_be_appealed_again(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    comment = rejected(service, anna)
    first = appeal(service, comment.id, "Das war keine Beleidigung.", LATER)
    decide_appeal(service, first.id, AppealState.REVERSED, "Stimmt.", beat, LATER)
    later = LATER + timedelta(hours=1)
    decide(service, comment.id, Verb.REJECT, beat, later, grounds=GROUNDS)

    second = appeal(service, comment.id, "Noch immer nicht.", later)

    assert (second.id != first.id, second.revision) == (True, first.revision)
    assert [one.id for one in appeals.open_ones(service.db)] == [second.id]


def test_a_colleague_who_may_not_sign_in_decides_no_appeal(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    made = filed(service, rejected(service, anna))
    moderators.disable(service.db, beat.id, NOW)

    decide_appeal(service, made.id, AppealState.UPHELD, "Es bleibt dabei.", anna, LATER)

    assert log.of_comment(service.db, made.comment)[-1].action == "appeal alone"


def test_a_decision_at_the_terminal_can_be_judged_by_anybody(service: Service) -> None:
    """Nobody knows who sat there."""
    anna = person(service, "Anna")
    made = filed(service, rejected(service, ANNA))

    decided = decide_appeal(service, made.id, AppealState.UPHELD, "Es bleibt.", anna, LATER)

    assert decided.moderator == anna.id


def test_whoever_was_overruled_does_not_take_that_back(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    made = filed(service, rejected(service, anna))
    decide_appeal(service, made.id, AppealState.REVERSED, "Stimmt.", beat, LATER)
    granted = decisions.latest_of(service.db, made.comment)
    about = report(service, comments.get(service.db, made.comment))
    assert granted

    for again in (
        lambda: undo(service, granted.batch, anna, LATER),
        lambda: decide(service, made.comment, Verb.REJECT, anna, LATER, grounds=GROUNDS),
        lambda: decide(service, made.comment, Verb.RESTORE, anna, LATER),
        lambda: decide_report.act(service, about.id, GROUNDS, "", anna, LATER),
    ):
        with pytest.raises(AppealReversed):
            again()
    assert comments.get(service.db, made.comment).state is State.PUBLISHED
    undo(service, granted.batch, beat, LATER)
    assert appeals.get(service.db, made.id).state is AppealState.OPEN


def test_nor_with_a_later_text(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    there = comment(service, State.PUBLISHED)
    later = Revision(there.id, 2, "Neu", "<p>Neu</p>", State.REJECTED, NOW, NOW)
    revisions.put(service.db, later)
    made = replace(filed(service, there, revision=2), against=anna.id)
    appeals.save(service.db, made)
    decide_appeal(service, made.id, AppealState.REVERSED, "Stimmt.", beat, LATER)
    granted = decisions.latest_of(service.db, there.id)
    assert granted

    with pytest.raises(AppealReversed):
        undo(service, granted.batch, anna, LATER)
    assert comments.get(service.db, there.id).body == "Neu"


def test_alone_one_may_take_back_one_s_own_reversal(service: Service) -> None:
    anna = person(service, "Anna")
    made = filed(service, rejected(service, anna))
    decide_appeal(service, made.id, AppealState.REVERSED, "Stimmt.", anna, LATER)
    granted = decisions.latest_of(service.db, made.comment)
    assert granted

    assert undo(service, granted.batch, anna, LATER)[0].state is State.REJECTED


def test_two_publish_what_a_rule_refused(tmp_path: Path) -> None:
    """Against a person's decision, whoever reverses it is the second one who looks."""
    joint = make_newsroom(tmp_path, comments='four_eyes = ["publish"]')
    anna, beat = person(joint, "Anna"), person(joint, "Beat")
    spam = comment(joint, State.SPAM, automated=True)
    made = filed(joint, spam)
    for _ in range(2):
        waits = decide_appeal(joint, made.id, AppealState.REVERSED, "Ist keiner.", anna, LATER)
        assert waits.state is AppealState.OPEN
    assert comments.get(joint.db, spam.id) == spam

    done = decide_appeal(joint, made.id, AppealState.REVERSED, "Ist keiner.", beat, LATER)

    assert (done.state, comments.get(joint.db, spam.id).state) == (
        AppealState.REVERSED, State.PUBLISHED,
    )  # fmt: skip
    alone = filed(joint, rejected(joint, anna))
    decide_appeal(joint, alone.id, AppealState.REVERSED, "Stimmt.", beat, LATER)
    assert comments.get(joint.db, alone.comment).state is State.PUBLISHED


def test_two_publish_a_later_text_that_a_rule_refused(tmp_path: Path) -> None:
    joint = make_newsroom(tmp_path, comments='four_eyes = ["publish"]')
    anna, beat = person(joint, "Anna"), person(joint, "Beat")
    there = comment(joint, State.PUBLISHED)
    revisions.put(
        joint.db,
        Revision(there.id, 2, "Neu", "<p>Neu</p>", State.SPAM, NOW, NOW, "SPAM", automated=True),
    )
    made = filed(joint, there, revision=2)

    decide_appeal(joint, made.id, AppealState.REVERSED, "Ist keiner.", anna, LATER)
    assert comments.get(joint.db, there.id) == there
    decide_appeal(joint, made.id, AppealState.REVERSED, "Ist keiner.", beat, LATER)
    assert comments.get(joint.db, there.id).body == "Neu"
