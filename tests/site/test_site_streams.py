"""Streams of each kind, series, corrections, translations, the banner, the press page."""

from datetime import datetime, timedelta

import pytest

from comments_service.contract.config_file import load
from comments_service.contract.due import read_schedule
from comments_service.contract.paths import paths_for
from tests.site.conftest import ZONE, SiteFolder

NOW = datetime.now(ZONE)


def day(days: int) -> str:
    return f"{NOW + timedelta(days=days):%Y-%m-%d}"


def test_each_kind_has_its_stream(site: SiteFolder) -> None:
    site.post("release", title="Mitteilung")
    site.post("note", title=None, kind="note", slug="notiz")
    site.post("adhoc", title="Prognose", kind="adhoc")
    site.post(
        "event", title="Fest", kind="event", starts="2026-02-01 18:00", venue="Gasse 1, St. Gallen"
    )
    site.build()

    for stream, address in {
        "medienmitteilungen": "/de/2026/mitteilung/",
        "kurzmeldungen": "/de/2026/notiz/",
        "ad-hoc": "/de/2026/prognose/",
        "termine": "/de/2026/fest/",
    }.items():
        links = site.links(f"/de/{stream}/")
        assert address in links
        assert sum(link.startswith("/de/2026/") and link != "/de/2026/" for link in links) == 1


def test_notes_do_not_push_releases_off_the_front_page(site: SiteFolder) -> None:
    for number in range(1, 4):
        site.post(f"release{number}", title=f"Mitteilung {number}", date="2026-01-10 09:00")
    for number in range(1, 9):
        site.post(f"note{number}", title=None, kind="note", date="2026-01-20 09:00")
    site.build()

    links = site.links("/de/")
    assert {f"/de/2026/mitteilung-{number}/" for number in range(1, 4)} <= set(links)
    assert not (site.output / "de" / "seite").exists()


def test_disclosures_stand_alone(site: SiteFolder) -> None:
    """Nothing beside them may be taken for marketing."""
    site.configure(("[comments]", '[banner]\ntext = { de = "Fest!", en = "Party!" }\n[comments]'))
    site.post("adhoc", title="Prognose", kind="adhoc", topics="[bau]")
    site.post("other", title="Anderes", topics="[bau]")
    site.build()

    page = site.tree("/de/2026/prognose/")
    assert "Ad hoc-Mitteilung gemäss Art. 53 KR" in page.text_content()
    for selector in ("banner", "share", "related", "neighbours"):
        assert not page.find_class(selector), selector
    assert site.tree("/de/2026/anderes/").find_class("banner")
    assert "15. Januar 2026, 09:00" in site.read("/de/ad-hoc/")


def test_the_eu_s_rule_is_named_where_it_holds(site: SiteFolder) -> None:
    site.configure(("[comments]", '[adhoc]\nrule = "mar"\n[comments]'))
    site.post("adhoc", title="Prognose", kind="adhoc")
    site.build()

    assert "Insiderinformation gemäss Art. 17 MAR" in site.read("/de/2026/prognose/")


SERIES = (
    "[comments]",
    '[[series]]\nid = "seeufer"\nname = { de = "Seeufer", en = "Lakeside" }\n[comments]',
)


def test_a_series_leads_from_part_to_part(site: SiteFolder) -> None:
    site.configure(SERIES)
    for number in (1, 2, 3):
        site.post(
            f"part{number}", title=f"Folge {number}", date=f"2026-01-0{number}", series="seeufer"
        )
    site.build()

    (part,) = site.tree("/de/2026/folge-2/").find_class("part")
    assert "Teil 2 von 3" in part.text_content()
    assert [a.get("href") for a in part.iter("a")] == [
        "/de/serien/seeufer/",
        "/de/2026/folge-1/",
        "/de/2026/folge-3/",
    ]
    assert "/de/2026/folge-3/" in site.links("/de/serien/seeufer/")
    assert not (site.output / "en" / "series").exists()


def test_an_unknown_series_is_a_fault(site: SiteFolder) -> None:
    site.configure(SERIES)
    site.post("part", title="Folge", series="seeufr")

    (fault,) = site.faults()

    assert "series names 'seeufr', which newsroom.toml does not know" in fault


def test_corrections_are_a_visible_log(site: SiteFolder) -> None:
    site.write(
        "content/posts/text.md",
        "---\nid: 6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a07\ntitle: Titel\ndate: 2026-01-15 09:00\n"
        "corrections:\n  - date: 2026-01-20 10:00\n    text: Es sind zwei.\n"
        "  - date: 2026-01-18\n    text: Es sind drei.\n---\nText.\n",
    )
    site.build()

    (log,) = site.tree("/de/2026/titel/").find_class("corrections")
    text = log.text_content()
    assert text.index("Es sind drei.") < text.index("Es sind zwei.")
    assert "20. Januar 2026, 10:00" in site.read("/de/2026/titel/")


