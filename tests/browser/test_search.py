"""Searching in a real browser, under the policy that the service sends."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from comments_service.contract.ids import new_id
from tests import demo
from tests.browser.conftest import Open
from tests.running import Newsroom

TOML = """
[newsroom]
name = "Muster"
legal_name = "Muster AG"
url = "https://news.muster.example"
timezone = "Europe/Zurich"
languages = ["de", "en", "fr", "it"]
tagline = { de = "A", en = "A", fr = "A", it = "A" }
description = { de = "B", en = "B", fr = "B", it = "B" }
boilerplate = { de = "C", en = "C", fr = "C", it = "C" }
[address]
street = "Gasse 1"
postal_code = "9000"
city = "St. Gallen"
country = "CH"
email = "presse@muster.example"
phone = "+41 71 555 01 00"
[colours]
accent = "#0b5d66"
accent_dark = "#7cc7cf"
[[topics]]
id = "bau"
name = { de = "D", en = "D", fr = "D", it = "D" }
[[authors]]
id = "anna"
name = "Anna Meier"
role = { de = "E", en = "E", fr = "E", it = "E" }
[comments]
enabled = false
"""
TEXTS = {
    "de": (
        "Wasserkraftwerk am Zürichsee",
        "Die Grösse der Anlage an der Bahnhofstrasse überrascht Zürich.",
    ),
    "en": ("New plant", "The plant in Zürich near Straße 14 surprised café owners. Œuvre."),
    "fr": ("Réseau d’eau", "L’électricité à Genève, près du Château de Zürich : déjà une œuvre."),
    "it": ("Più energia", "L’acqua della città è potabile: l’energia perché c’è. Zürich."),
}
PAGES = {"de": "/de/suche/", "en": "/en/search/", "fr": "/fr/recherche/", "it": "/it/ricerca/"}


def write_text(folder: Path, name: str, lang: str, title: str, body: str, **fields: str) -> None:
    path = folder / "content" / f"{name}.{lang}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"id": new_id(), "title": f'"{title}"', "lang": lang, **fields}
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    path.write_text(f"---\n{lines}---\n\n{body}\n", "utf-8")


@pytest.fixture(scope="module")
def words_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom in four languages, with words that are typed in several ways."""
    room = demo.warmed(Newsroom(tmp_path_factory.mktemp("words")))
    shutil.rmtree(room.folder / "content")
    (room.folder / "newsroom.toml").write_text(TOML, "utf-8")
    for lang, (title, body) in TEXTS.items():
        for role in ("imprint", "privacy"):
            write_text(room.folder, f"pages/{role}", lang, role.title(), "Text.", role=role)
        write_text(room.folder, "posts/words", lang, title, body, date="2026-01-15 09:00")
        write_text(room.folder, "posts/other", lang, "Other", "Nothing.", date="2026-01-14 09:00")
    room.start()
    yield room
    room.stop()


