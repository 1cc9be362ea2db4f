"""Choosing feeds: with JavaScript and without, by keyboard, on a phone."""

import urllib.request

from lxml import etree
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.running import Newsroom

PATH = "/de/abonnieren/"


def addresses(page: Page) -> list[str]:
    """The addresses that the page offers for what is chosen."""
    fields = page.locator("[data-list] input")
    return [fields.nth(n).input_value() for n in range(fields.count())]


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label(name, exact=True).check()


def test_the_reader_gets_the_address_for_what_is_chosen(
    open_page: Open, newsroom: Newsroom
) -> None:
    page = open_page(PATH)
    base = newsroom.url
    assert addresses(page) == [f"{base}/de/feed.atom"]

    choose(page, "Projekte")
    assert addresses(page) == [f"{base}/de/themen/projekte/feed.atom"]

    choose(page, "Kurz notiert", "JSON")
    assert addresses(page) == [f"{base}/de/themen/projekte/kurzmeldungen/feed.json"]

    choose(page, "Umwelt", "English", "Atom")
    assert addresses(page) == [
        f"{base}/de/themen/projekte/kurzmeldungen/feed.atom",
        f"{base}/de/themen/umwelt/kurzmeldungen/feed.atom",
        f"{base}/en/topics/projekte/notes/feed.atom",
        f"{base}/en/topics/umwelt/notes/feed.atom",
    ]
    assert page.locator("[data-count]").inner_text() == "Deine 4 Feeds"
    for address in addresses(page):
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"].startswith("application/atom+xml")


def test_as_few_addresses_are_given_as_there_can_be(open_page: Open, newsroom: Newsroom) -> None:
    page = open_page(PATH)
    choose(page, "Medienmitteilungen", "Kurz notiert", "Ad-hoc-Mitteilungen", "Termine")
    assert addresses(page) == [
        f"{newsroom.url}/de/feed.atom",
        f"{newsroom.url}/de/kurzmeldungen/feed.atom",
    ], "notes alone are not in the feed of all topics"

    choose(page, "Technik")
    assert addresses(page) == [f"{newsroom.url}/de/themen/technik/feed.atom"]


def test_without_a_language_there_is_nothing_to_follow(open_page: Open) -> None:
    page = open_page(PATH)
    page.get_by_label("Deutsch", exact=True).uncheck()

    assert addresses(page) == []
    assert page.locator("[data-count]").inner_text() == "Wähle eine Sprache."


def test_several_feeds_can_be_taken_along_as_opml(open_page: Open, newsroom: Newsroom) -> None:
    page = open_page(PATH)
    assert not page.locator("[data-opml]").is_visible()
    choose(page, "English", "Projekte", "Termine")
    with page.expect_download() as download:
        page.locator("[data-opml]").click()

    assert download.value.suggested_filename == "feeds.opml"
    root = etree.fromstring(download.value.path().read_bytes())
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title") == "Tobelwerk Newsroom"
    outlines = [dict(outline.attrib) for outline in root.iter("outline")]
    assert [outline["xmlUrl"] for outline in outlines] == addresses(page)
    assert outlines[0] == {
        "type": "rss",
        "text": "Tobelwerk Newsroom: Projekte: Termine",
        "title": "Tobelwerk Newsroom: Projekte: Termine",
        "xmlUrl": f"{newsroom.url}/de/themen/projekte/termine/feed.atom",
        "htmlUrl": f"{newsroom.url}/de/themen/projekte/",
        "language": "de",
    }


def test_an_address_can_be_copied(open_page: Open, newsroom: Newsroom) -> None:
    page = open_page(PATH, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Adresse kopieren").click()

    page.locator("[data-said]", has_text="Kopiert: Alles ausser «Kurz notiert»").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{newsroom.url}/de/feed.atom"


def test_choosing_works_by_keyboard(open_page: Open, newsroom: Newsroom) -> None:
    page = open_page(PATH)
    page.get_by_label("Projekte", exact=True).focus()
    page.keyboard.press("Space")
    assert addresses(page) == [f"{newsroom.url}/de/themen/projekte/feed.atom"]

    page.get_by_label("Atom", exact=True).focus()
    page.keyboard.press("ArrowDown")
    assert addresses(page) == [f"{newsroom.url}/de/themen/projekte/feed.rss"]


def test_without_javascript_every_feed_is_listed(open_page: Open) -> None:
    page = open_page(PATH, java_script_enabled=False, viewport={"width": 360, "height": 800})

    assert not page.locator("[data-picker]").is_visible()
    page.locator("summary", has_text="Umwelt").click()
    link = page.locator("details[open] a", has_text="RSS: Umwelt, Kurz notiert")
    assert link.is_visible()
    assert link.get_attribute("href") == "/de/themen/umwelt/kurzmeldungen/feed.rss"


def test_an_event_is_sent_as_calendar(newsroom: Newsroom) -> None:
    for path in ("/de/termine/termine.ics", "/en/2026/open-day-gempelbach/open-day-gempelbach.ics"):
        with urllib.request.urlopen(newsroom.url + path) as answer:
            assert answer.headers["Content-Type"].startswith("text/calendar")
            assert b"BEGIN:VEVENT" in answer.read()