def test_readers_learn_that_a_translation_is_outdated(site: SiteFolder) -> None:
    original = site.post("de", title="Titel", modified="2026-01-20 10:00")
    site.post("en", title="Title", lang="en", translates=original)
    site.build()

    assert "The original was changed on 20 January 2026, 10:00" in site.read("/en/2026/title/")
    assert "outdated" not in site.read("/de/2026/titel/")
    site.post("en", title="Title", lang="en", translates=original, modified="2026-01-21 10:00")
    site.build()
    assert "The original was changed" not in site.read("/en/2026/title/")


def test_readers_learn_that_a_translation_is_missing(site: SiteFolder) -> None:
    original = site.post("both", title="Beides")
    site.post("both-en", title="Both", lang="en", translates=original)
    site.post("only", title="Nur deutsch")
    site.build()

    assert "Nicht verfügbar auf Englisch" in site.read("/de/2026/nur-deutsch/")
    assert "Nicht verfügbar" not in site.read("/de/2026/beides/")


def test_the_banner_stands_for_its_time_on_every_page(site: SiteFolder) -> None:
    site.post("text", title="Titel")
    for since, until, shown in (
        (day(-1), day(1), True),
        (day(1), day(2), False),
        (day(-3), day(-2), False),
    ):
        site.configure(
            (
                "[comments]",
                f'[banner]\ntext = {{ de = "Werkstatt zu", en = "Closed" }}\n'
                f"since = {since}\nuntil = {until}\n[comments]",
            )
        )
        site.build()
        for address in ("/de/", "/de/2026/titel/", "/de/medien/"):
            assert ("Werkstatt zu" in site.read(address)) is shown, (since, address)


def test_a_build_is_due_when_the_banner_comes_and_goes(site: SiteFolder) -> None:
    for since, until, left in ((day(2), day(3), 2), (day(-1), day(3), 4)):
        site.configure(
            (
                "[comments]",
                f'[banner]\ntext = {{ de = "Werkstatt zu", en = "Closed" }}\n'
                f"since = {since}\nuntil = {until}\n[comments]",
            )
        )
        site.build()
        due = read_schedule(paths_for(load()).due).due
        assert due is not None
        assert "banner" in due.why
        # A last day ends with its last second.
        assert f"{due.at.astimezone(ZONE) + timedelta(seconds=1):%Y-%m-%d}" == day(left)


@pytest.mark.parametrize("role", [None, "press"])
def test_there_is_a_press_page_with_a_text_of_its_own_or_without(
    site: SiteFolder, role: str | None
) -> None:
    if role:
        site.page("medien.md", "Wir rufen zurück.", title="Medienstelle", lang="de", role=role)
    site.build()

    page = site.read("/de/medien/")
    assert "Anna Meier" in page
    assert "+41 71 555 01 20" in page
    assert 'id="licence-presse"' in page
    assert ("Wir rufen zurück." in page) is bool(role)


def test_an_author_is_portrayed(site: SiteFolder) -> None:
    site.configure(
        (
            'role = { de = "Bauleiter", en = "Site manager" }',
            'role = { de = "Bauleiter", en = "Site manager" }\n'
            'bio = { de = "Baut seit 1999.", en = "Has built since 1999." }',
        )
    )
    site.post("text", title="Titel", authors="[bruno]")
    site.build()

    assert "Baut seit 1999." in site.read("/de/autoren/bruno/")


def test_events_say_when_and_where_and_the_next_one_comes_first(site: SiteFolder) -> None:
    hall = "Halle 7, 9000 St. Gallen"
    for name, days in {"a-late": 40, "b-soon": 5, "c-old": -300, "d-past": -3}.items():
        starts, ends = f"{day(days)} 10:00", f"{day(days)} 15:00"
        post = {"title": name, "kind": "event", "topics": "[bau]", "venue": hall}
        site.post(name, **post, starts=starts, ends=ends, date="2024-01-15 09:00")
    site.build()

    page = site.tree("/de/termine/")
    both = (page, site.tree("/de/termine/seite/2/"))
    titles = [title.text_content() for one in both for title in one.find_class("story__title")]
    assert titles == ["b-soon", "a-late", "d-past", "c-old"]
    assert [label.text for label in page.xpath("//section[@class='agenda']/h2")] == [
        "Nächste Termine",
        "Vergangene Termine",
    ]
    soon, _, past = (line.text_content() for line in page.find_class("story__occasion"))
    assert "10:00–15:00" in soon
    assert hall in soon
    assert "vorbei" not in soon
    assert "(vorbei)" in past
    assert "/de/abonnieren/#calendar" in site.links("/de/termine/")
    for mixed in ("/de/", "/de/themen/bau/"):
        assert len(site.tree(mixed).find_class("story__occasion")) == 3
        assert "Veröffentlicht: 15. Januar 2024" in site.tree(mixed).text_content()
