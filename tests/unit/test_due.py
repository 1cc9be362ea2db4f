"""When a site has to be built again by itself."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from comments_service.actions.rebuild import pause_after
from comments_service.contract.due import Due, Schedule, read_schedule, write_schedule
from comments_service.contract.paths import paths_for
from comments_service.schedule.content import state_of_content
from tests.support import NOW, write_config

ZURICH = ZoneInfo("Europe/Zurich")


def schedule(at: datetime | None, built: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> Schedule:
    return Schedule(built, Due(at, "de.md is published") if at else None)


def test_nothing_is_to_be_done_before_the_moment_and_something_from_then_on() -> None:
    due = schedule(NOW)

    assert due.reason(NOW - timedelta(seconds=1)) == ""
    assert due.reason(NOW) == "de.md is published"
    assert due.reason(NOW + timedelta(days=3)) == "de.md is published"
    assert schedule(None).reason(NOW) == ""


def test_the_hour_that_comes_twice_in_autumn_is_told_apart() -> None:
    """2026-10-25: at 3 o'clock summer time the clocks go back to 2."""
    second = datetime(2026, 10, 25, 2, 30, tzinfo=ZURICH, fold=1)
    first = datetime(2026, 10, 25, 2, 45, tzinfo=ZURICH, fold=0)

    assert schedule(second).reason(first) == ""
    assert schedule(second).reason(second) != ""


def test_the_hour_that_is_left_out_in_spring_brings_no_delay() -> None:
    """2026-03-29: after 01:59 comes 03:00."""
    due = schedule(datetime(2026, 3, 29, 3, 0, tzinfo=ZURICH))

    assert due.reason(datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)) == ""
    assert due.reason(datetime(2026, 3, 29, 1, 0, tzinfo=UTC)) != ""


def test_a_build_by_a_clock_that_was_ahead_is_made_again() -> None:
    """It may have published what is still under embargo."""
    ahead = schedule(None, built=NOW + timedelta(hours=1))

    assert "clock" in ahead.reason(NOW)
    assert ahead.reason(NOW + timedelta(hours=1)) == ""
    assert schedule(None, built=NOW + timedelta(seconds=20)).reason(NOW) == ""


@pytest.mark.parametrize("at", [NOW, datetime(2027, 1, 1, tzinfo=ZURICH), None])
def test_a_schedule_is_read_as_it_was_written(tmp_path: Path, at: datetime | None) -> None:
    write_schedule(tmp_path / "due.json", schedule(at))

    assert read_schedule(tmp_path / "due.json") == schedule(at)


def test_without_a_build_there_is_no_schedule(tmp_path: Path) -> None:
    assert read_schedule(tmp_path / "due.json") is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"built": "yesterday", "due": null}'])
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "due.json").write_text(text, "utf-8")

    with pytest.raises(ValueError, match=r"."):
        read_schedule(tmp_path / "due.json")


def test_pauses_grow_to_a_quarter_of_an_hour() -> None:
    minutes = [pause_after(attempts) / timedelta(minutes=1) for attempts in (1, 2, 3, 4, 5, 6, 999)]

    assert minutes == [1, 2, 4, 8, 15, 15, 15]


def test_a_change_of_content_is_noticed(tmp_path: Path) -> None:
    config = write_config(tmp_path)
    paths = paths_for(config)
    text = paths.content / "posts" / "de.md"
    text.parent.mkdir(parents=True)
    text.write_text("Eins", "utf-8")
    states = [state_of_content(config, paths)]

    assert states[0] == state_of_content(config, paths)
    text.write_text("Eins und zwei", "utf-8")
    states.append(state_of_content(config, paths))
    os.utime(text, (1e9, 1e9))
    states.append(state_of_content(config, paths))
    text.rename(text.with_name("en.md"))
    states.append(state_of_content(config, paths))
    text.with_name("en.md").unlink()
    states.append(state_of_content(config, paths))
    config.path.write_text("# other", "utf-8")
    states.append(state_of_content(config, paths))

    assert len(set(states)) == len(states)
