"""Where limits are counted: what is over is forgotten, and nobody's key is kept."""

import pytest

from comments_service.web import limit_memory
from comments_service.web.limit_memory import Memory


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(limit_memory, "time", clock)
    return clock


def test_a_moment_counts_until_it_is_over(clock):
    memory = Memory()

    assert [memory.acquire_entry("a", 2, 60) for _ in range(3)] == [True, True, False]
    assert memory.get_moving_window("a", 2, 60) == (1000.0, 2)
    clock.now += 60
    assert memory.get_moving_window("a", 2, 60) == (1060.0, 0)
    assert memory.acquire_entry("a", 2, 60)


def test_a_refusal_counts_for_nothing(clock):
    memory = Memory()
    memory.acquire_entry("a", 1, 60)
    clock.now += 30
    assert not memory.acquire_entry("a", 1, 60)
    clock.now += 30
    assert memory.acquire_entry("a", 1, 60)


def test_senders_are_counted_apart(clock):
    memory = Memory()

    assert memory.acquire_entry("a", 1, 60)
    assert memory.acquire_entry("b", 1, 60)
    memory.clear("a")
    assert memory.acquire_entry("a", 1, 60)
    assert not memory.acquire_entry("b", 1, 60)


def test_who_is_not_heard_of_again_is_forgotten(clock):
    memory = Memory()
    for number in range(50):
        memory.acquire_entry(f"sender {number}", 5, 60)
    clock.now += 61
    memory.acquire_entry("another", 5, 60)

    assert memory.reset() == 1
