"""What several people do at the same moment: one of them is first, and nothing is half done."""

# What runs at once has ended before the loop that made it goes on.
# ruff: noqa: B023

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from comments_service.actions.decide import decide
from comments_service.actions.decide_appeal import decide_appeal
from comments_service.actions.edit import edit
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Grounds
from comments_service.domain.decision import Seen
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import appeals, comments, decisions, log, revisions
from comments_service.storage.appeals import AppealState
from comments_service.storage.log_check import verify
from tests.actions.moderating import sent
from tests.actions.office import GROUNDS, LATER, appeal, comment, person, rejected
from tests.support import NOW, READER

NONE = Grounds()
ROUNDS = range(4)


def at_once(service: Service, *works: Callable[[], object]) -> list[object]:
    """Do all of it in threads that start together; what each one returned, or was refused with."""
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        try:
            # A connection of its own, which is open before the start.
            service.connections.get()
            barrier.wait(10)
            return work()
        except MoveRefused as refused:
            return refused

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def refused(results: list[object]) -> int:
    return sum(isinstance(one, MoveRefused) for one in results)


def actions(service: Service, comment_id: str) -> list[str]:
    return [entry.action for entry in log.of_comment(service.db, comment_id)]


@pytest.fixture(autouse=True)
def _whole_log(service: Service) -> object:
    yield
    found = verify(service.db)
    assert (found.broken, found.missing) == (None, None)


def test_of_two_decisions_one_counts(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    for _ in ROUNDS:
        there = comment(service)
        seen = Seen(State.PENDING, 1)

        results = at_once(
            service,
            lambda: decide(service, there.id, Verb.PUBLISH, anna, LATER, seen=seen),
            lambda: decide(service, there.id, Verb.REJECT, beat, LATER, seen=seen, grounds=GROUNDS),
        )

        assert refused(results) == 1
        now = comments.get(service.db, there.id)
        assert (now.state, now.decided_by) in {
            (State.PUBLISHED, anna.id), (State.REJECTED, beat.id),
        }  # fmt: skip
        assert len(actions(service, there.id)) == 1


def test_a_decision_is_undone_once(service: Service) -> None:
    anna = person(service, "Anna")
    for _ in ROUNDS:
        there = rejected(service, anna)
        latest = decisions.latest_of(service.db, there.id)
        assert latest

        results = at_once(service, *[lambda: undo(service, latest.batch, anna, LATER)] * 3)

        assert refused(results) == 2
        assert comments.get(service.db, there.id).state is State.PENDING
        assert actions(service, there.id) == ["reject", "undo"]


def test_nothing_is_published_that_nobody_has_read(service: Service) -> None:
    """An author sends another text in the moment of the decision."""
    anna = person(service, "Anna")
    for number in ROUNDS:
        there = sent(service, f"Frage {number}")
        seen = Seen(State.PENDING, there.revision)

        decided, _edited = at_once(
            service,
            lambda: decide(service, there.id, Verb.PUBLISH, anna, LATER, seen=seen),
            lambda: edit(service, there.id, f"Wann genau, {number}?", READER, LATER),
        )

        now = comments.get(service.db, there.id)
        later = revisions.waiting(service.db, there.id)
        if isinstance(decided, MoveRefused):
            assert (now.state, now.body, later) == (State.PENDING, f"Wann genau, {number}?", None)
        else:
            assert (now.state, now.body) == (State.PUBLISHED, there.body)
            assert later
            assert later.body == f"Wann genau, {number}?"


def test_an_appeal_is_decided_once(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    carla = person(service, "Carla")
    for _ in ROUNDS:
        made = appeal(service, rejected(service, anna))

        results = at_once(
            service,
            lambda: decide_appeal(service, made.id, AppealState.UPHELD, "Nein.", beat, LATER),
            lambda: decide_appeal(service, made.id, AppealState.REVERSED, "Ja.", carla, LATER),
        )

        assert refused(results) == 1
        settled = appeals.get(service.db, made.id)
        reversed_ = settled.state is AppealState.REVERSED
        now = comments.get(service.db, made.comment)
        assert now.state is (State.PUBLISHED if reversed_ else State.REJECTED)
        assert settled.moderator == (carla.id if reversed_ else beat.id)
        assert actions(service, made.comment).count(f"appeal {settled.state}") == 1


def test_two_appeals_of_two_comments_end_each_by_itself(service: Service) -> None:
    anna, beat = person(service, "Anna"), person(service, "Beat")
    for _ in ROUNDS:
        first, second = (appeal(service, rejected(service, anna)) for _ in range(2))

        results = at_once(
            service,
            lambda: decide_appeal(service, first.id, AppealState.REVERSED, "Ja.", beat, LATER),
            lambda: decide_appeal(service, second.id, AppealState.UPHELD, "Nein.", beat, NOW),
        )

        assert refused(results) == 0
        states = [comments.get(service.db, one.comment).state for one in (first, second)]
        assert states == [State.PUBLISHED, State.REJECTED]
