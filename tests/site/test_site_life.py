"""What becomes of a post's address: renamed, withdrawn, expired, and what must stay."""

import json
from datetime import datetime, timedelta

import pytest

from comments_service.contract.config_file import load
from comments_service.contract.due import read_schedule
from comments_service.contract.paths import paths_for
from comments_service.contract.redirects import read_redirects
from tests.site.conftest import SiteFolder

WITHDRAWN = {
    "status": "withdrawn",
    "withdrawn": "2026-02-01 10:00",
    "reason": "Die Zahl war falsch.",
}


def redirects(site: SiteFolder):
    return read_redirects(site.root / "var" / "redirects.json")


def moved(site: SiteFolder) -> dict[str, str]:
    """Former addresses of pages; files beside them move along."""
    return {old: new for old, new in redirects(site).moved.items() if old.endswith("/")}


def due(site: SiteFolder):
    return read_schedule(paths_for(load()).due).due


def test_a_renamed_post_is_found_at_its_old_address(site: SiteFolder) -> None:
    site.post("text", title="Der alte Titel")
    site.build()
    site.post("text", title="Der neue Titel")
    site.build()

    assert moved(site) == {"/de/2026/der-alte-titel/": "/de/2026/der-neue-titel/"}


def test_an_address_that_is_used_again_leads_nowhere_else(site: SiteFolder) -> None:
    site.post("one", title="Titel")
    site.build()
    site.post("one", title="Anderer Titel")
    site.post("two", title="Titel")
    site.build()

    assert redirects(site).moved == {}
    assert "two" in site.read("/de/2026/titel/").casefold() or site.read("/de/2026/titel/")


def test_a_post_that_moves_twice_leads_from_both_addresses(site: SiteFolder) -> None:
    for title in ("Eins", "Zwei", "Drei"):
        site.post("text", title=title)
        site.build()

    assert moved(site) == {
        "/de/2026/eins/": "/de/2026/drei/",
        "/de/2026/zwei/": "/de/2026/drei/",
    }


def test_former_addresses_can_be_named_in_the_file(site: SiteFolder) -> None:
    site.post("text", title="Titel", aliases="[/news/2019/old.html]")
    site.build()

    assert redirects(site).moved == {"/news/2019/old.html": "/de/2026/titel/"}


def test_a_former_address_that_belongs_to_another_post_is_a_fault(site: SiteFolder) -> None:
    site.post("one", title="Eins")
    site.post("two", title="Zwei", aliases="[/de/2026/eins/]")

    (fault,) = site.faults()

    assert "aliases names '/de/2026/eins/', which belongs to" in fault


def test_a_withdrawn_post_says_why_and_shows_none_of_its_text(site: SiteFolder) -> None:
    site.post("text", "Die geheime Zahl ist Habakuk.", title="Titel", **WITHDRAWN)
    site.post("other", title="Anderes")
    site.build()

    page = site.read("/de/2026/titel/")
    assert "Die Zahl war falsch." in page
    assert "Wir haben diesen Text zurückgezogen" in page
    assert "1. Februar 2026" in page
    assert '<meta name="robots" content="noindex">' in page
    assert all(b"Habakuk" not in data for data in site.files().values())
    assert redirects(site).gone == ("/de/2026/titel/",)
    assert "/de/2026/titel/" not in site.links("/de/")


def test_a_withdrawn_post_names_what_replaces_it(site: SiteFolder) -> None:
    other = site.post("other", title="Die richtige Fassung")
    site.post("text", title="Titel", replaced_by=other, **WITHDRAWN)
    site.build()

    assert "/de/2026/die-richtige-fassung/" in site.links("/de/2026/titel/")


def test_a_link_to_a_withdrawn_post_is_no_fault(site: SiteFolder) -> None:
    """Otherwise nobody could withdraw a text in a hurry."""
    site.post("text", title="Titel", **WITHDRAWN)
    site.post("other", "[dort](text.md)", title="Anderes")
    site.build()

    assert "/de/2026/titel/" in site.links("/de/2026/anderes/")


def test_what_was_withdrawn_before_its_embargo_ended_leaves_no_trace(site: SiteFolder) -> None:
    site.post(
        "text",
        title="Habakuk",
        date="2026-03-01 09:00",
        status="withdrawn",
        withdrawn="2026-02-01 10:00",
        reason="Es kam nicht dazu.",
    )
    site.build()

    assert all(b"Habakuk" not in data for data in site.files().values())
    assert redirects(site).gone == ()


@pytest.mark.parametrize("missing", ["reason", "withdrawn"])
def test_a_withdrawal_needs_reason_and_moment(site: SiteFolder, missing: str) -> None:
    site.post("text", title="Titel", **{**WITHDRAWN, missing: None})

    (fault,) = site.faults()

    assert fault.endswith(f"{missing} is missing")


