"""A real Chromium against the real newsroom."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from comments_service.actions.service import Service
from comments_service.contract.config_file import load
from comments_service.contract.paths import paths_for
from comments_service.settings import load_settings
from comments_service.storage.database import migrate
from comments_service.storage.retention import forget_senders
from comments_service.wiring import make_service
from tests import demo
from tests.running import Newsroom

expect.set_options(timeout=60_000)
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser; without one, skip here, but never in CI."""
    for item in items:
        if "tests/browser/" not in item.nodeid:
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason="CHROMIUM IS MISSING: see scripts/browser"))


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The demo, being served; readers may post as fast as a test does."""
    room = Newsroom(
        tmp_path_factory.mktemp("newsroom"), rate_limit='"1000 per minute"', consent='"notice"'
    )
    demo.warmed(room).start()
    yield room
    room.stop()


@pytest.fixture(scope="session")
def service(newsroom: Newsroom) -> Iterator[Service]:
    """The newsroom's service beside the process that serves: on its database, with its keys.

    What it leaves to the worker, the serving process does within half a second.
    """
    config = load(newsroom.folder / "newsroom.toml")
    paths = paths_for(config)
    opened = make_service(config, paths, load_settings(config, paths, trial=True, environment={}))
    migrate(opened.db)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "Chromium is missing: run scripts/browser"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(autouse=True)
def stranger(request: pytest.FixtureRequest) -> None:
    """Tests share a machine, and write faster than anybody: what others have sent from here is not
    held against them."""
    if "newsroom" in request.fixturenames:
        service: Service = request.getfixturevalue("service")
        forget_senders(service.db, datetime.now(UTC))


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, newsroom: Newsroom) -> Iterator[Open]:
    """Opens pages in a fresh context; fails the test on anything the console complains about,
    such as a violated Content-Security-Policy, and on any request to another host."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str = "/de/", **options: Any) -> Page:
        context = browser.new_context(base_url=newsroom.url, **options)
        contexts.append(context)
        context.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(newsroom.url)
                else complaints.append(f"request to {request.url}")
            ),
        )
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                # The browser reports each failed answer itself; some tests cause them.
                if message.type in ("error", "warning")
                and not message.text.startswith("Failed to load resource")
                else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.set_default_timeout(60_000)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def moderator(browser: Browser, newsroom: Newsroom) -> Iterator[Page]:
    """A signed-in moderator, without JavaScript."""
    context = browser.new_context(base_url=newsroom.url, java_script_enabled=False, locale="de-CH")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(newsroom.sign_in_link())
    page.get_by_label("Passwort").fill("vier ganz gewoehnliche Woerter")
    page.get_by_role("button").last.click()
    yield page
    context.close()
