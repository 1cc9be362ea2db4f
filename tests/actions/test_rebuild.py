"""Builds that happen by themselves: when, how often, and what is said of those that fail."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Event

import pytest

from comments_service.actions.rebuild import out_of_date_since
from comments_service.actions.service import Service
from comments_service.contract.due import Due, Schedule, write_schedule
from comments_service.contract.paths import Paths
from comments_service.outbox.worker import drain
from comments_service.schedule import rebuilder
from comments_service.schedule.pelican import Outcome
from comments_service.schedule.rebuilder import Rebuilder
from tests.running import wait_for
from tests.support import NOW, THREAD, make_newsroom, page_of, thread, waiting_jobs

FAULT = "content/posts/de.md:7: topics names 'bau', which newsroom.toml does not know\n    mend: …"


def leave(paths: Paths, built: datetime, due: datetime | None) -> None:
    """What a build leaves behind."""
    found = Due(due, "content/posts/de.md is published") if due else None
    write_schedule(paths.due, Schedule(built, found))


@dataclass
class Site:
    """A newsroom whose builds do as they are told, and whose clock stands still."""

    service: Service
    now: datetime = NOW
    words: str = ""
    """What is wrong with the site; "" while a build goes well."""
    builds: list[datetime] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    next_due: datetime | None = None
    effect: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.service.send_mail = self.mails.append
        self.rebuilder = Rebuilder(self.service, self.build, lambda: self.now)

    def build(self, stopping: Event) -> Outcome | None:
        self.builds.append(self.now)
        self.effect()
        if stopping.is_set():
            return None
        if self.words:
            return Outcome(False, self.words)
        leave(self.service.paths, self.now, self.next_due)
        return Outcome(True, "Wrote 9 pages")

    def due_at(self, at: datetime | None) -> None:
        leave(self.service.paths, NOW - timedelta(days=1), at)

    def forward(self, **span: float) -> bool:
        """Let time pass, then look; whether there was a build."""
        self.now += timedelta(**span)
        return self.rebuilder.look()

    def write(self, text: str) -> None:
        path = self.service.paths.content / "posts" / "de.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def post(self) -> None:
        """Do what the outbox holds."""
        drain(self.service, self.now)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(make_newsroom(tmp_path, comments='notify = ["presse@muster.example"]'))


def test_a_site_is_built_at_its_moment_and_once(site: Site) -> None:
    site.due_at(NOW + timedelta(minutes=5))

    assert not site.forward(minutes=4, seconds=59)
    assert site.forward(seconds=1)
    assert not site.forward(seconds=1)
    assert not site.forward(days=100)
    assert len(site.builds) == 1


def test_the_build_itself_says_when_the_next_one_is_due(site: Site) -> None:
    site.due_at(NOW)
    site.next_due = NOW + timedelta(hours=2)

    assert site.forward()
    assert not site.forward(hours=1)
    assert site.forward(hours=1)


def test_a_moment_that_passed_while_the_machine_slept_is_made_up_for(site: Site) -> None:
    site.due_at(NOW + timedelta(minutes=5))

    assert site.forward(days=3)


def test_a_clock_that_is_set_back_brings_neither_builds_nor_silence(site: Site) -> None:
    site.due_at(NOW + timedelta(minutes=5))
    assert not site.forward(hours=-2)
    assert site.forward(hours=2, minutes=5)

    # What was built by the wrong clock may show too much.
    assert site.forward(days=-1)
    assert not site.forward(seconds=1)


def test_a_site_that_was_not_built_here_is_left_alone(site: Site) -> None:
    assert not site.forward(days=1)
    assert site.builds == []


def test_a_schedule_that_cannot_be_read_is_written_anew(site: Site) -> None:
    site.service.paths.due.write_text("{", "utf-8")

    assert site.forward()
    assert json.loads(site.service.paths.due.read_text("utf-8"))["due"] is None


def test_after_a_build_every_thread_has_its_files(site: Site) -> None:
    site.due_at(NOW)
    site.forward()

    folder = site.service.paths.output / "comments" / THREAD
    assert {path.name for path in folder.iterdir()} == {"thread.json", "feed.atom"}
    assert "data-comment-form" in page_of(site.service)


def test_a_thread_that_cannot_be_published_just_now_is_left_to_the_outbox(site: Site) -> None:
    page = site.service.paths.output / thread().file
    site.due_at(NOW)
    site.effect = lambda: page.unlink(missing_ok=True)

    assert site.forward()
    assert [job["kind"] for job in waiting_jobs(site.service.db)] == ["publish", "record"]


def test_a_failing_build_is_tried_again_with_growing_pauses(site: Site) -> None:
    site.due_at(NOW)
    site.words = FAULT
    site.forward()
    for minutes in (1, 2, 4, 8, 15, 15):
        assert not site.forward(minutes=minutes, seconds=-1)
        assert site.forward(seconds=1)

    site.words = ""
    assert site.forward(minutes=15)
    assert not site.forward(minutes=15)


def test_a_changed_text_is_tried_at_once(site: Site) -> None:
    site.write("Falsch")
    site.due_at(NOW)
    site.words = FAULT
    site.forward()
    assert not site.forward(seconds=6)

    site.write("Immer noch falsch")
    assert site.forward(seconds=6)
    assert not site.forward(seconds=6)
    site.write("Recht")
    site.words = ""
    assert site.forward(seconds=6)
    assert out_of_date_since(site.service, site.now) is None


def test_a_clock_that_is_set_back_does_not_hold_up_the_next_try(site: Site) -> None:
    leave(site.service.paths, NOW - timedelta(days=9), NOW - timedelta(days=8))
    site.words = FAULT
    site.forward()

    assert site.forward(days=-2)


def test_a_start_does_not_wait_for_the_next_try(site: Site) -> None:
    site.due_at(NOW)
    site.words = FAULT
    site.forward()
    assert not site.rebuilder.look()

    assert site.rebuilder.look(patient=False)


def test_a_failure_is_told_once_by_mail(site: Site) -> None:
    site.due_at(NOW)
    site.words = FAULT
    for _ in range(4):
        site.forward(minutes=15)
        site.post()

    [mail] = site.mails
    assert mail["To"] == "presse@muster.example"
    assert mail["Subject"] == "Muster: Der Newsroom kann nicht aktualisiert werden"
    text = mail.get_body(["plain"]).get_content()
    assert "20. November 2026, 10:15" in text
    assert "content/posts/de.md:7: topics names 'bau'" in text


def test_mending_one_of_several_faults_makes_no_mail_and_a_new_fault_does(site: Site) -> None:
    site.due_at(NOW)
    site.words = f"a.md:3: there is no field 'titel'\n{FAULT}"
    site.forward()
    site.post()
    # Another line, and a new id in the advice, as each build offers one.
    site.words = FAULT.replace(":7:", ":8:") + "\n    mend: write «id: 4f93912d-0000»"
    site.forward(minutes=15)
    site.post()
    assert len(site.mails) == 1

    site.words = "output: Permission denied"
    site.forward(minutes=15)
    site.post()
    assert len(site.mails) == 2


def test_the_same_failure_after_a_good_build_is_a_new_one(site: Site) -> None:
    for words in (FAULT, "", FAULT):
        site.due_at(site.now)
        site.words = words
        site.forward(minutes=15)
        site.post()

    assert len(site.mails) == 2


def test_a_mail_that_comes_too_late_is_not_sent(site: Site) -> None:
    site.due_at(NOW)
    site.words = FAULT
    site.forward()
    site.words = ""
    site.forward(minutes=1)
    site.post()

    assert site.mails == []


def test_a_restart_does_not_tell_again(site: Site) -> None:
    site.due_at(NOW)
    site.words = FAULT
    site.forward()
    site.post()
    site.rebuilder = Rebuilder(site.service, site.build, lambda: site.now)
    site.rebuilder.look(patient=False)
    site.post()

    assert len(site.builds) == 2
    assert len(site.mails) == 1


def test_a_build_by_hand_ends_the_trouble(site: Site) -> None:
    site.due_at(NOW)
    site.words = FAULT
    site.forward()
    assert out_of_date_since(site.service, site.now) == NOW

    leave(site.service.paths, site.now, None)
    assert not site.forward(seconds=1)
    assert out_of_date_since(site.service, site.now) is None


def test_a_build_that_leaves_its_schedule_alone_is_a_failure(site: Site) -> None:
    """Otherwise it would be made again without end."""
    site.due_at(NOW)
    builds: list[bool] = []

    def build(_: Event) -> Outcome:
        builds.append(True)
        return Outcome(True, "")

    site.rebuilder = Rebuilder(site.service, build, lambda: site.now)
    site.rebuilder.look()
    site.rebuilder.look()

    assert len(builds) == 1
    assert out_of_date_since(site.service, site.now)


def test_what_is_said_is_said_with_its_faults_and_not_over_and_over(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A logger of its own: once Pelican is imported, it swallows what was said before.
    logger = logging.Logger("rebuilder")
    logger.addHandler(caplog.handler)
    monkeypatch.setattr(rebuilder, "logger", logger)
    site.due_at(NOW)
    site.words = FAULT
    site.forward()
    site.forward(minutes=1)
    site.words = ""
    site.forward(minutes=15)

    first, second, third = caplog.messages
    assert "since content/posts/de.md is published" in first
    assert FAULT in first
    assert "Trying again in 1 min" in first
    assert FAULT not in second
    assert "Trying again in 2 min" in second
    assert third == "Built the site, since content/posts/de.md is published. Wrote 9 pages"


def test_a_site_that_is_long_due_is_out_of_date_whoever_should_have_built_it(site: Site) -> None:
    site.due_at(NOW)

    assert out_of_date_since(site.service, NOW + timedelta(minutes=9)) is None
    assert out_of_date_since(site.service, NOW + timedelta(minutes=11)) == NOW


def test_no_build_begins_or_goes_on_while_the_service_stops(site: Site) -> None:
    leave(site.service.paths, NOW, NOW)
    begun, ended = Event(), Event()

    def build(stopping: Event) -> None:
        begun.set()
        assert stopping.wait(5)
        ended.set()

    ours = Rebuilder(site.service, build, lambda: NOW)
    ours.start()
    assert begun.wait(5)
    assert ours.alive
    ours.stop()

    assert ended.is_set()
    assert not ours.alive
    assert out_of_date_since(site.service, NOW) is None


def test_the_rebuilder_survives_what_nobody_foresaw(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    leave(site.service.paths, NOW, NOW)

    def build(_: Event) -> Outcome:
        raise OSError("No space left on device")

    ours = Rebuilder(site.service, build, lambda: NOW)
    ours.start()
    assert wait_for(lambda: "No space left on device" in caplog.text)
    assert ours.alive
    ours.stop()
