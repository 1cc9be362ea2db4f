"""What an export does not bring along: switches of others, and journal lines twice."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.contract.switches import (
    CLOSED,
    HOLD,
    Switches,
    read_switches,
    write_switches,
)
from comments_service.storage import comments, journal
from tests.importing.archives import bring, export_of
from tests.support import NOW, READER, THREAD, all_comments, fields, make_newsroom

ELSEWHERE = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a66"
EARLIER = NOW - timedelta(hours=2)


def export(folder: Path, switches: Switches, erased: str = "") -> Path:
    """Of a newsroom with one comment, in one thread."""
    service = make_newsroom(folder / "there")
    submit(service, THREAD, fields(), READER, NOW)
    write_switches(service.paths.switches, switches)
    if erased:
        journal.note(service.paths.data, erased)
    return export_of(service)


@pytest.fixture
def here(tmp_path: Path) -> Service:
    return make_newsroom(tmp_path / "here")


def test_a_crisis_here_wins(here: Service, tmp_path: Path) -> None:
    mine = Switches(HOLD, EARLIER)
    write_switches(here.paths.switches, mine)

    bring(export(tmp_path, Switches(CLOSED, NOW, {THREAD: NOW})), here)

    assert read_switches(here.paths.switches) == replace(mine, closed={THREAD: NOW})


def test_a_newsroom_in_which_nothing_was_switched_takes_over_a_crisis(
    here: Service, tmp_path: Path
) -> None:
    bring(export(tmp_path, Switches(HOLD, NOW)), here)

    assert read_switches(here.paths.switches) == Switches(HOLD, NOW)


def test_only_threads_with_new_comments_are_closed(here: Service, tmp_path: Path) -> None:
    bring(export(tmp_path, Switches(closed={THREAD: NOW, ELSEWHERE: NOW})), here)

    assert read_switches(here.paths.switches).closed == {THREAD: NOW}


def test_what_was_opened_here_again_stays_open(here: Service, tmp_path: Path) -> None:
    """The same export again brings no new comment, so it switches nothing."""
    file = export(tmp_path, Switches(HOLD, NOW, {THREAD: NOW}))
    bring(file, here)
    write_switches(here.paths.switches, Switches())

    bring(file, here)

    assert read_switches(here.paths.switches) == Switches()


def test_a_thread_that_was_closed_here_keeps_its_day(here: Service, tmp_path: Path) -> None:
    write_switches(here.paths.switches, Switches(closed={THREAD: EARLIER}))

    bring(export(tmp_path, Switches(closed={THREAD: NOW})), here)

    assert read_switches(here.paths.switches).closed == {THREAD: EARLIER}


def test_the_journal_holds_each_erasure_once(here: Service, tmp_path: Path) -> None:
    gone = "00000000-0000-4000-8000-000000000009"
    file = export(tmp_path, Switches(), erased=gone)
    for _ in range(2):
        bring(file, here)

    assert journal.read(here.paths.data) == [journal.Line(gone)]
    assert not comments.exists(here.db, gone)
    assert len(all_comments(here)) == 1
