"""The crisis switch and threads that are closed by hand."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from comments_service.actions import switches
from comments_service.actions.service import Service
from comments_service.cli import main
from comments_service.contract.due import Schedule, read_schedule, write_schedule
from comments_service.contract.switches import CLOSED, HOLD, read_switches
from comments_service.domain.errors import Invalid, UnknownThread
from tests.support import NOW, THREAD, logged, waiting_jobs

LATER = NOW + timedelta(hours=2)


def jobs(service: Service) -> list[str]:
    return [job["key"] for job in waiting_jobs(service.db) if job["kind"] == "publish"]


def test_a_crisis_begins_once_and_ends(service: Service) -> None:
    switches.switch_crisis(service, HOLD, "Anna", NOW)
    assert (service.switches().crisis, service.switches().since) == (HOLD, NOW)

    switches.switch_crisis(service, CLOSED, "Anna", LATER)
    # What was scheduled since the beginning still waits.
    assert (service.switches().crisis, service.switches().since) == (CLOSED, NOW)

    switches.switch_crisis(service, switches.OFF, "Anna", LATER)
    assert (service.switches().crisis, service.switches().since) == ("", None)


def test_a_switch_is_logged_and_every_thread_written_anew(service: Service) -> None:
    switches.switch_crisis(service, HOLD, "Anna", NOW, " Unfall im Werk ")

    [row] = logged(service.db, 5)
    assert (row.action, row.actor.name, row.explanation) == (
        "crisis hold", "Anna", "Unfall im Werk",
    )  # fmt: skip
    assert jobs(service) == [THREAD]


def test_the_build_is_brought_forward(service: Service) -> None:
    write_schedule(service.paths.due, Schedule(NOW, None))
    switches.switch_crisis(service, HOLD, "Anna", LATER)

    schedule = read_schedule(service.paths.due)
    assert schedule is not None
    assert schedule.reason(LATER) == "the crisis switch was used"


def test_what_is_set_already_is_not_set_again(service: Service) -> None:
    switches.switch_crisis(service, HOLD, "Anna", NOW)
    switches.switch_crisis(service, HOLD, "Anna", LATER)

    assert len(logged(service.db, 5)) == 1
    with pytest.raises(Invalid):
        switches.switch_crisis(service, "panic", "Anna", NOW)


def test_a_thread_is_closed_and_reopened(service: Service) -> None:
    switches.close_thread(service, THREAD, "Anna", NOW, "Eskaliert")
    switches.close_thread(service, THREAD, "Anna", LATER)
    assert service.switches().closed == {THREAD: NOW}
    assert jobs(service) == [THREAD]

    switches.reopen_thread(service, THREAD, "Anna", LATER)
    assert service.switches().closed == {}
    assert [(row.action, row.explanation) for row in logged(service.db, 5)] == [
        ("reopen thread", "Neue Anlage"),
        ("close thread", "Neue Anlage\nEskaliert"),
    ]
    with pytest.raises(UnknownThread):
        switches.close_thread(service, "no-such-thread", "Anna", NOW)


def test_a_crisis_leaves_closed_threads_as_they_are(service: Service) -> None:
    switches.close_thread(service, THREAD, "Anna", NOW)
    switches.switch_crisis(service, CLOSED, "Anna", NOW)
    switches.switch_crisis(service, switches.OFF, "Anna", NOW)

    assert service.switches().closed == {THREAD: NOW}


def test_nothing_is_logged_that_could_not_be_switched(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(switches, "write_switches", full)
    with pytest.raises(OSError, match="No space"):
        switches.switch_crisis(service, HOLD, "Anna", NOW)

    assert logged(service.db, 5) == []
    assert jobs(service) == []
    assert service.switches().crisis == ""


def test_the_command_line_switches_too(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_CONFIG", str(tmp_path / "newsroom.toml"))

    def run(*command: str) -> str:
        result = CliRunner().invoke(main, ["comments", *command], catch_exceptions=False)
        return result.output

    assert "All as usual" in run("crisis")
    assert "Every comment waits" in run("crisis", "hold", "--why", "Unfall")
    assert "Since 20" in run("crisis")
    assert "«Neue Anlage» takes no more" in run("close", "/de/2026/neue-anlage/")
    assert list(read_switches(service.paths.switches).closed) == [THREAD]
    assert "no longer closed" in run("reopen", THREAD)
    assert "No post" in run("close", "/de/nirgends/")
    assert "All as usual" in run("crisis", "off")
