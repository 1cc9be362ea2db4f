"""Feeds in their formats, apart from any newsroom."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from comments_service.contract import feed_xml
from comments_service.contract.dates import span
from comments_service.contract.feed_writer import FeedWriter
from comments_service.contract.feeds import FORMATS, Channel, Enclosure, Entry, Person

ATOM = "{http://www.w3.org/2005/Atom}"
ZURICH = ZoneInfo("Europe/Zurich")
CHANNEL = Channel(
    id="7b5414c2-e4f9-594f-8253-5118893c8620",
    title="Muster & Söhne",
    subtitle="",
    lang="de",
    page_url="https://news.muster.example/de/",
    feed_url="https://news.muster.example/de/feed",
    author="Muster",
)
ENTRY = Entry(
    id="b066eaaa-3c26-4849-a1a4-0208fd02d9e3",
    title="<b>Fest</b> & «mehr»",
    url="https://news.muster.example/de/2026/fest/",
    html="<p>A &amp; B]]></p>",
    summary="",
    authors=(Person("Anna Meier", "https://news.muster.example/de/autoren/anna/"), Person("Jo")),
    published=datetime(2026, 1, 15, 9, tzinfo=ZURICH),
    updated=datetime(2026, 1, 16, 9, tzinfo=ZURICH),
)


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_what_an_entry_says_survives_xml(kind: str) -> None:
    root = etree.fromstring(FeedWriter(kind, "de").write(CHANNEL, [ENTRY]).encode())

    texts = [element.text for element in root.iter()]
    assert ENTRY.title in texts
    assert ENTRY.html in texts
    assert CHANNEL.title in texts


def test_json_leaves_out_what_there_is_not() -> None:
    feed = json.loads(FeedWriter("json", "de").write(CHANNEL, [ENTRY]))

    (item,) = feed["items"]
    assert "description" not in feed
    assert not {"summary", "image", "tags", "language", "attachments"} & set(item)
    assert item["authors"] == [
        {"name": "Anna Meier", "url": "https://news.muster.example/de/autoren/anna/"},
        {"name": "Jo"},
    ]


def test_a_feed_without_entries_is_a_feed_and_hangs_on_no_clock() -> None:
    atom = etree.fromstring(FeedWriter("atom", "de").write(CHANNEL, []).encode())
    assert atom.findtext(f"{ATOM}updated") == "2000-01-01T00:00:00+00:00"
    rss = etree.fromstring(FeedWriter("rss", "de").write(CHANNEL, []).encode())
    assert rss.findtext("channel/lastBuildDate") == "Sat, 01 Jan 2000 00:00:00 +0000"
    assert json.loads(FeedWriter("json", "de").write(CHANNEL, []))["items"] == []


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    """In whatever time zones they are."""
    later = replace(
        ENTRY,
        id="a066eaaa-3c26-4849-a1a4-0208fd02d9e3",
        updated=datetime(2026, 1, 16, 8, 30, tzinfo=UTC),
    )
    atom = etree.fromstring(FeedWriter("atom", "de").write(CHANNEL, [ENTRY, later]).encode())

    assert atom.findtext(f"{ATOM}updated") == "2026-01-16T08:30:00+00:00"


def test_an_entry_says_its_language_only_where_it_is_not_the_feed_s() -> None:
    for lang, expected in (("de", None), ("en", "en")):
        entry = replace(ENTRY, lang=lang)
        atom = etree.fromstring(FeedWriter("atom", "de").write(CHANNEL, [entry]).encode())
        found = atom.find(f"{ATOM}entry").get("{http://www.w3.org/XML/1998/namespace}lang")
        assert found == expected
        (item,) = json.loads(FeedWriter("json", "de").write(CHANNEL, [entry]))["items"]
        assert item.get("language") == expected


def test_every_format_names_the_files_of_an_entry() -> None:
    picture = Enclosure("https://news.muster.example/a.jpg", "image/jpeg", 1234, "Ein Turm")
    paper = Enclosure("https://news.muster.example/b.pdf", "application/pdf", 99)
    entry = replace(ENTRY, enclosures=(picture, paper), image=picture.url)

    atom = etree.fromstring(FeedWriter("atom", "de").write(CHANNEL, [entry]).encode())
    links = atom.findall(f"{ATOM}entry/{ATOM}link[@rel='enclosure']")
    assert [(link.get("href"), link.get("length"), link.get("title")) for link in links] == [
        (picture.url, "1234", "Ein Turm"),
        (paper.url, "99", None),
    ]
    rss = etree.fromstring(FeedWriter("rss", "de").write(CHANNEL, [entry]).encode())
    assert [e.get("url") for e in rss.iter("enclosure")] == [picture.url]
    (item,) = json.loads(FeedWriter("json", "de").write(CHANNEL, [entry]))["items"]
    assert item["attachments"][0] == {
        "url": picture.url,
        "mime_type": "image/jpeg",
        "title": "Ein Turm",
        "size_in_bytes": 1234,
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_an_entry_is_put_into_a_format_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many feeds it stands in: there may be hundreds."""
    writer = FeedWriter(kind, "de")
    first = writer.write(CHANNEL, [ENTRY])
    monkeypatch.setattr(feed_xml, "item", None)
    monkeypatch.setattr("comments_service.contract.feed_json.item", None)

    assert writer.write(CHANNEL, [ENTRY]) == first


@pytest.mark.parametrize(
    ("starts", "ends", "lang", "expected"),
    [
        ((28, 10), (28, 15), "de", "Samstag, 28. November 2026, 10:00–15:00"),
        ((28, 10), (28, 15), "en", "Saturday, 28 November 2026, 10:00–15:00"),
        ((28, 10), (28, 15), "fr", "samedi, 28 novembre 2026, 10:00–15:00"),
        ((28, 10), (28, 15), "it", "sabato, 28 novembre 2026, 10:00–15:00"),
        ((28, 18), None, "de", "Samstag, 28. November 2026, 18:00"),
        ((1, 18), None, "fr", "dimanche, 1er novembre 2026, 18:00"),
        ((11, 18), None, "fr", "mercredi, 11 novembre 2026, 18:00"),
        (
            (28, 18),
            (29, 2),
            "de",
            "Samstag, 28. November 2026, 18:00 – Sonntag, 29. November 2026, 02:00",
        ),
        ((28, 0), None, "de", "Samstag, 28. November 2026"),
        ((28, 0), (28, 23, 59, 59), "de", "Samstag, 28. November 2026"),
        (
            (28, 0),
            (29, 23, 59, 59),
            "de",
            "Samstag, 28. November 2026 – Sonntag, 29. November 2026",
        ),
        ((28, 0), (28, 4), "de", "Samstag, 28. November 2026, 00:00–04:00"),
    ],
)
def test_a_span_of_time_is_told_once(
    starts: tuple[int, ...], ends: tuple[int, ...] | None, lang: str, expected: str
) -> None:
    first = datetime(2026, 11, *starts, tzinfo=ZURICH)
    last = datetime(2026, 11, *ends, tzinfo=ZURICH) if ends else None

    assert span(first, last, lang) == expected
