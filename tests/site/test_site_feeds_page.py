"""The page where readers choose their feeds, the list of all feeds, and the way to both."""

import json
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from tests.site.feed_support import ATOM, FORMATS, feeds, fill

URL = "https://news.muster.example"
MIME = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}


@pytest.fixture
def busy(site):
    fill(site)
    return site


def discovered(site, address):
    """The feeds that a page names to programs, by their address."""
    links = site.tree(address).xpath("//head/link[@rel='alternate'][@type]")
    return {link.get("href"): link.get("type") for link in links}


def test_without_scripts_the_page_lists_every_feed_of_its_language(busy):
    busy.build()

    for lang, address in (("de", "/de/abonnieren/"), ("en", "/en/subscribe/")):
        page = busy.tree(address)
        links = [a for box in page.find_class("feed-list") for a in box.iter("a")]
        linked = {a.get("href") for a in links}
        comments = {"/comments/feed.atom", "/comments/official.atom"}
        own = {f"/{name}" for name in feeds(busy) if name.startswith(f"{lang}/")}
        assert linked == own | comments
        for link in links:
            assert link.get("type") == MIME[link.get("href").rpartition(".")[2]]
        assert page.find(".//form[@data-picker]").get("hidden") is not None
        assert f"/{lang}/feeds.opml" in {a.get("href") for a in page.iter("a")}
    assert "webcal://news.muster.example/de/termine/termine.ics" in busy.links("/de/abonnieren/")


def test_links_to_feeds_say_which_feed_they_lead_to(busy):
    """WCAG 2.2, SC 2.4.9: out of context, too."""
    busy.build()

    lists = busy.tree("/de/abonnieren/").find_class("feed-list")
    links = [a.text_content() for box in lists for a in box.iter("a")]
    assert "Atom: Medienmitteilungen" in links
    assert "RSS: Bau, Alles zum Thema" in links
    assert len(set(links)) == len(links)


def test_the_page_hands_its_script_what_every_choice_leads_to(busy):
    busy.build()

    form = busy.tree("/de/abonnieren/").find(".//form[@data-picker]")
    choices = json.loads(form.get("data-feeds"))
    assert list(choices) == ["de", "en"]
    for lang, found in choices.items():
        assert len(found) == (1 + 2) * (1 + 4), "two topics or all, four kinds or all"
        for _, title, address, page in found.values():
            name = urlsplit(f"{address}atom").path.lstrip("/")
            feed = etree.fromstring(busy.files()[name])
            assert feed.findtext(f"{ATOM}title") == title
            assert address.startswith(f"{URL}/{lang}/")
            assert busy.read(urlsplit(page).path)
    values = {i.get("value") for i in form.iterfind(".//input[@type='checkbox']")}
    assert values == {"de", "en", "bau", "still", "release", "note", "adhoc", "event"}


def test_the_opml_of_a_language_names_all_its_feeds(busy):
    """By the specification of OPML 2.0."""
    busy.build()

    for lang in ("de", "en"):
        root = etree.fromstring(busy.read(f"/{lang}/feeds.opml").encode())
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert [child.tag for child in root] == ["head", "body"]
        assert root.findtext("head/title")
        outlines = list(root.iter("outline"))
        assert all(outline.get("text") for outline in outlines)
        listed = [outline for outline in outlines if outline.get("type") == "rss"]
        own = {name for name in feeds(busy, "atom") if name.startswith(f"{lang}/")}
        assert {o.get("xmlUrl") for o in listed} == {
            f"{URL}/{name}" for name in (*own, "comments/feed.atom", "comments/official.atom")
        }
        for outline in listed:
            name = outline.get("xmlUrl").removeprefix(f"{URL}/")
            if name in own:
                feed = etree.fromstring(busy.files()[name])
                assert outline.get("title") == feed.findtext(f"{ATOM}title")
                assert outline.get("htmlUrl") == feed.find(f"{ATOM}link[@rel='alternate']").get(
                    "href"
                )
                assert outline.get("language") == lang


def test_pages_name_their_own_feeds_and_the_newsroom_s_to_programs(busy):
    busy.build()

    everywhere = {f"/de/feed.{kind}" for kind in FORMATS} | {
        "/comments/feed.atom",
        "/comments/official.atom",
        "/de/feeds.opml",
    }
    for address, own in (
        ("/de/", ""),
        ("/de/2025/haus/", ""),
        ("/de/themen/bau/", "/de/themen/bau/"),
        ("/de/autoren/anna/", "/de/autoren/anna/"),
        ("/de/kurzmeldungen/", "/de/kurzmeldungen/"),
    ):
        found = discovered(busy, address)
        assert set(found) == everywhere | {f"{own}feed.{kind}" for kind in FORMATS if own}
        for href, mime in found.items():
            assert mime == MIME.get(href.rpartition(".")[2], "text/x-opml")


def test_lists_link_their_feeds_and_every_page_the_choice_of_all(busy):
    busy.build()

    for address in ("/de/themen/bau/", "/de/autoren/anna/", "/de/termine/"):
        (line,) = busy.tree(address).find_class("page-header__meta")
        linked = [a.get("href") for a in line.iter("a")]
        assert linked == [*(f"{address}feed.{kind}" for kind in FORMATS), "/de/abonnieren/"]
    for address in ("/de/", "/de/2025/haus/", "/de/404.html"):
        assert "/de/abonnieren/" in busy.links(address)
        assert "/de/feeds.opml" in busy.links(address)


def test_texts_may_link_every_feed(busy):
    addresses = "".join(f"[Feed](/{name})\n" for name in _feeds_of(busy))
    busy.post("feeds", f"{addresses}[Wahl](/de/abonnieren/) [Liste](/de/feeds.opml)")

    busy.build()

    text = html.tostring(busy.tree("/de/2026/feeds/")).decode()
    assert "/de/themen/bau/kurzmeldungen/feed.json" in text


def _feeds_of(site):
    site.build()
    return feeds(site)
