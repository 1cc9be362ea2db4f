"""Passing a post on: by mail without scripts; with them by copy, Mastodon, the device's menu."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.running import Newsroom

POST = "/de/2026/kleinkraftwerk-gempelbach/"


def test_the_mail_holds_title_and_plain_address(open_page: Open, newsroom: Newsroom) -> None:
    """Without scripts nothing else is offered, and nothing counts who passes what on."""
    page = open_page(POST, java_script_enabled=False)
    ways = page.locator(".share")
    expect(ways.get_by_role("button")).to_have_count(0)

    link = ways.get_by_role("link", name="Per E-Mail").get_attribute("href")
    assert link is not None
    query = parse_qs(urlsplit(link).query)
    assert query == {
        "subject": ["Kleinkraftwerk Gempelbach geht ans Netz"],
        "body": [f"{newsroom.url}{POST}"],
    }


def test_the_link_is_copied(open_page: Open, newsroom: Newsroom) -> None:
    page = open_page(POST, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Link kopieren").click()

    expect(page.locator(".share").get_by_role("status")).to_have_text("Kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == f"{newsroom.url}{POST}"


def test_mastodon_asks_for_the_reader_s_server(open_page: Open, newsroom: Newsroom) -> None:
    page = open_page(POST)
    # Nothing leaves this machine: the new window is only looked at.
    page.evaluate("window.open = (url) => { window.opened = url; }")
    page.get_by_role("button", name="Mastodon").click()
    server = page.get_by_label("Dein Mastodon-Server")
    expect(server).to_be_focused()

    for written in ("mastodon.example", "https://mastodon.example/home", "@ruth@mastodon.example"):
        server.fill(written)
        page.locator(".share").get_by_role("button", name="Öffnen").click()
        address = urlsplit(page.evaluate("window.opened"))
        assert (address.scheme, address.netloc, address.path) == (
            "https",
            "mastodon.example",
            "/share",
        )
        assert parse_qs(address.query) == {
            "text": [f"Kleinkraftwerk Gempelbach geht ans Netz {newsroom.url}{POST}"]
        }


def test_what_is_no_server_opens_nothing(open_page: Open) -> None:
    page = open_page(POST)
    page.evaluate("window.open = (url) => { window.opened = url; }")
    page.get_by_role("button", name="Mastodon").click()
    server = page.get_by_label("Dein Mastodon-Server")

    for written in ("localhost", "javascript:alert(1)", "a b.c", "user:pw"):
        server.fill(written)
        page.locator(".share").get_by_role("button", name="Öffnen").click()
        assert page.evaluate("window.opened") is None, written


def test_the_device_s_own_menu_is_used_where_there_is_one(
    open_page: Open, newsroom: Newsroom
) -> None:
    page = open_page()
    page.add_init_script(
        "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"
    )
    page.goto(POST)
    page.get_by_role("button", name="Teilen …").click()

    assert page.evaluate("window.shared") == {
        "title": "Kleinkraftwerk Gempelbach geht ans Netz",
        "url": f"{newsroom.url}{POST}",
    }
