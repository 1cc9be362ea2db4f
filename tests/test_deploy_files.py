"""The web server examples send the site's files as the service does: types, twins, addresses."""

import gzip
import re

import brotli
import pytest

from comments_service.contract.delivery import cache_control, media_type
from tests.web_servers import BROTLI, FILES, LONG, Site, site

__all__ = ["site"]

pytestmark = pytest.mark.slow

SENT = [name for name in FILES if "/." not in f"/{name}" or name.startswith(".well-known")]
PLAIN = [name for name in SENT if not re.search("2026/weg|2026/alt|503", name)]
# Names of one type; nginx and Caddy know the older one of some.
SAME = {"application/javascript": "text/javascript", "text/xml": "application/xml"}
LANG = "/de/2026/lang/"


def address(name: str) -> str:
    return "/" + name.removesuffix("index.html")


def test_every_file_has_its_type_and_may_be_kept_as_long_as_the_service_says(site: Site) -> None:
    for name in PLAIN:
        answer, body = site.fetch(address(name))
        kind, _, charset = answer.headers["Content-Type"].partition(";")

        assert (answer.status, body) == (200, FILES[name]), name
        assert SAME.get(kind, kind) == media_type(name), name
        assert charset in ("", " charset=utf-8"), name
        assert answer.headers.get_all("Cache-Control") == [cache_control(name)], name
        assert answer.headers["Content-Length"] == str(len(FILES[name])), name


@pytest.mark.parametrize(
    ("wanted", "encodings"),
    [
        ("br", {"br"}),
        ("gzip", {"gzip"}),
        ("gzip, deflate, br, zstd", {"br", "gzip"}),
        ("deflate", {None}),
        ("gzip;q=0", {None}),
        (None, {None}),
    ],
)
def test_the_compressed_twin_is_sent_to_who_takes_it(
    site: Site, wanted: str | None, encodings: set[str | None]
) -> None:
    if wanted == "br" and site.server == "nginx" and not BROTLI.exists():
        pytest.skip("nginx has no module for brotli here")
    for path in (LANG, f"{LANG}text.txt"):
        plain, _ = site.fetch(path)
        headers = {"Accept-Encoding": wanted} if wanted else {}
        answer, body = site.fetch(path, **headers)
        encoding = answer.headers["Content-Encoding"]

        assert encoding in encodings
        assert unpacked(encoding, body).decode() == LONG
        assert answer.headers["Content-Length"] == str(len(body))
        assert answer.headers["Content-Type"].endswith("; charset=utf-8")
        assert "accept-encoding" in answer.headers.get("Vary", "").lower()
        if encoding:
            assert len(body) < 300
            assert answer.headers["ETag"] != plain.headers["ETag"]


def test_what_is_not_text_is_sent_as_it_is(site: Site) -> None:
    for name in ("de/2026/lang/bilder.zip", "pagefind/wasm.de.pagefind", "media/turbine.jpg"):
        answer, body = site.fetch(f"/{name}", **{"Accept-Encoding": "gzip, br"})

        assert answer.headers["Content-Encoding"] is None, name
        assert body == FILES[name]


def test_an_unchanged_file_is_answered_with_304(site: Site) -> None:
    for path in ("/de/feed.atom", "/de/feed.json", LANG, f"{LANG}blatt.pdf"):
        first, _ = site.fetch(path, **{"Accept-Encoding": "gzip"})
        for header, value in (
            ("If-None-Match", first.headers["ETag"]),
            ("If-Modified-Since", first.headers["Last-Modified"]),
        ):
            again, body = site.fetch(path, **{"Accept-Encoding": "gzip", header: value})
            assert (again.status, body) == (304, b""), (path, header)


def test_parts_and_heads_of_files_can_be_asked_for(site: Site) -> None:
    for name in ("de/2026/lang/bilder.zip", "de/2026/lang/blatt.pdf"):
        data = FILES[name]
        part, body = site.fetch(f"/{name}", Range="bytes=100-199")
        assert (part.status, body) == (206, data[100:200])
        assert part.headers["Content-Range"] == f"bytes 100-199/{len(data)}"
        beyond, _ = site.fetch(f"/{name}", Range="bytes=99999-")
        assert beyond.status == 416
        head, body = site.fetch(f"/{name}", "HEAD")
        assert (head.status, body) == (200, b"")
        assert head.headers["Content-Length"] == str(len(data))


def test_what_is_not_there_is_never_kept(site: Site) -> None:
    for path in ("/theme/newsroom.000000000000.css", "/media/x.800.3f2a9c1e.webp", "/de/x.atom"):
        answer, _ = site.fetch(path)

        assert answer.status == 404
        assert answer.headers.get_all("Cache-Control") == ["no-cache"]
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/de/2026/alt/",
        "/de/2026/alt/?a=b",
        "/de/2026/alt/blatt.pdf",
        "/fr%C3%BCher/%C3%A4%20b.html",
    ],
)
def test_the_service_is_asked_where_something_has_moved(site: Site, path: str) -> None:
    answer, body = site.ask(path)

    assert (answer.status, body) == (200, f"GET {path} for 127.0.0.1")


def test_a_former_address_leads_on_even_while_the_service_is_down(site: Site) -> None:
    site.stop_service()

    assert site.ask("/de/2026/alt/")[1] == "<p>moved</p>"
    assert site.ask("/de/2026/alt/")[0].status == 200
    assert site.ask("/de/2026/alt/blatt.pdf")[0].status == 503


def test_what_is_gone_says_so_and_why(site: Site) -> None:
    answer, body = site.ask("/de/2026/weg/")

    assert answer.status == 410
    assert body.startswith("<p>withdrawn</p>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers.get_all("Cache-Control") == ["no-cache"]


@pytest.mark.parametrize("path", ["/.addresses/de/2026/weg/.gone", "/.addresses/"])
def test_notes_on_addresses_are_nobody_s_business(site: Site, path: str) -> None:
    assert site.ask(path)[0].status == 404


SECRET = [
    *(f"comments/{page}/secret{rest}" for page in
      ("receipt", "confirm", "mails", "data", "reported", "slip") for rest in ("", "/erase?a=b")),
    *("moderation/join/secret?mailbox=secret", "moderation/mail/secret"),
    "moderation/sign-in?next=/moderation/settings/mailbox/secret",
    *("moderation/settings/mailbox/secret", "preview/secret/de/", "/comments//receipt//secret"),
]  # fmt: skip


def test_no_address_that_holds_a_token_stands_in_the_log(site: Site) -> None:
    for path in SECRET:
        site.ask(f"/{path}")
    if site.server == "caddy":
        log = (site.folder / "server.log").read_text("utf-8")
        assert (log.count('"method":"GET"'), log.count("secret")) == (len(SECRET), 0)
        return
    site.ask("/de/?nothing=secret-here")
    log = (site.folder / "newsroom.log").read_text("utf-8")

    assert log.count("\n") == len(SECRET) + 1
    assert '/comments/data/-"' in log
    assert '/moderation/mail/-"' in log
    assert log.count("secret") == 1


def test_what_fails_leaves_no_token_behind(site: Site) -> None:
    site.stop_service()
    for path in SECRET:
        site.ask(f"/{path}", Referer="https://secret.example/", Cookie="secret=secret")
    logs = [log.read_text("utf-8") for log in site.folder.glob("*.log")]

    assert "secret" not in "".join(logs)
    assert "503" in "".join(logs)


def unpacked(encoding: str | None, body: bytes) -> bytes:
    if encoding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if encoding == "gzip" else body
