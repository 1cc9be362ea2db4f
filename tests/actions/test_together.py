"""Several writers, one commit: each all or nothing by itself, none done before it is on disk."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from comments_service.actions.service import Service
from comments_service.domain.errors import Busy
from comments_service.storage.database import connect, transaction
from tests.running import PATIENCE, wait_for


class Crowd:
    """Writers that hand in their work while another one holds the database."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.pool = ThreadPoolExecutor(8)
        self.held, self.go = threading.Event(), threading.Event()

    def __enter__(self) -> "Crowd":
        self.first = self.pool.submit(self.service.together.write, self._hold)
        assert self.held.wait(PATIENCE)
        return self

    def _hold(self) -> None:
        self.held.set()
        assert self.go.wait(PATIENCE)

    def add(self, work: Callable[[], object]) -> "Future[object]":
        """Hand in work; returns once it waits for its turn."""
        before = len(self.service.together._waiting)
        future = self.pool.submit(self.service.together.write, work)
        assert wait_for(lambda: len(self.service.together._waiting) > before)
        return future

    def __exit__(self, *_: object) -> None:
        self.go.set()
        self.pool.shutdown()


def put(service: Service, day: str) -> None:
    service.db.conn.execute("INSERT INTO salts (day, salt) VALUES (?, ?)", [day, b"x"])


def days(path: Path) -> set[str]:
    """What is on disk, as another process sees it."""
    other = sqlite3.connect(path)
    try:
        return {day for [day] in other.execute("SELECT day FROM salts")}
    finally:
        other.close()


@pytest.fixture
def commits(service: Service, monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """What each commit that follows has left on disk."""
    from comments_service.storage import together

    seen: list[set[str]] = []
    whole = together.Together._commit

    def commit(self: together.Together, batch: list[together._Work[object]]) -> None:
        whole(self, batch)
        seen.append(days(service.paths.database))

    monkeypatch.setattr(together.Together, "_commit", commit)
    return seen


def test_what_waits_meanwhile_shares_the_next_commit(
    service: Service, commits: list[set[str]]
) -> None:
    with Crowd(service) as crowd:
        futures = [crowd.add(lambda day=day: put(service, day)) for day in "abc"]  # type: ignore[misc]
        assert not any(future.done() for future in futures)

    assert commits == [set(), {"a", "b", "c"}]
    assert [future.result() for future in futures] == [None] * 3


def test_one_that_fails_takes_no_other_with_it(service: Service) -> None:
    def half() -> None:
        put(service, "half")
        raise ZeroDivisionError

    with Crowd(service) as crowd:
        good = crowd.add(lambda: put(service, "good"))
        bad = crowd.add(half)
        late = crowd.add(lambda: put(service, "late"))

    assert isinstance(bad.exception(), ZeroDivisionError)
    assert (good.exception(), late.exception()) == (None, None)
    assert days(service.paths.database) == {"good", "late"}


def test_a_later_one_sees_what_an_earlier_one_of_the_same_commit_has_stored(
    service: Service,
) -> None:
    with Crowd(service) as crowd:
        crowd.add(lambda: put(service, "a"))
        count = crowd.add(lambda: service.db.conn.execute("SELECT count(*) FROM salts").fetchone())

    assert count.result() == (1,)


def test_a_commit_that_fails_is_told_to_all_whom_it_carried(service: Service) -> None:
    def full() -> None:
        put(service, "full")
        service.db.conn.rollback()
        raise sqlite3.OperationalError("database or disk is full")

    with Crowd(service) as crowd:
        futures = [crowd.add(lambda: put(service, "a")), crowd.add(full)]
        futures.append(crowd.add(lambda: put(service, "b")))

    assert all(isinstance(future.exception(), Busy) for future in futures)
    assert days(service.paths.database) == set()
    service.together.write(lambda: put(service, "again"))
    assert days(service.paths.database) == {"again"}


def test_a_locked_database_is_waited_for_and_then_told_to_all(
    service: Service, request: pytest.FixtureRequest
) -> None:
    other = connect(service.paths.database)
    request.addfinalizer(other.conn.close)
    service.db.conn.busy_seconds = 0.05  # type: ignore[attr-defined]
    with transaction(other), pytest.raises(Busy):
        service.together.write(lambda: put(service, "a"))

    service.together.write(lambda: put(service, "b"))
    assert days(service.paths.database) == {"b"}
