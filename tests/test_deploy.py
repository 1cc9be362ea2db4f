"""The web server examples: the same headers as the service, and the right requests passed on."""

import pytest

from comments_service.contract import addresses
from comments_service.contract.headers import CSP, HSTS, MEDIA_CSP, SEARCH_CSP, SECURITY_HEADERS
from tests.web_servers import DEPLOY, Site, site

__all__ = ["site"]

HEADERS = SECURITY_HEADERS | {"Strict-Transport-Security": HSTS}


@pytest.mark.parametrize("example", ["nginx.conf", "Caddyfile"])
@pytest.mark.parametrize("header", HEADERS)
def test_examples_send_the_headers_of_the_service(example: str, header: str) -> None:
    assert f'"{HEADERS[header]}"' in (DEPLOY / example).read_text("utf-8")


@pytest.mark.parametrize("example", ["nginx.conf", "Caddyfile"])
def test_examples_let_every_search_page_run_its_search(example: str) -> None:
    text = (DEPLOY / example).read_text("utf-8")

    assert f'"{SEARCH_CSP}"' in text
    for lang in addresses.WORDS:
        assert addresses.search("", lang).strip("/") in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "status", "text", "kind"),
    [
        ("/", 200, "root", "text/html; charset=utf-8"),
        ("/de/", 200, "front page", "text/html; charset=utf-8"),
        ("/de/feed.atom", 200, "<feed/>", "application/atom+xml"),
        ("/de/feed.rss", 200, "<rss/>", "application/rss+xml"),
        ("/theme/newsroom.0b1c2d3e4f5a.css", 200, "body{}", "text/css; charset=utf-8"),
        ("/media/turbine.jpg", 200, "picture", "image/jpeg"),
        ("/.well-known/security.txt", 200, "Contact: x", "text/plain; charset=utf-8"),
        ("/nowhere", 404, "not found", "text/html; charset=utf-8"),
        ("/de/nowhere/", 404, "nicht gefunden", "text/html; charset=utf-8"),
        ("/comments/feed.atom", 200, "<feed/>", "application/atom+xml"),
        ("/comments/1b671a64/thread.json", 200, "{}", "application/json"),
        ("/comments/1b671a64/.thread.json.x.tmp", 404, "not found", "text/html; charset=utf-8"),
    ],
)
def test_files_are_served_with_every_header(
    site: Site, path: str, status: int, text: str, kind: str
) -> None:
    answer, body = site.ask(path)

    assert (answer.status, body, answer.headers["Content-Type"]) == (status, text, kind)
    of_media = {"Content-Security-Policy": MEDIA_CSP} if path.startswith("/media/") else {}
    for name, value in (HEADERS | of_media).items():
        assert answer.headers.get_all(name) == [value], name
    kept = path.startswith(("/media/", "/theme/"))
    (caching,) = answer.headers.get_all("Cache-Control")
    assert caching.startswith("public" if kept else "no-cache")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/de/suche/", "/de/suche/?q=wasser"])
def test_the_search_page_may_run_what_its_search_needs(site: Site, path: str) -> None:
    answer, body = site.ask(path)

    assert body == "search"
    assert answer.headers.get_all("Content-Security-Policy") == [SEARCH_CSP]


@pytest.mark.slow
def test_what_authors_bring_along_runs_nothing(site: Site) -> None:
    """And the page that says that there is no such file looks like any other."""
    for path, policy in (
        ("/media/zahlen.csv", MEDIA_CSP),
        ("/media/bericht.20261120.pdf", MEDIA_CSP),
        ("/media/nowhere.svg", CSP),
        ("/de/media/", CSP),
    ):
        answer, _ = site.ask(path)
        assert answer.headers.get_all("Content-Security-Policy") == [policy], path


@pytest.mark.slow
def test_folders_are_redirected_to_their_page(site: Site) -> None:
    answer, _ = site.ask("/de")

    assert answer.status in (301, 308)
    assert answer.headers["Location"] == "/de/"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/comments/1b671a64"),
        ("GET", "/comments/1b671a64"),
        ("GET", "/comments/1b671a64/reply/7"),
        ("GET", "/comments/receipt/secret"),
        ("POST", "/comments/receipt/secret/withdraw"),
        ("GET", "/moderation/"),
        ("POST", "/moderation/queue"),
        ("GET", "/preview/secret/de/"),
        ("GET", "/preview/secret/de/feed.json"),
        ("GET", "/preview/secret/de/2026/seeufer/SHA256SUMS"),
        ("GET", "/preview/secret/.hidden"),
    ],
)
def test_what_is_no_file_goes_to_the_service(site: Site, method: str, path: str) -> None:
    """The reader's address arrives unforged, and the service's own headers stand, once."""
    answer, body = site.ask(
        path, method, body="a=b" if method == "POST" else None, **{"X-Forwarded-For": "6.6.6.6"}
    )

    assert (answer.status, body) == (200, f"{method} {path} for 127.0.0.1")
    for name, value in HEADERS.items():
        if "receipt" in path and name == "Referrer-Policy":
            value = "no-referrer"
        assert answer.headers.get_all(name) == [value], name
    if "receipt" in path:
        assert answer.headers.get_all("Cache-Control") == ["no-store"]


@pytest.mark.slow
def test_the_service_may_be_down(site: Site) -> None:
    """Reading goes on, and writing gets an honest answer."""
    site.stop_service()

    page, text = site.ask("/de/")
    assert (page.status, text) == (200, "front page")
    thread, _ = site.ask("/comments/1b671a64/thread.json")
    assert thread.status == 200

    for method, path in (("POST", "/comments/1b671a64"), ("GET", "/moderation/")):
        answer, text = site.ask(path, method, body="a=b" if method == "POST" else None)
        assert answer.status == 503
        assert text == "down"
        assert answer.headers.get_all("Retry-After") == ["120"]
        for name, value in HEADERS.items():
            assert answer.headers.get_all(name) == [value], name
