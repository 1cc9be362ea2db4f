"""Which decisions an author can object to, until when, and who may decide then."""

from datetime import UTC, datetime, timedelta

import pytest

from comments_service.actions.appeal import appeal
from comments_service.actions.decide import decide
from comments_service.actions.decide_appeal import decide_appeal
from comments_service.actions.service import Service
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import appeals, log, moderators
from comments_service.storage.appeals import AppealState
from tests.actions.moderating import sent
from tests.actions.office import GROUNDS, LATER, person, rejected
from tests.actions.office import appeal as filed
from tests.support import ANNA, NOW

SPAM = "http://a.example http://b.example http://c.example"
TOLD = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
UNTIL = datetime(2027, 5, 21, 9, 0, tzinfo=UTC)


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
    decide(service, comment.id, Verb.REJECT, anna, later, grounds=GROUNDS)

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
