"""Where every text stands, on 80 columns and as JSON."""

import json

import pytest

from comments_service.contract.due import Due, Schedule, write_schedule
from tests.editing.conftest import identifier
from tests.support import NOW


@pytest.fixture
def texts(desk):
    desk.post(
        "entwurf", status="draft", title="Ein Titel, der für achtzig Spalten viel zu lang ist"
    )
    desk.post("gelesen", status="review", comments="moderated")
    desk.post("gut", status="draft")
    desk.does("approve", "posts/gut.md", "--by", "bruno-frei")
    desk.post("spaeter", date="2026-12-24 09:00", comments="open")
    desk.post("heute", date="2026-11-20 08:00", comments="closed")
    desk.post("gestern/de", date="2026-11-19 08:00", modified="2026-11-20 09:00")
    desk.post("gestern/en", lang="en", date="2026-11-19 08:00", translates=identifier("gestern/de"))
    desk.post("vorbei", expires="2026-11-15", comments="off")
    desk.post(
        "zurueck", status="withdrawn", withdrawn="2026-11-13 09:00", reason="Die Zahl war falsch"
    )
    desk.post("falsch", status="draft", topics="[x]")
    desk.write("posts/kaputt.md", "kein Kopf")
    desk.write("pages/about.md", f"---\nid: {identifier('p')}\ntitle: Wir\n---\n\nText\n")
    return desk


def test_everything_that_is_under_way_is_listed(texts):
    said = texts.does("status")

    assert said.startswith("Muster, 20 November 2026, 10:00\n")
    for row in (
        "draft      2026-11-12 09:00  de    release  Ein Titel, der für achtzig Spalten…",
        "review     2026-11-12 09:00  de    release  Gelesen",
        "approved   2026-11-12 09:00  de    release  Gut",
        "scheduled  2026-12-24 09:00  de    release  Spaeter",
        "published  2026-11-20 08:00  de    release  Heute",
        "expired    2026-11-12 09:00  de    release  Vorbei",
        "withdrawn  2026-11-12 09:00  de    release  Zurueck",
        "           content/posts/gelesen.md",
        "           comments: moderated until 2026-12-12",
        "           comments: open until 2026-12-12; approved by Bruno Frei",
        "           comments: open\n",
        "           comments: closed",
        "           shown until 2026-11-15 23:59",
        "           Die Zahl war falsch",
        "Public: 2 in de, 1 in en.",
        "  en  since 2026-11-20 09:00  Gestern en\n      content/posts/gestern/en.md",
        "  en  Heute\n      content/posts/heute.md",
        "Next change by itself: 24 December 2026, 09:00\n  content/posts/spaeter.md is published",
        "2 texts have faults: make check lists them.",
    ):
        assert row in said
    assert "Gestern de" not in said
    assert max(map(len, said.split("\n"))) <= 80


def test_a_translation_that_was_started_is_not_missing(texts):
    texts.does("translate", "posts/heute.md", "--lang", "en")

    said = texts.does("status")

    assert "  en  Heute\n" not in said
    assert "draft      2026-11-20 08:00  en    release  Heute" in said


def test_a_version_that_was_withdrawn_is_not_missing(desk):
    original = desk.post("a/de")
    desk.post("a/en", lang="en", translates=identifier("a/de"))
    desk.does("withdraw", original, "--reason", "Falsch")

    assert "missing" not in desk.does("status")


def test_what_the_build_left_behind_comes_first_where_it_is_sooner(texts):
    zone = texts.read(texts.content / "posts/heute.md").date.tzinfo
    soon = Due(NOW.replace(hour=22).astimezone(zone), "the picture a.jpg is taken away")
    write_schedule(texts.root / "var/due.json", Schedule(NOW, soon))

    said = texts.does("status")

    assert "Next change by itself: 20 November 2026, 23:00\n  the picture a.jpg is taken" in said


def test_machines_get_everything(texts):
    found = json.loads(texts.does("status", "--json"))

    states = {text["file"]: text["state"] for text in found["texts"]}
    assert states["content/posts/gestern/de.md"] == "published"
    assert len(states) == 10
    today = next(text for text in found["texts"] if text["file"] == "content/posts/heute.md")
    assert today["url"] == "/presse/de/2026/heute/"
    assert (today["id"], today["comments"]) == (identifier("heute"), "closed")
    assert [(one["file"], one["lang"]) for one in found["missing_translations"]] == [
        ("content/posts/spaeter.md", "en"),
        ("content/posts/heute.md", "en"),
    ]
    assert found["outdated_translations"] == [
        {
            "lang": "en",
            "id": identifier("gestern/en"),
            "file": "content/posts/gestern/en.md",
            "since": "2026-11-20T09:00:00+01:00",
        }
    ]
    assert found["due"]["at"] == "2026-12-24T09:00:00+01:00"
    assert found["faulty"] == ["content/posts/falsch.md", "content/posts/kaputt.md"]


def test_an_empty_newsroom_says_so(desk):
    assert "Nothing will change by itself." in desk.does("status")


def test_of_many_old_texts_only_the_newest_are_listed(desk):
    for number in range(8):
        desk.post(f"alt{number}", date=f"2026-01-0{number + 1}", expires="2026-02-01")

    said = desk.does("status")

    assert said.count("expired  ") == 5
    assert "… and 3 more expired" in said