@pytest.fixture(scope="module")
def searcher(browser: Browser, words_room: Newsroom) -> Iterator[Page]:
    context = browser.new_context(base_url=words_room.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def titles(page: Page) -> list[str]:
    """The results, once they are there."""
    page.locator("[data-results][aria-busy=false]").wait_for(state="attached")
    return page.locator("[data-results] h2").all_inner_texts()


@pytest.mark.parametrize(
    ("lang", "query"),
    [
        *(("de", q) for q in ("Wasser", "wasserkraft", "Zürich", "Zuerich", "Zurich")),
        *(("de", q) for q in ("Grösse", "Groesse", "Größe", "grosse", "Bahnhof", "Bahnhofstraße")),
        *(("de", q) for q in ("ueberrascht", "Zürich Grösse", '"Grösse der Anlage"', "Anlagen")),
        *(("en", q) for q in ("Zürich", "Zuerich", "Zurich", "cafe", "café", "Strasse", "Straße")),
        *(("en", q) for q in ("oeuvre", "œuvre", "surprise", "plants")),
        *(("fr", q) for q in ("eau", "d’eau", "d'eau", "electricite", "électricité", "Genève")),
        *(("fr", q) for q in ("Geneve", "chateau", "Château", "reseau", "Zuerich", "oeuvre")),
        *(("fr", q) for q in ("œuvre", "déjà", "l’électricité", "deja")),
        *(("it", q) for q in ("acqua", "l’acqua", "citta", "città", "piu", "più", "energia")),
        *(("it", q) for q in ("perche", "perché", "Zuerich", "c’è")),
    ],
)
def test_words_are_found_however_they_are_typed(searcher: Page, lang: str, query: str) -> None:
    searcher.goto(f"{PAGES[lang]}?q={query}")

    assert titles(searcher) == [TEXTS[lang][0]]


@pytest.mark.parametrize(
    ("lang", "query"), [("de", "Zur"), ("de", "Elefant"), ("it", "elefante"), ("en", "xqz")]
)
def test_what_is_not_there_is_told_and_not_replaced(searcher: Page, lang: str, query: str) -> None:
    """Pagefind would answer «Elefant» with whatever starts with an «e»."""
    found = query == "Zur"  # the beginning of «Zürich»
    searcher.goto(f"{PAGES[lang]}?q={query}")

    assert bool(titles(searcher)) == found
    assert (query in searcher.locator("[data-status]").inner_text()) != found


def test_an_excerpt_shows_words_of_the_text_and_marks_what_was_found(searcher: Page) -> None:
    searcher.goto(f"{PAGES['fr']}?q=electricite")
    titles(searcher)
    summary = searcher.locator("[data-results] .story__summary")

    assert summary.inner_text().strip() == TEXTS["fr"][1]
    assert summary.locator("mark").all_inner_texts() == ["L’électricité"]


def test_a_search_starts_in_any_page_and_needs_no_mouse(open_page: Open) -> None:
    page = open_page("/de/")
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("Gempelbach")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/suche/?q=Gempelbach")

    found = titles(page)
    assert "Kleinkraftwerk Gempelbach geht ans Netz" in found
    expect(page.get_by_role("status")).to_have_text(f"{len(found)} Treffer")
    assert page.get_by_role("searchbox").input_value() == "Gempelbach"
    page.get_by_role("link", name="Kleinkraftwerk Gempelbach geht ans Netz").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/2026/kleinkraftwerk-gempelbach/")
    page.go_back()
    assert titles(page) == found


def test_results_can_be_narrowed_and_the_address_remembers_it(open_page: Open) -> None:
    page = open_page("/de/suche/?q=Turbine")
    everything = titles(page)
    page.get_by_label("Thema").select_option("umwelt")
    page.wait_for_url("**topic=umwelt**")
    narrowed = titles(page)
    address = page.url

    assert 0 < len(narrowed) < len(everything)
    page.goto(address)
    assert titles(page) == narrowed
    assert page.get_by_label("Thema").input_value() == "umwelt"
    page.get_by_label("Jahr").select_option("2024")
    page.wait_for_url("**year=2024**")
    assert set(titles(page)) < set(everything)


def test_without_words_the_filters_list_everything_newest_first(open_page: Open) -> None:
    page = open_page("/de/suche/?kind=note")
    titles(page)
    dates = page.locator("[data-results] time").evaluate_all("all => all.map(t => t.dateTime)")

    assert len(dates) > 1
    assert dates == sorted(dates, reverse=True)


def test_typing_is_enough(open_page: Open) -> None:
    page = open_page("/en/search/")
    expect(page.get_by_role("navigation", name="Topics and archive")).to_be_visible()
    page.get_by_label("Search for").press_sequentially("sagenau")
    page.wait_for_url("**q=sagenau**")

    assert titles(page)
    assert page.locator("mark").first.inner_text() == "Sägenau"
    expect(page.get_by_role("navigation", name="Topics and archive")).to_be_hidden()
    page.get_by_label("Search for").fill("")
    expect(page.get_by_role("navigation", name="Topics and archive")).to_be_visible()
    assert titles(page) == []


def test_without_javascript_readers_are_told_and_led_on(open_page: Open) -> None:
    page = open_page("/de/suche/?q=Wasser", java_script_enabled=False)

    assert page.get_by_text("Die Suche braucht JavaScript").is_visible()
    assert page.get_by_label("Suchen nach").is_hidden()
    assert page.get_by_role("navigation", name="Themen und Archiv").get_by_role("link").count() > 5


def test_a_search_that_cannot_be_loaded_says_so(open_page: Open) -> None:
    page = open_page("/de/suche/")
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    page.get_by_label("Suchen nach").fill("Wasser")

    expect(page.get_by_role("status")).to_contain_text("liess sich nicht laden")
