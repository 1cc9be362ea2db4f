"""The preview in a browser: a change is shown without a hand."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from comments_service.contract.ids import new_id
from tests.running import COMMAND, SmallNewsroom, wait_for

LONG = "\n\n".join(f"Absatz {number} des Entwurfs." for number in range(80))


class Desk:
    """An editor's desk: a draft, and its preview in a browser."""

    def __init__(self, folder: Path) -> None:
        self.newsroom = SmallNewsroom(folder)
        self.draft = self.newsroom.write(
            "posts/entwurf.md", f"Noch nicht fertig.\n\n{LONG}", id=new_id(), title="Entwurf",
            slug="entwurf", date="2026-11-01 09:00", status="draft",
        )  # fmt: skip
        self._process = subprocess.Popen(
            [*COMMAND, "preview"], env=self.newsroom.environment, cwd=folder,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self._preview = folder / "var" / "preview"
        assert wait_for((self._preview / "state.json").exists)

    @property
    def address(self) -> str:
        token = (self._preview / "token").read_text("ascii")
        return f"{self.newsroom.url}/preview/{token}/"

    def change(self, old: str, new: str) -> None:
        text = self.draft.read_text("utf-8")
        assert old in text
        self.draft.write_text(text.replace(old, new), "utf-8")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.stop()


@pytest.fixture
def open_draft(browser: Browser, desk: Desk) -> Iterator[Callable[..., Page]]:
    """Opens the draft's page; fails on what the console complains about."""
    contexts, complaints = [], []

    def opened(**options: bool) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(60_000)
        page.goto(desk.address + "de/2026/entwurf/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def test_an_open_page_shows_a_change_by_itself_where_somebody_was_reading(
    desk: Desk, open_draft: Callable[..., Page]
) -> None:
    page = open_draft()
    expect(page.get_by_text("Noch nicht fertig.", exact=True)).to_be_visible()
    page.get_by_text("Absatz 60 des Entwurfs.", exact=True).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500

    desk.change("Absatz 60 des Entwurfs.", "Absatz 60, neu geschrieben.")
    expect(page.get_by_text("Absatz 60, neu geschrieben.", exact=True)).to_be_in_viewport(
        timeout=90_000
    )
    assert abs(page.evaluate("scrollY") - before) < 5
    expect(page.get_by_text("Vorschau – nicht öffentlich")).to_be_in_viewport()


def test_a_fault_is_shown_over_the_last_good_state_until_it_is_mended(
    desk: Desk, open_draft: Callable[..., Page]
) -> None:
    page = open_draft()
    desk.change("status: draft", "status: draft\ntopics: [nix]")

    panel = page.get_by_role("region", name="Fehler")
    expect(panel).to_contain_text("posts/entwurf.md:", timeout=90_000)
    expect(panel).to_contain_text("topics names 'nix'")
    expect(page.get_by_role("heading", name="Entwurf")).to_be_visible()

    desk.change("\ntopics: [nix]", "")
    expect(panel).to_have_count(0, timeout=90_000)


def test_without_scripts_the_preview_can_be_read(
    desk: Desk, open_draft: Callable[..., Page]
) -> None:
    page = open_draft(java_script_enabled=False)
    expect(page.get_by_text("Absatz 1 des Entwurfs.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Alles, was nicht öffentlich ist").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Alles, was nicht öffentlich ist")
    page.get_by_role("link", name="Entwurf", exact=True).first.click()
    expect(page).to_have_url(desk.address + "de/2026/entwurf/")