def test_on_the_day_of_publication_the_hour_decides(site: SiteFolder) -> None:
    site.post("text", title="Titel", **{**WITHDRAWN, "withdrawn": "2026-01-15"})

    (fault,) = site.faults()
    assert fault.endswith("the post is withdrawn on the day it appeared, and the hour is missing")

    site.post("text", title="Titel", **{**WITHDRAWN, "withdrawn": "2026-01-15 12:00"})
    site.build()
    assert redirects(site).gone == ("/de/2026/titel/",)


def test_an_expired_post_leaves_lists_but_keeps_its_address(site: SiteFolder) -> None:
    site.post("text", "Habakuk gilt bis Ende Januar.", title="Titel", expires="2026-01-31")
    site.build()

    page = site.read("/de/2026/titel/")
    assert "Er ist am 31. Januar 2026 abgelaufen." in page
    assert all(b"Habakuk" not in data for data in site.files().values())
    assert redirects(site).gone == ("/de/2026/titel/",)


def test_a_build_is_due_when_a_post_expires(site: SiteFolder) -> None:
    tomorrow = datetime.now() + timedelta(days=1)  # noqa: DTZ005
    site.post("text", title="Titel", expires=f"{tomorrow:%Y-%m-%d %H:%M}")
    site.build()

    found = due(site)
    assert found is not None
    assert f"{found.at:%Y-%m-%d %H:%M}" == f"{tomorrow:%Y-%m-%d %H:%M}"
    assert "text.md" in found.why


def test_a_post_that_expires_before_it_appears_is_a_fault(site: SiteFolder) -> None:
    site.post("text", title="Titel", expires="2026-01-01")

    assert site.faults() == ["content/posts/text.md:5: the post expires before it appears"]


def test_an_ad_hoc_announcement_cannot_disappear(site: SiteFolder) -> None:
    site.post("text", title="Prognose", kind="adhoc")
    site.build()
    (site.content / "posts" / "text.md").unlink()

    (fault,) = site.faults()

    assert "has to stay public for 5 years, until 2031-01-15" in fault
    assert "Prognose" in site.read("/de/2026/prognose/")


@pytest.mark.parametrize(
    "change",
    [{"status": "draft"}, {"kind": "release"}, {"date": "2999-01-01 09:00"}],
)
def test_nor_can_it_be_hidden(site: SiteFolder, change: dict[str, str]) -> None:
    site.post("text", title="Prognose", kind="adhoc")
    site.build()
    site.post("text", **{"title": "Prognose", "kind": "adhoc", **change})

    assert any("has to stay public for 5 years" in fault for fault in site.faults())


def test_after_five_years_it_may_go(site: SiteFolder) -> None:
    site.post("text", title="Prognose", kind="adhoc", date="2020-02-29 07:00")
    site.build()
    (site.content / "posts" / "text.md").unlink()

    site.build()


def test_a_broken_file_is_not_taken_for_a_removed_one(site: SiteFolder) -> None:
    site.post("text", title="Prognose", kind="adhoc")
    site.build()
    site.post("text", title="Prognose", kind="adhoc", topics="[nope]")

    (fault,) = site.faults()

    assert "nope" in fault


def test_a_deleted_post_is_told_and_stops_nothing(site: SiteFolder) -> None:
    site.post("text", title="Titel")
    site.build()
    (site.content / "posts" / "text.md").unlink()

    done = site.run()

    assert done.returncode == 0, done.stderr
    assert "the post is gone, and /de/2026/titel/ now leads to nothing" in done.stderr


def test_that_a_post_is_gone_is_told_by_one_build_only(site: SiteFolder) -> None:
    site.post("text", title="Titel")
    site.build()
    (site.content / "posts" / "text.md").unlink()

    assert "the post is gone" in site.run(NEWSROOM_CHECK="1").stderr
    assert "the post is gone" in site.run().stderr
    assert "the post is gone" not in site.run().stderr


def test_an_announcement_cannot_be_dated_back_out_of_its_five_years(site: SiteFolder) -> None:
    site.post("text", title="Prognose", kind="adhoc")
    site.build()
    site.post("text", title="Prognose", kind="adhoc", date="2020-01-01 09:00")
    site.build()
    (site.content / "posts" / "text.md").unlink()

    assert any("has to stay public for 5 years, until 2031-01-15" in f for f in site.faults())


def test_a_damaged_ledger_is_told_and_nothing_is_lost(site: SiteFolder) -> None:
    site.post("text", title="Titel")
    site.build()
    ledger = site.root / "var" / "ledger.json"
    ledger.write_text("{", "utf-8")

    (fault,) = site.faults()

    assert "the list of former addresses cannot be read" in fault
    assert ledger.read_text("utf-8") == "{"


def test_the_ledger_holds_only_what_was_public(site: SiteFolder) -> None:
    shown = site.post("shown", title="Titel")
    site.post("draft", title="Entwurf", status="draft")
    site.post("later", title="Später", date="2999-01-01 09:00")
    site.build()

    posts = json.loads((site.root / "var" / "ledger.json").read_bytes())["posts"]
    assert list(posts) == [shown]
