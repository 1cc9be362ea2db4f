"""Which feeds there are, what stands in them, and how their entries tell of changes."""

import json

import pytest
from lxml import etree, html

from tests.site.feed_support import (
    ATOM,
    FORMATS,
    content,
    entries,
    feeds,
    fill,
    json_faults,
    titles,
)

URL = "https://news.muster.example"
SERIES = """[[series]]
id = "turmbau"
name = { de = "Turmbau", en = "Tower" }
[[licences]]"""


@pytest.fixture
def busy(site):
    fill(site)
    return site


def test_there_is_a_feed_for_every_kind_topic_author_and_series_in_three_formats(busy):
    busy.configure(("[[licences]]", SERIES))
    busy.post("haus", title="Haus", date="2025-07-01 08:00", series="turmbau")
    busy.build()

    kinds = {"medienmitteilungen", "kurzmeldungen", "ad-hoc", "termine"}
    topics = {"themen/bau", "themen/still"}
    expected = {"", *kinds, *topics, *(f"{topic}/{kind}" for topic in topics for kind in kinds)}
    expected |= {"autoren/anna", "autoren/bruno", "serien/turmbau"}
    german = {name for name in feeds(busy) if name.startswith("de/")}

    assert german == {
        "/".join(filter(None, ("de", place, f"feed.{kind}")))
        for place in expected
        for kind in FORMATS
    }
    ids = [etree.fromstring(data).findtext(f"{ATOM}id") for data in feeds(busy, "atom").values()]
    assert len(set(ids)) == len(ids), "each feed has an id of its own"


def test_notes_have_a_feed_of_their_own_and_stay_out_of_the_site_s(busy):
    busy.build()

    assert "Eine kurze Meldung." not in titles(busy)
    assert titles(busy, "de/kurzmeldungen/feed.atom") == ["Eine kurze Meldung."]
    assert "Eine kurze Meldung." in titles(busy, "de/themen/bau/feed.atom"), "all of a topic"


def test_a_topic_s_feeds_can_be_had_by_kind(busy):
    busy.build()

    assert titles(busy, "de/themen/bau/kurzmeldungen/feed.atom") == ["Eine kurze Meldung."]
    assert titles(busy, "de/themen/bau/medienmitteilungen/feed.atom") == ["Turm: «Haus» & <neu>"]
    assert titles(busy, "en/topics/bau/releases/feed.atom") == ["Tower"]
    assert titles(busy, "de/themen/bau/termine/feed.atom") == []


def test_an_author_s_and_a_series_feed_hold_all_kinds(busy):
    busy.configure(("[[licences]]", SERIES))
    busy.post("kurz", "Kurz.", title=None, kind="note", authors="[anna]", series="turmbau")
    busy.post("haus", title="Haus", date="2025-07-01 08:00", series="turmbau")
    busy.build()

    assert titles(busy, "de/autoren/anna/feed.atom") == ["Turm: «Haus» & <neu>", "Kurz."]
    assert titles(busy, "de/serien/turmbau/feed.atom") == ["Kurz.", "Haus"]


def test_all_formats_hold_the_same(busy):
    busy.build()

    for name in feeds(busy, "json"):
        place = name.removesuffix("json")
        atom = etree.fromstring(busy.files()[f"{place}atom"])
        rss = etree.fromstring(busy.files()[f"{place}rss"])
        told = json.loads(busy.files()[name])["items"]
        assert [
            (item["id"], item["title"], item["url"], item["content_html"]) for item in told
        ] == [
            (
                entry.findtext(f"{ATOM}id"),
                entry.findtext(f"{ATOM}title"),
                entry.find(f"{ATOM}link[@rel='alternate']").get("href"),
                content(entry),
            )
            for entry in atom.findall(f"{ATOM}entry")
        ]
        assert [item["id"] for item in told] == [guid.text for guid in rss.iter("guid")]


def test_pictures_and_downloads_come_as_enclosures(busy):
    busy.write("content/posts/turm/zahlen.csv", "Jahr;Meter\n2026;40\n")
    front = """downloads:
  - file: zahlen.csv
    title: Die Zahlen
    credit: Muster
    licence: presse
"""
    path = busy.content / "posts/turm/de.md"
    path.write_text(
        path.read_text("utf-8").replace("slug: turm\n", f"slug: turm\n{front}"), "utf-8"
    )
    busy.build()

    turm = next(e for e in entries(busy) if "Turm" in e.findtext(f"{ATOM}title"))
    links = turm.findall(f"{ATOM}link[@rel='enclosure']")
    kinds = [link.get("type") for link in links]
    assert kinds[:2] == ["image/png", "text/csv"]
    assert kinds[-1] == "application/zip", "the press kit"
    for link in links:
        file = busy.files()[link.get("href").removeprefix(f"{URL}/")]
        assert len(file) == int(link.get("length"))
    rss = etree.fromstring(busy.files()["de/feed.rss"])
    assert all(len(item.findall("enclosure")) <= 1 for item in rss.iter("item")), "no room for more"
    assert rss.find(".//enclosure").get("url") == links[0].get("href")
    items = json.loads(busy.read("/de/feed.json"))["items"]
    files = next(item["attachments"] for item in items if "Turm" in item["title"])
    assert [file["url"] for file in files] == [link.get("href") for link in links]
    assert files[1]["title"] == "Die Zahlen"
    assert next(item["image"] for item in items if "image" in item) == links[0].get("href")


