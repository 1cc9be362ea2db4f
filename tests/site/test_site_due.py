"""What a build leaves behind about time, and how it is started by the service."""

from collections.abc import Callable
from datetime import datetime
from threading import Event
from zoneinfo import ZoneInfo

from comments_service.contract.config_file import load
from comments_service.contract.due import Schedule, read_schedule
from comments_service.schedule import pelican
from comments_service.schedule.pelican import Outcome
from tests.site.conftest import ROOT, SiteFolder

ZURICH = ZoneInfo("Europe/Zurich")


def schedule(site: SiteFolder) -> Schedule:
    found = read_schedule(site.root / "var" / "due.json")
    assert found
    return found


def environment(site: SiteFolder) -> dict[str, str]:
    return pelican.environment(load(site.root / "newsroom.toml"), {"PYTHONPATH": str(ROOT)})


def started(site: SiteFolder, stopping: Event | None = None) -> Outcome | None:
    """A build as the service makes it."""
    return pelican.build("pelicanconf.py", environment(site), stopping or Event())


def test_the_next_embargo_to_end_is_when_the_site_is_due(site: SiteFolder) -> None:
    site.post("spaeter", date="2099-05-01 09:00")
    site.post("zuerst", date="2099-04-01 09:00")
    site.post("entwurf", date="2099-03-01 09:00", status="draft")
    before = datetime.now(ZURICH)
    site.build()

    found = schedule(site)
    assert before <= found.built <= datetime.now(ZURICH)
    assert found.due
    assert found.due.at == datetime(2099, 4, 1, 9, tzinfo=ZURICH)
    assert found.due.why == "content/posts/zuerst.md is published"


def test_without_anything_ahead_nothing_is_due(site: SiteFolder) -> None:
    site.post("heute")
    site.build()

    assert schedule(site).due is None


def test_a_thread_that_will_close_asks_for_no_build(site: SiteFolder) -> None:
    """The service takes the form off this one page: see `actions/chores.py`."""
    site.post("offen", comments="until 2099-12-31")
    site.build()

    assert schedule(site).due is None


def test_a_faulty_build_and_a_check_leave_the_schedule_as_it_was(
    site: SiteFolder, monkeypatch
) -> None:
    site.build()
    before = schedule(site)
    site.post("neu", date="2099-04-01 09:00")
    monkeypatch.setenv("NEWSROOM_CHECK", "1")
    site.build()
    monkeypatch.delenv("NEWSROOM_CHECK")
    site.post("falsch", topics="[nix]")
    site.faults()

    assert schedule(site) == before


def test_the_service_builds_as_a_person_would(site: SiteFolder) -> None:
    site.post("neu")
    outcome = started(site)

    assert outcome
    assert outcome.well
    assert outcome.words.startswith("Wrote ")
    assert "Neu" in site.read("/de/2026/neu/")


def test_the_service_learns_every_fault(site: SiteFolder) -> None:
    site.post("falsch", topics="[nix]")
    outcome = started(site)

    assert outcome
    assert not outcome.well
    assert "falsch.md:5: topics names 'nix'" in outcome.words
    assert "    mend: " in outcome.words
    assert not site.output.exists()


def test_a_broken_configuration_is_a_fault_like_others(site: SiteFolder) -> None:
    service = environment(site)
    site.configure(('timezone = "Europe/Zurich"', 'timezone = "Europe/Zueri"'))
    outcome = pelican.build("pelicanconf.py", service, Event())

    assert outcome
    assert not outcome.well
    assert "newsroom.toml:6" in outcome.words


def test_a_build_is_cut_off_when_the_service_stops(site: SiteFolder) -> None:
    site.post("neu")
    stopping = Event()
    stopping.set()

    assert started(site, stopping) is None
    assert not site.output.exists()


def test_a_public_build_by_the_clock_refuses_what_one_by_hand_refuses(
    new_site: Callable[[], SiteFolder], monkeypatch
) -> None:
    site = new_site()
    monkeypatch.setenv("NEWSROOM_URL", "http://127.0.0.1:8000")
    outcome = pelican.build("publishconf.py", environment(site), Event())

    assert outcome
    assert "readers need https://" in outcome.words
