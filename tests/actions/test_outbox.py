"""The outbox: nothing that must follow is lost, whatever happens in between."""

import gzip
import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import brotli
import pytest

from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import Worker, delay_after, drain, settle
from comments_service.storage import outbox
from comments_service.storage.database import transaction
from tests.running import wait_for
from tests.support import (
    ANNA,
    NOW,
    READER,
    THREAD,
    all_comments,
    fields,
    make_newsroom,
    page_of,
    thread,
    waiting_jobs,
    write_page,
)


def publish_one(service: Service, body: str = "Guten Tag") -> None:
    submit(service, THREAD, fields(body), READER, NOW)
    decide(service, all_comments(service)[-1].id, Verb.PUBLISH, ANNA, NOW)


def test_many_decisions_in_one_thread_are_one_publication(service: Service) -> None:
    publish_one(service, "Eins")
    publish_one(service, "Zwei")

    assert drain(service, NOW) == 1
    assert "Eins" in page_of(service)
    assert "Zwei" in page_of(service)
    settle(service, NOW)
    assert waiting_jobs(service.db) == []


def test_a_publication_waits_for_a_page_that_a_build_is_about_to_write(service: Service) -> None:
    page = service.paths.output / thread().file
    page.unlink()
    publish_one(service)

    assert drain(service, NOW) == 0
    [job] = [one for one in waiting_jobs(service.db) if one["kind"] == "publish"]
    assert job["last_error"].startswith("PageMissing")
    assert (service.paths.output / "comments" / THREAD / "thread.json").exists()

    write_page(service, thread())
    assert drain(service, NOW + timedelta(seconds=5)) == 1
    assert "Guten Tag" in page_of(service)


def test_one_broken_job_does_not_hold_up_the_others(service: Service) -> None:
    with transaction(service.db):
        outbox.add(service.db, "unknown", NOW)
    publish_one(service)

    assert drain(service, NOW) == 1
    settle(service, NOW)
    assert [job["kind"] for job in waiting_jobs(service.db)] == ["unknown"]


def test_retries_come_ever_later_but_at_least_hourly() -> None:
    assert [delay_after(n).total_seconds() for n in (0, 1, 5, 11, 12, 99)] == [
        1, 2, 32, 2048, 3600, 3600,
    ]  # fmt: skip


def test_a_claimed_job_is_left_alone_until_its_lease_is_over(service: Service) -> None:
    with transaction(service.db):
        outbox.add(service.db, "notice", NOW)
        [job] = outbox.due(service.db, NOW, ["notice"])
        assert outbox.claim(service.db, job, NOW, timedelta(minutes=2))
        assert not outbox.claim(service.db, job, NOW, timedelta(minutes=2))

    assert outbox.due(service.db, NOW + timedelta(minutes=1), ["notice"]) == []
    assert len(outbox.due(service.db, NOW + timedelta(minutes=3), ["notice"])) == 1


def test_the_worker_publishes_within_two_seconds_of_another_process_decision(
    service: Service,
) -> None:
    worker = Worker(service)
    worker.start()
    try:
        publish_one(service)
        assert wait_for(lambda: "Guten Tag" in page_of(service))
    finally:
        worker.stop()
    assert not worker.alive


KILLED = """
import os, signal, sys
from pathlib import Path
from comments_service.actions.decide import decide
from comments_service.actions.submit import submit
from comments_service.domain.states import Verb
from tests.support import *
from comments_service.contract.config_file import load
from comments_service.contract.paths import paths_for
from comments_service.settings import Settings
from comments_service.wiring import make_service

config = load(Path(sys.argv[1]) / "newsroom.toml")
service = make_service(config, paths_for(config), Settings(("k" * 40,), "", ""))
submit(service, THREAD, fields("Vor dem Ende"), READER, NOW)
decide(service, all_comments(service)[-1].id, Verb.PUBLISH, ANNA, NOW)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_decided_before_a_kill_is_published_after_the_next_start(
    service: Service,
) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(service.config.path.parent)],
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
        check=False,
    )

    assert done.returncode == -9
    assert "Vor dem Ende" not in page_of(service)
    assert [c.state for c in all_comments(service)] == [State.PUBLISHED]
    drain(service, NOW)
    assert "Vor dem Ende" in page_of(service)


@pytest.mark.parametrize("files", range(13))
def test_a_kill_between_two_files_leaves_each_whole_and_the_next_start_finishes(
    service: Service, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    """Wherever it happens, no compressed twin says anything older than its file."""
    publish_one(service)
    settle(service, NOW)
    publish_one(service, "Guten Abend. " + 100 * "Es gibt viel zu sagen. ")
    real = Path.replace

    class Killed(BaseException):
        """Not even caught by what catches everything, as a kill is not."""

    def replace(path: Path, target: Path) -> Path:
        nonlocal files
        if files == 0:
            raise Killed
        files -= 1
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Killed):
        settle(service, NOW)
    monkeypatch.undo()

    twins_agree(service.paths.output)
    settle(service, NOW + timedelta(seconds=1))
    assert "Guten Abend" in page_of(service)
    assert len(twins_agree(service.paths.output)) == 8


def twins_agree(output: Path) -> list[Path]:
    """Every compressed twin below `output`, once it has been compared with its file."""
    found = []
    for suffix, unpack in ((".br", brotli.decompress), (".gz", gzip.decompress)):
        for twin in output.rglob(f"*{suffix}"):
            assert unpack(twin.read_bytes()) == twin.with_suffix("").read_bytes(), twin
            found.append(twin)
    return found


def test_a_mail_server_that_hangs_does_not_hold_up_a_publication(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path, comments='notify = ["presse@muster.example"]')
    hanging = threading.Event()

    def hang(message: object) -> None:
        hanging.wait(30)

    service.send_mail = hang
    submit(service, THREAD, fields("Wartet"), READER, NOW)
    with transaction(service.db):
        service.db.conn.execute("UPDATE outbox SET due_at = '2020-01-01T00:00:00.000000Z'")
    worker = Worker(service)
    worker.start()
    try:
        publish_one(service)
        assert wait_for(lambda: "Guten Tag" in page_of(service))
    finally:
        hanging.set()
        worker.stop()


def test_the_worker_outlives_a_manifest_that_nobody_can_read(service: Service) -> None:
    manifest = service.paths.threads.read_bytes()
    service.paths.threads.write_bytes(b"")
    worker = Worker(service)
    worker.start()
    try:
        with transaction(service.db):
            outbox.add(service.db, "publish", NOW, key=THREAD)
        assert not wait_for(lambda: not worker.alive, 1.2)
        service.paths.threads.write_bytes(manifest)
        publish_one(service)
        assert wait_for(lambda: "Guten Tag" in page_of(service), 5)
    finally:
        worker.stop()


def test_without_a_manifest_nothing_is_taken_down(service: Service) -> None:
    publish_one(service)
    settle(service, NOW)
    service.paths.threads.unlink()
    decide(service, all_comments(service)[0].id, Verb.SPAM, ANNA, NOW)

    assert drain(service, NOW) == 0

    assert (service.paths.output / "comments" / THREAD / "thread.json").exists()
    assert "publish" in [job["kind"] for job in waiting_jobs(service.db)]


def test_a_chore_that_fails_holds_up_no_publication(service: Service) -> None:
    def fail(now: object) -> None:
        raise OSError("backups/ belongs to somebody else")

    worker = Worker(service, fail)
    worker.start()
    try:
        publish_one(service)
        assert wait_for(lambda: "Guten Tag" in page_of(service), 5)
        assert worker.alive
    finally:
        worker.stop()
