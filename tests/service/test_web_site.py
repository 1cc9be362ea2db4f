"""The static site, served by the same process."""

import os

import pytest

from tests.support import THREAD
from tests.web import SITE


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/de/", "text/html; charset=utf-8"),
        ("/de/index.html", "text/html; charset=utf-8"),
        ("/de/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/de/feed.rss", "application/rss+xml; charset=utf-8"),
        ("/comments/feed.atom", "application/atom+xml; charset=utf-8"),
        (f"/comments/{THREAD}/feed.atom", "application/atom+xml; charset=utf-8"),
        (f"/comments/{THREAD}/thread.json", "application/json"),
        ("/theme/newsroom.css", "text/css; charset=utf-8"),
        ("/theme/comments.js", "text/javascript; charset=utf-8"),
        ("/media/turbine.jpg", "image/jpeg"),
        ("/media/plan.svg", "image/svg+xml; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_are_served_under_their_type(client, path, kind):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.content_type == kind
    assert answer.text == SITE[f"{path}index.html"[1:] if path.endswith("/") else path[1:]]


def test_a_folder_is_sent_to_its_slash(client):
    answer = client.get("/de?x=//evil.example")

    assert answer.status_code == 301
    assert answer.location == "/de/"


@pytest.mark.parametrize(
    "path",
    [
        "/.secret", "/de/.hidden", f"/comments/{THREAD}/.thread.json.x.tmp", "/.well-known/.x",
        "/../newsroom.toml", "/%2e%2e/newsroom.toml", "/..%2fnewsroom.toml", "/de/../../var/x",
        "/%2fetc/passwd", "//etc/passwd", "/de//index.html", "/de/%00", "/de/index.html/",
        "/theme/", "/theme", "/" + "a" * 5000, "/de/x\\..\\y", "/nix.html",
    ],
)  # fmt: skip
def test_nothing_else_is_served(room, client, path):
    (room.service.paths.output / "de" / ".hidden").write_text("no", "utf-8")
    answer = client.get(path)

    assert answer.status_code == 404
    assert "not here" in answer.text or "nicht hier" in answer.text


def test_what_is_missing_is_told_in_the_paths_language(client):
    assert client.get("/de/nix/").text == "<p>nicht hier</p>"
    assert client.get("/en/nix/").text == "<p>not here</p>"
    assert client.get("/nix").content_type == "text/html; charset=utf-8"


def test_what_is_missing_is_told_even_without_a_page_for_it(room, client):
    (room.service.paths.output / "404.html").unlink()
    answer = client.get("/nix", headers={"Accept-Language": "de"})

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.text


def test_pages_are_asked_for_again_and_answered_with_304(room, client):
    first = client.get("/de/")
    assert first.headers["Cache-Control"] == "no-cache"
    again = {
        "etag": client.get("/de/", headers={"If-None-Match": first.headers["ETag"]}),
        "date": client.get("/de/", headers={"If-Modified-Since": first.headers["Last-Modified"]}),
    }
    assert {name: answer.status_code for name, answer in again.items()} == dict.fromkeys(again, 304)

    page = room.service.paths.output / "de" / "index.html"
    page.write_text("<p>Neues</p>", "utf-8")
    os.utime(page, (1e9, 1e9))
    assert (
        client.get("/de/", headers={"If-None-Match": first.headers["ETag"]}).text
        == page.read_text()
    )


def test_pictures_and_theme_may_be_kept_for_a_while(client):
    assert client.get("/media/turbine.jpg").headers["Cache-Control"] == "public, max-age=86400"
    kept = "public, max-age=31536000, immutable"
    assert client.get("/theme/newsroom.css").headers["Cache-Control"] == kept


def test_a_404_is_never_taken_for_the_page(client):
    tag = client.get("/404.html").headers["ETag"]
    answer = client.get("/nix", headers={"If-None-Match": tag})

    assert answer.status_code == 404
    assert answer.text == "<p>not here</p>"


def test_head_answers_without_a_body(client):
    answer = client.head("/de/")

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(SITE["de/index.html"]))


def test_parts_of_a_file_can_be_asked_for(client):
    answer = client.get("/media/turbine.jpg", headers={"Range": "bytes=0-1"})

    assert (answer.status_code, answer.text) == (206, "jp")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_site_can_only_be_read(client, method):
    answer = getattr(client, method)("/de/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_site_that_is_not_built_says_what_to_do(make):
    answer = make(site=False).client().get("/de/")

    assert answer.status_code == 503
    assert "make build" in answer.text
