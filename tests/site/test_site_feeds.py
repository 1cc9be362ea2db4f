"""Feeds: valid by RFC 4287 and the RSS 2.0 specification, and permanent."""

import json
import re
import uuid
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from lxml import etree, html

from tests.site.conftest import identifier
from tests.site.feed_support import ATOM, content, entries, feeds, fill, json_faults, titles

URL = "https://news.muster.example"


@pytest.fixture
def busy(site):
    fill(site)
    return site


def test_every_feed_is_well_formed_and_says_what_it_is(busy):
    busy.build()

    for name, data in feeds(busy, "atom", "rss").items():
        parsed = feedparser.parse(data)
        assert not parsed.bozo, (name, parsed.get("bozo_exception"))
        assert parsed.version == {"atom": "atom10", "rss": "rss20"}[name.rpartition(".")[2]]
        assert parsed.feed.language == name.split("/")[0]
        assert parsed.feed.title
        assert parsed.feed.link.startswith(f"{URL}/")
        own = [link.href for link in parsed.feed.links if link.rel == "self"]
        assert own == [f"{URL}/{name}"]


def test_atom_keeps_rfc_4287(busy):
    busy.build()

    ids = []
    for data in feeds(busy, "atom").values():
        root = etree.fromstring(data)
        ids.append(root.findtext(f"{ATOM}id"))
        assert root.find(f"{ATOM}updated") is not None
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang")
        entry_ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        assert len(set(entry_ids)) == len(entry_ids)
        for entry in root.iter(f"{ATOM}entry"):
            assert entry.findtext(f"{ATOM}title").strip()
            assert entry.find(f"{ATOM}content").get("type") == "html"
            names = [author.findtext(f"{ATOM}name") for author in entry.iter(f"{ATOM}author")]
            assert names
            assert all(names)
            for element in ("published", "updated"):
                assert re.fullmatch(
                    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)",
                    entry.findtext(f"{ATOM}{element}"),
                )
            links = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
            assert links.count("alternate") == 1
    assert len(set(ids)) == len(ids), "every feed has an id of its own"
    for number in ids:
        assert uuid.UUID(number.removeprefix("urn:uuid:"))


def test_rss_keeps_the_specification(busy):
    busy.build()

    for data in feeds(busy, "rss").values():
        channel = etree.fromstring(data).find("channel")
        for required in ("title", "link", "description", "language", "lastBuildDate"):
            assert channel.findtext(required), required
        for item in channel.iter("item"):
            assert item.find("guid").get("isPermaLink") == "false"
            assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
            assert item.findtext("{http://purl.org/dc/elements/1.1/}creator")
            assert item.find("author") is None, "which would have to be an e-mail address"
            assert "<p>" in item.findtext("description"), "escaped once, and only once"


def test_json_feeds_keep_version_1_1(busy):
    busy.build()

    for name, data in feeds(busy, "json").items():
        assert json_faults(data) == [], name
        feed = json.loads(data)
        assert feed["feed_url"] == f"{URL}/{name}"
        assert feed["language"] == name.split("/")[0]
    turm = next(i for i in json.loads(busy.read("/de/feed.json"))["items"] if "Turm" in i["title"])
    assert turm["id"] == f"urn:uuid:{identifier('turm/de')}"
    assert turm["summary"] == "Kurz & gut", "plain text"
    assert turm["date_published"] == "2026-01-15T09:00:00+01:00"
    assert turm["date_modified"] == "2026-01-16T10:00:00+01:00"
    assert turm["tags"] == ["Bau"]
    assert turm["authors"][0] == {"name": "Anna Meier", "url": f"{URL}/de/autoren/anna/"}


def test_addresses_in_feeds_are_absolute(busy):
    busy.build()

    texts = []
    for data in feeds(busy, "atom", "rss").values():
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        texts += [e.content[0].value if "content" in e else e.description for e in parsed.entries]
    for data in feeds(busy, "json").values():
        texts += [item["content_html"] for item in json.loads(data)["items"]]
    assert texts
    for text in texts:
        for element in html.fragment_fromstring(text, create_parent="div").iter():
            for attribute in ("href", "src", "poster", "cite"):
                address = element.get(attribute)
                assert address is None or address.startswith("https://"), address
            for candidate in filter(None, element.get("srcset", "").split(", ")):
                assert candidate.startswith("https://"), candidate


def test_an_entry_holds_the_whole_text_with_its_lead_picture(busy):
    busy.build()

    turm = next(e for e in entries(busy) if "Turm" in e.findtext(f"{ATOM}title"))
    text = content(turm)

    assert re.search(rf'src="{URL}/media/posts/turm/turm[.\w]*\.png"', text)
    assert "Foto: Meier" in text
    assert f'href="{URL}/de/2025/haus/"' in text
    assert f'href="{URL}/de/themen/bau/"' in text
    assert f'href="{URL}/de/2026/turm/#fn:1"' in text
    assert "A &amp; B &lt; C." in text
    assert turm.findtext(f"{ATOM}title") == "Turm: «Haus» & <neu>"
    assert turm.findtext(f"{ATOM}summary") == "Kurz &amp; gut", "it is HTML"
    assert turm.findtext(f"{ATOM}updated") == "2026-01-16T10:00:00+01:00"
    names = [author.findtext(f"{ATOM}name") for author in turm.iter(f"{ATOM}author")]
    assert names == ["Anna Meier", "Bruno Frei"]


