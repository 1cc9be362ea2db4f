"""The preview: for whoever knows its address, and for nobody else."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from comments_service.app import create_preview_app
from comments_service.contract.headers import CSP, MEDIA_CSP, SEARCH_CSP
from comments_service.contract.preview import (
    end_preview,
    paths_of_preview,
    renew_token,
    write_state,
)
from tests.web import Client, Room, text, tree

FAULT = "content/posts/x.md:7: topics names '<b>bau</b>', which nobody knows\n    mend: write bau"
PLACE = "<aside><!-- preview --></aside>"
PAGES = {
    "index.html": f"<main>{PLACE} Alles</main>",
    "en/404.html": f"<main>{PLACE} not here</main>",
    "de/404.html": f"<main>{PLACE} nicht hier</main>",
    "de/2031/geheim/index.html": f"<main>{PLACE} Noch geheim</main>",
    "de/feed.atom": "<feed/>",
    "theme/newsroom.abc.css": "body{}",
    "media/plan.svg": "<svg/>",
    ".hidden": "no",
}


@pytest.fixture
def token(room: Room) -> str:
    """The secret of a preview that was built."""
    token = renew_token(room.service.paths)
    for name, content in PAGES.items():
        path = paths_of_preview(room.service.paths).output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    write_state(room.service.paths, "")
    return token


def test_whoever_knows_the_address_reads_what_is_not_public(client: FlaskClient, token: str):
    page = client.get(f"/preview/{token}/de/2031/geheim/")

    assert page.status_code == 200
    assert page.content_type == "text/html; charset=utf-8"
    assert "Noch geheim" in page.text
    assert "Alles" in client.get(f"/preview/{token}/").text
    assert client.get(f"/preview/{token}/media/plan.svg").content_type.startswith("image/svg+xml")
    assert client.get(f"/preview/{token}/theme/newsroom.abc.css").text == "body{}"


@pytest.mark.parametrize("path", ["/", "/de/2031/geheim/", "/state.json", "/media/plan.svg", "/x"])
def test_whoever_does_not_know_it_learns_nothing(room: Room, token: str, path: str):
    """A wrong address looks as it does where there is no preview at all."""
    client = room.client()
    wrong = [
        f"/preview/{token[:-1]}{path}",
        f"/preview/{token.upper()}x{path}",
        f"/preview/x{path}",
    ]
    answers = [client.get(address) for address in wrong]
    end_preview(room.service.paths)
    nothing = client.get(f"/preview/{token}{path}")

    assert nothing.status_code == 404
    for answer in answers:
        assert (answer.status_code, answer.data) == (404, nothing.data)
        assert answer.headers["X-Robots-Tag"] == nothing.headers["X-Robots-Tag"]
        assert token not in str(answer.headers)


def test_nothing_of_it_is_kept_listed_or_told_to_other_sites(client: FlaskClient, token: str):
    for path in ("", "de/2031/geheim/", "media/plan.svg", "de/feed.atom", "state.json", "nix"):
        headers = client.get(f"/preview/{token}/{path}").headers
        assert headers["Cache-Control"] == "no-store", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive", path
        policy = MEDIA_CSP if path.startswith("media/") else CSP
        assert headers["Content-Security-Policy"] == policy, path


def test_the_search_of_a_preview_may_run_as_the_public_one_does(client: FlaskClient, token: str):
    answer = client.get(f"/preview/{token}/de/suche/")

    assert answer.headers["Content-Security-Policy"] == SEARCH_CSP


@pytest.mark.parametrize(
    "path",
    [
        "de/", "de/2031/", "media/", ".hidden", "../state.json", "%2e%2e/token", "..%2ftoken",
        "../token", "/etc/passwd", "de//404.html", "a" * 5000, "theme/newsroom.css",
    ],
)  # fmt: skip
def test_only_what_was_built_is_served(client: FlaskClient, token: str, path: str):
    assert client.get(f"/preview/{token}/{path}").status_code == 404


def test_what_is_missing_is_told_by_the_previews_own_page(client: FlaskClient, token: str):
    assert "nicht hier" in client.get(f"/preview/{token}/de/nix/").text
    assert "not here" in client.get(f"/preview/{token}/en/nix").text
    assert "nicht hier" in client.get(f"/preview/{token}/nix").text


def test_a_folder_is_sent_to_its_slash(client: FlaskClient, token: str):
    answer = client.get(f"/preview/{token}/de/2031/geheim")

    assert (answer.status_code, answer.location) == (301, f"/preview/{token}/de/2031/geheim/")


def test_an_open_page_learns_that_there_is_a_newer_build(room, client, token):
    page = tree(client.get(f"/preview/{token}/de/2031/geheim/")).xpath("//*[@data-preview]")[0]
    assert page.get("data-state") == f"/preview/{token}/state.json"
    assert client.get(page.get("data-state")).json == {"version": page.get("data-version")}

    write_state(room.service.paths, "")
    assert client.get(page.get("data-state")).json != {"version": page.get("data-version")}


def test_every_page_tells_the_faults_of_the_newest_build(room, client, token):
    write_state(room.service.paths, f"{FAULT}\n1 fault; nothing was written.")
    for path in ("", "de/2031/geheim/", "nix"):
        page = client.get(f"/preview/{token}/{path}")
        words = text(page)
        assert "content/posts/x.md:7" in words
        assert "topics names '<b>bau</b>', which nobody knows" in words
        assert "write bau" in words
        assert "<b>bau" not in page.text

    write_state(room.service.paths, "")
    assert "content/posts/x.md" not in client.get(f"/preview/{token}/").text


def test_a_build_that_broke_down_is_told_in_its_own_words(room, client, token):
    write_state(room.service.paths, "Traceback <x>")

    assert "Traceback <x>" in text(client.get(f"/preview/{token}/"))


def test_before_the_first_build_a_page_says_so_and_looks_like_one(room, client):
    token = renew_token(room.service.paths)
    page = client.get(f"/preview/{token}/", headers={"Accept-Language": "de"})
    assert page.status_code == 503
    assert "Die Vorschau wird erstellt" in text(page)

    write_state(room.service.paths, FAULT)
    page = client.get(f"/preview/{token}/de/")
    assert "content/posts/x.md:7" in text(page)
    for address in tree(page).xpath("//link/@href | //script/@src"):
        assert address.startswith(f"/preview/{token}/theme/")
        assert client.get(address).status_code == 200, address
    assert client.get(f"/preview/{token}/theme/nix.css").status_code == 404


def test_the_preview_can_be_served_alone(room: Room, token: str):
    app = create_preview_app(room.service)
    app.test_client_class = Client
    client = app.test_client()

    assert client.get(f"/preview/{token}/").status_code == 200
    for path in ("/", "/de/", "/preview/", "/moderation/", "/comments/x", "/healthz"):
        assert client.get(path).status_code == 404, path


def test_a_newsroom_below_a_path_has_its_preview_there(make):
    room = make(url="http://127.0.0.1:8000/news")
    token = renew_token(room.service.paths)
    site = paths_of_preview(room.service.paths).output
    site.mkdir()
    Path(site / "index.html").write_text(PLACE, "utf-8")
    page = room.client().get(f"/news/preview/{token}/")

    assert page.status_code == 200
    assert f'data-state="/news/preview/{token}/state.json"' in page.text
    assert room.client().get(f"/preview/{token}/").status_code == 404


def test_a_page_that_a_build_is_just_taking_away_is_missing(room, client, token, monkeypatch):
    real = Path.read_text

    def gone(path: Path, *args: str) -> str:
        if path.name == "index.html":
            raise FileNotFoundError(path)
        return real(path, *args)

    monkeypatch.setattr(Path, "read_text", gone)
    assert client.get(f"/preview/{token}/").status_code == 404
