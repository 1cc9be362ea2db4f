"""How the service sends the site's files: compressed twins, validators, parts, former addresses."""

import gzip
import os

import brotli
import pytest

from comments_service.contract.assets import Assets, write_assets
from comments_service.contract.compressed import write_served
from comments_service.contract.redirects import Redirects, write_redirects

TEXT = "<p>Grüsse aus dem Tösstal.</p>\n" * 100
PAGE = "/de/2026/lang/"


@pytest.fixture
def page(room):
    path = room.service.paths.output / "de/2026/lang/index.html"
    write_served(path, TEXT.encode())
    return path


@pytest.mark.parametrize(
    ("wanted", "encoding"),
    [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.9, br;q=0.8", "gzip"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("identity;q=0.5, gzip;q=0.2", None),
        ("identity, gzip", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*;q=0", None),
        ("deflate, zstd", None),
        ("x\x7f;q=y,,;;", None),
        ("", None),
        (None, None),
    ],
)
def test_the_twin_that_the_reader_likes_best_is_sent(client, page, wanted, encoding):
    headers = {} if wanted is None else {"Accept-Encoding": wanted}
    answer = client.get(PAGE, headers=headers)

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.data).decode() == TEXT
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.vary.to_header() == "Accept-Encoding"


def test_each_representation_has_a_validator_of_its_own(client, page):
    answers = {e: client.get(PAGE, headers={"Accept-Encoding": e}) for e in ("br", "gzip", "x")}

    assert len({answer.headers["ETag"] for answer in answers.values()}) == 3
    assert len({answer.headers["Last-Modified"] for answer in answers.values()}) == 1
    for encoding, answer in answers.items():
        asked = {"Accept-Encoding": encoding, "If-None-Match": answer.headers["ETag"]}
        again = client.get(PAGE, headers=asked)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Vary"] == "Accept-Encoding"
        other = client.get(PAGE, headers={**asked, "Accept-Encoding": "gzip, br;q=0.5"})
        assert other.status_code == (304 if encoding == "gzip" else 200)


@pytest.mark.parametrize("encoding", ["br", "gzip", "x"])
def test_head_says_what_get_would_send(client, page, encoding):
    headers = {"Accept-Encoding": encoding}
    got, told = client.get(PAGE, headers=headers), client.head(PAGE, headers=headers)

    assert told.data == b""
    names = ("ETag", "Content-Length", "Content-Encoding", "Content-Type", "Vary", "Cache-Control")
    for name in names:
        assert told.headers.get(name) == got.headers.get(name), name


@pytest.mark.parametrize("name", ["blatt.pdf", "bilder.zip"])
def test_a_download_can_be_resumed(room, client, name):
    data = bytes(range(256)) * 40
    write_served(room.service.paths.output / "de" / name, data)
    whole = client.get(f"/de/{name}", headers={"Accept-Encoding": "gzip, br"})
    assert whole.data == data
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert "Content-Encoding" not in whole.headers
    assert "Content-Disposition" not in whole.headers

    rest = {"Range": "bytes=9000-", "If-Range": whole.headers["ETag"]}
    part = client.get(f"/de/{name}", headers=rest)
    assert (part.status_code, part.data) == (206, data[9000:])
    assert part.headers["Content-Range"] == f"bytes 9000-{len(data) - 1}/{len(data)}"
    changed = client.get(f"/de/{name}", headers={**rest, "If-Range": '"another"'})
    assert (changed.status_code, changed.data) == (200, data)
    assert client.get(f"/de/{name}", headers={"Range": "bytes=99999-"}).status_code == 416


def test_a_twin_that_is_not_its_file_s_is_never_sent(client, page):
    """Somebody has put another page there, and no twins."""
    page.write_text("<p>Neues.</p>", "utf-8")
    os.utime(page, (1e9, 1e9))

    for encoding in ("br", "gzip"):
        answer = client.get(PAGE, headers={"Accept-Encoding": encoding})
        assert answer.text == "<p>Neues.</p>"


def test_a_published_comment_is_in_every_representation(room, client):
    room.published("Gut so. " + 150 * "Sehr gut. ")
    room.work()

    for encoding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = client.get("/de/2026/neue-anlage/", headers={"Accept-Encoding": encoding})
        assert answer.headers["Content-Encoding"] == encoding
        assert "Gut so." in unpack(answer.data).decode()


def test_pages_of_the_service_are_not_compressed(room, client):
    """They hold tokens beside what others may have sent (BREACH)."""
    answer = client.get("/moderation/sign-in", headers={"Accept-Encoding": "br, gzip"})

    assert "Content-Encoding" not in answer.headers


def test_a_404_page_may_be_compressed_too(room, client):
    write_served(room.service.paths.output / "de/404.html", TEXT.encode())
    answer = client.get("/de/nix", headers={"Accept-Encoding": "gzip"})

    assert answer.status_code == 404
    assert gzip.decompress(answer.data).decode() == TEXT
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.fixture
def redirects(room):
    output = room.service.paths.output
    write_served(output / "de/2026/alt/index.html", b"<p>umgezogen</p>")
    write_served(output / "de/2026/weg/index.html", b"<p>zurueckgezogen</p>")
    write_redirects(
        room.service.paths.redirects,
        Redirects(
            {
                "/de/2026/alt/": "/de/2026/neue-anlage/",
                "/de/2026/alt/blatt.pdf": "/de/2026/neue-anlage/blatt.pdf",
                "/früher/ä b.html": "/de/2026/zürich & umgebung/",
            },
            ("/de/2026/weg/",),
        ),
    )


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/de/2026/alt/", "/de/2026/neue-anlage/"),
        ("/de/2026/alt/?utm=x&b=%C3%A4", "/de/2026/neue-anlage/?utm=x&b=%C3%A4"),
        ("/de/2026/alt/blatt.pdf", "/de/2026/neue-anlage/blatt.pdf"),
        ("/fr%C3%BCher/%C3%A4%20b.html", "/de/2026/z%C3%BCrich%20%26%20umgebung/"),
    ],
)
def test_what_has_moved_is_answered_with_its_new_address(client, redirects, path, target):
    for method in (client.get, client.head):
        answer = method(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, target)
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_folder_without_its_slash_leads_there_as_well(client, redirects):
    assert client.get("/de/2026/alt").location == "/de/2026/alt/"
    assert client.get("/de/2026/alt", follow_redirects=True).request.path == (
        "/de/2026/neue-anlage/"
    )


def test_what_is_gone_says_why(client, redirects):
    answer = client.get("/de/2026/weg/", headers={"If-None-Match": "*"})

    assert (answer.status_code, answer.text) == (410, "<p>zurueckgezogen</p>")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_build_that_brings_something_back_is_heard_at_once(room, client, redirects):
    write_redirects(room.service.paths.redirects, Redirects())

    assert client.get("/de/2026/alt/").status_code == 200
    assert client.get("/de/2026/weg/").status_code == 200


def test_pages_of_the_service_name_the_style_sheets_of_the_newest_build(room, client):
    for name in ("newsroom.111111111111.css", "newsroom.222222222222.css"):
        write_assets(room.service.paths.assets, Assets({"newsroom.css": name}))
        assert f"/theme/{name}" in client.get("/moderation/sign-in").text


def test_before_the_first_build_the_service_names_what_it_will_publish(make):
    page = make(site=False).client().get("/moderation/sign-in").text

    assert 'href="/theme/newsroom.' in page
    assert 'href="/theme/newsroom.css"' not in page