def test_the_full_text_opens_as_the_page_does_with_lead_and_picture(busy):
    busy.post("kurz", "Kurz *und* gut.", title=None, kind="note", summary="Kurz und gut.")
    busy.build()

    (rss,) = (
        item.findtext("description")
        for item in etree.fromstring(busy.files()["de/feed.rss"]).iter("item")
        if "Turm" in item.findtext("title")
    )
    texts = {
        e.findtext(f"{ATOM}title"): content(e)
        for name in ("de/feed.atom", "de/kurzmeldungen/feed.atom")
        for e in entries(busy, name)
    }

    assert texts["Turm: «Haus» & <neu>"] == rss
    opening = html.fragments_fromstring(rss)
    assert [element.tag for element in opening[:3]] == ["p", "figure", "figure"]
    assert opening[0].text == "Kurz & gut"
    picture = opening[1].find("img")
    assert picture.get("src").startswith(f"{URL}/media/posts/turm/turm.")
    assert picture.get("alt") == "Turm"
    assert texts["Kurz und gut."] == "<p>Kurz <em>und</em> gut.</p>", "not its text twice"
    assert texts["Haus"] == "<p>Ein Satz.</p>"


def test_an_entry_without_authors_is_the_newsroom_s(busy):
    busy.build()

    haus = next(e for e in entries(busy) if e.findtext(f"{ATOM}title") == "Haus")

    assert [name.text for name in haus.iter(f"{ATOM}name")] == ["Muster"]


def test_entries_lead_to_their_comments_where_there_are_any(busy):
    thread = busy.post("kurz", "Eine kurze Meldung.", title=None, kind="note", topics="[bau]")
    busy.build()

    replies = {
        entry.findtext(f"{ATOM}title"): [
            link.get("href")
            for link in entry.findall(f"{ATOM}link")
            if link.get("rel") == "replies"
        ]
        for entry in entries(busy) + entries(busy, "de/themen/bau/feed.atom")
    }

    assert replies["Eine kurze Meldung."] == [f"{URL}/comments/{thread}/feed.atom"]
    assert replies["Haus"] == []


def test_pages_lead_to_the_feeds_of_comments(busy):
    def feeds_of_comments(address):
        page = busy.tree(address)
        links = [*page.iter("a"), *page.xpath("//link[@type='application/atom+xml']")]
        return {
            link.get("href")
            for link in links
            if link.get("href", "").endswith(".atom") and "/comments/" in link.get("href")
        }

    thread = busy.post("kran", title="Kran")
    busy.build()

    everywhere = {"/comments/feed.atom", "/comments/official.atom"}
    assert feeds_of_comments("/de/") == everywhere
    assert feeds_of_comments("/de/2025/haus/") == everywhere
    assert feeds_of_comments("/de/2026/kran/") == {*everywhere, f"/comments/{thread}/feed.atom"}

    busy.configure(("[comments]", "[comments]\nenabled = false"))
    busy.build()
    assert feeds_of_comments("/de/2026/kran/") == set()


def test_ids_outlive_slug_title_date_and_domain(busy):
    busy.build()
    pattern = rb"urn:uuid:[0-9a-f-]+"
    before = {name: re.findall(pattern, data) for name, data in feeds(busy).items()}

    busy.configure((URL, "https://presse.anders.example"))
    busy.post("haus", title="Neuer Titel", slug="neu", date="2025-07-02", comments="off")
    busy.build()

    after = {name: re.findall(pattern, data) for name, data in feeds(busy).items()}
    assert after == before


def test_the_ids_of_feeds_are_those_that_readers_know(busy):
    """Derived from the imprint's id as they always were, so that nobody sees all posts anew."""
    busy.build()
    imprint = identifier("imprint.de.md")

    for name, parts in (
        ("de/feed.atom", ("feed", "")),
        ("de/themen/bau/feed.atom", ("feed", "bau")),
    ):
        expected = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((imprint, *parts)))
        assert etree.fromstring(busy.files()[name]).findtext(f"{ATOM}id") == f"urn:uuid:{expected}"


def test_an_empty_feed_does_not_change_with_time(busy):
    busy.build()

    empty = busy.read("/de/themen/still/feed.atom")

    assert "<updated>2000-01-01T00:00:00Z</updated>" in empty.replace("+00:00", "Z")
    assert not feedparser.parse(empty).bozo


def test_a_feed_holds_the_thirty_newest(site):
    for number in range(32):
        site.post(f"p{number}", date=f"2026-01-01 10:{number:02d}", title=f"Post {number}")
    site.build()

    assert titles(site) == [f"Post {number}" for number in range(31, 1, -1)]
