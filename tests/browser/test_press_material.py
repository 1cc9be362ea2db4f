"""What journalists do with a release: copy its text and quotes, and check a file they were sent."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.running import Newsroom

RELEASE = "/de/2026/kleinkraftwerk-gempelbach/"
PDF = f"{RELEASE}kleinkraftwerk-gempelbach.pdf"
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture
def release(open_page: Open) -> Page:
    page = open_page(RELEASE, **MAY_COPY)
    page.get_by_text("Text und Zitate zum Kopieren").click()
    return page


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_text_is_copied_as_it_stands_in_the_file(release: Page, newsroom: Newsroom) -> None:
    release.get_by_role("button", name="Text kopieren").click()

    expect(release.get_by_role("status").filter(has_text="Kopiert")).to_be_visible()
    text = copied(release)
    assert text.startswith("St. Gallen, 12. November 2026\n\nKleinkraftwerk Gempelbach geht")
    assert text in newsroom.page(f"{RELEASE}kleinkraftwerk-gempelbach.txt")


def test_a_quote_is_copied_with_its_speaker(release: Page) -> None:
    release.get_by_role("button", name="Kopieren: Zitat 1").click()

    expect(release.get_by_role("status").filter(has_text="Kopiert")).to_be_visible()
    said, by = copied(release).split("\n")
    assert said.startswith("«Man hat uns gefragt")
    assert by == "— Ursina Hädener, Vorsitzende der Geschäftsleitung"


def test_where_the_browser_forbids_it_the_text_is_selected_for_the_keyboard(
    open_page: Open,
) -> None:
    page = open_page(RELEASE)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    page.get_by_text("Text und Zitate zum Kopieren").click()
    page.get_by_role("button", name="Text kopieren").click()

    expect(page.get_by_role("status").filter(has_text="Markiert")).to_be_visible()
    assert "Kleinkraftwerk Gempelbach geht ans Netz" in page.evaluate("String(getSelection())")


def test_without_javascript_the_text_is_there_and_no_button_that_does_nothing(
    open_page: Open,
) -> None:
    page = open_page(RELEASE, java_script_enabled=False)
    page.get_by_text("Text und Zitate zum Kopieren").click()

    expect(page.locator("#press-plain")).to_contain_text("Gempelbach führt im Herbst")
    expect(page.locator("[data-copy]").first).to_be_hidden()
    expect(page.get_by_role("link", name="Medienmappe")).to_be_visible()


def test_a_file_from_anywhere_is_told_to_be_ours_or_not(
    open_page: Open, newsroom: Newsroom, tmp_path: Path
) -> None:
    page = open_page("/de/medien/")
    data = page.request.get(PDF).body()
    assert data.startswith(b"%PDF")
    ours, forged = tmp_path / "mitteilung.pdf", tmp_path / "gefaelscht.pdf"
    ours.write_bytes(data)
    forged.write_bytes(data.replace(b"%PDF", b"%pdf"))
    box = page.get_by_label("Wähle eine Datei, oder zieh sie hierher")

    box.set_input_files(ours)
    answer = page.locator(".verify__answer")
    expect(answer).to_contain_text("Ja: kleinkraftwerk-gempelbach.pdf ist von uns")
    expect(answer).to_contain_text("12. November 2026")
    expect(answer.get_by_role("link")).to_have_attribute("href", RELEASE)

    box.set_input_files(forged)
    expect(answer).to_contain_text("Diese Datei steht nicht in unserer Liste.")
    assert hashlib.sha256(data).hexdigest() in newsroom.page("/checksums.json")


def test_without_javascript_the_press_page_tells_the_commands(open_page: Open) -> None:
    page = open_page("/en/press/", java_script_enabled=False)

    expect(page.get_by_text("shasum -a 256 FILE")).to_be_visible()
    expect(page.locator("#verify-file")).to_be_hidden()


def test_paper_tells_what_may_be_used_and_offers_nothing_to_click(open_page: Open) -> None:
    page = open_page(RELEASE)
    page.emulate_media(media="print")

    for part in (".takeaway", ".reporter", ".offer__preview", ".proof"):
        expect(page.locator(part).first).to_be_hidden()
    for part in (".terms", ".offer__title"):
        expect(page.locator(part).first).to_be_visible()