def test_an_entry_in_rss_leads_to_the_feed_of_its_comments_too(busy):
    busy.build()

    items = etree.fromstring(busy.files()["de/medienmitteilungen/feed.rss"]).iter("item")
    turm, haus = (item.find(f"{ATOM}link[@rel='replies']") for item in items)
    assert turm.get("href").endswith("/feed.atom")
    assert haus is None, "no comments, no feed"


def test_a_correction_keeps_the_id_and_brings_the_entry_back_with_its_log(site):
    for number in range(31):
        site.post(f"p{number}", date=f"2026-01-01 10:{number:02d}", title=f"Post {number}")
    site.build()
    assert "Post 0" not in titles(site), "it was pushed out by the thirty newer ones"

    number = site.post(
        "p0",
        title="Post 0",
        date="2026-01-01 10:00",
        corrections="\n  - date: 2026-03-04 12:00\n    text: Es waren 40 Meter & nicht 50.",
    )
    site.build()

    first = entries(site)[0]
    assert first.findtext(f"{ATOM}id") == f"urn:uuid:{number}"
    assert first.findtext(f"{ATOM}title") == "Post 0"
    assert first.findtext(f"{ATOM}published") == "2026-01-01T10:00:00+01:00"
    assert first.findtext(f"{ATOM}updated") == "2026-03-04T12:00:00+01:00"
    log = html.fragments_fromstring(content(first))[0]
    assert log.text_content() == "Korrektur vom 4. März 2026: Es waren 40 Meter & nicht 50."
    feed = etree.fromstring(site.files()["de/feed.atom"])
    assert feed.findtext(f"{ATOM}updated") == "2026-03-04T12:00:00+01:00"
    (rss,) = etree.fromstring(site.files()["de/feed.rss"]).iter(f"{ATOM}updated")
    assert rss.text == "2026-03-04T12:00:00+01:00"


def test_a_withdrawn_post_leaves_a_notice_in_every_feed_it_stood_in(busy):
    other = busy.post("neu", title="Neu", date="2026-02-01 09:00")
    number = busy.post(
        "haus",
        "Ein geheimer Satz.",
        title="Haus",
        date="2025-07-01 08:00",
        topics="[bau]",
        authors="[bruno]",
        status="withdrawn",
        withdrawn="2026-02-03 16:00",
        reason="Die Zahlen & Namen waren falsch.",
        replaced_by=other,
    )
    busy.build()

    for place in ("", "medienmitteilungen/", "themen/bau/", "themen/bau/medienmitteilungen/",
                  "autoren/bruno/"):  # fmt: skip
        notice = entries(busy, f"de/{place}feed.atom")[0]
        assert notice.findtext(f"{ATOM}id") == f"urn:uuid:{number}"
        assert notice.findtext(f"{ATOM}title") == "Zurückgezogen: Haus"
        assert notice.findtext(f"{ATOM}published") == "2025-07-01T08:00:00+02:00"
        assert notice.findtext(f"{ATOM}updated") == "2026-02-03T16:00:00+01:00"
        assert "Die Zahlen &amp; Namen waren falsch." in content(notice)
        assert f'href="{URL}/de/2026/neu/"' in content(notice)
    assert "Zurückgezogen: Haus" not in titles(busy, "de/autoren/anna/feed.atom")
    for data in feeds(busy).values():
        assert b"geheimer" not in data
    for data in feeds(busy, "json").values():
        assert json_faults(data) == []


def test_an_expired_post_leaves_feeds_silently(busy):
    busy.post("haus", title="Haus", date="2025-07-01 08:00", expires="2026-01-01")
    busy.build()

    assert titles(busy) == ["Turm: «Haus» & <neu>"]


def test_the_same_content_gives_the_same_feeds(busy, new_site):
    busy.build()
    first = feeds(busy)
    again = new_site()
    fill(again)
    again.build()

    assert feeds(again) == first
