"""Errors: one place, two forms, no details."""

import pytest

from comments_service.web import receipts
from tests.web import text, tree


@pytest.fixture
def broken(room, monkeypatch):
    """A receipt that meets a fault of ours."""

    def fail(*_: object) -> None:
        raise RuntimeError("details with the text of a reader")

    receipt = room.receipt(room.sent())
    monkeypatch.setattr(receipts, "comment_html", fail)
    return receipt


def test_a_fault_is_answered_without_details(client, broken):
    answer = client.get(broken, headers={"Accept-Language": "de"})

    assert answer.status_code == 500
    assert "Bei uns ist etwas schiefgegangen" in text(answer)
    assert "details" not in answer.text
    assert "Traceback" not in answer.text


def test_a_fault_is_answered_to_scripts_in_json(client, broken):
    answer = client.get(broken, headers={"Accept": "application/json"})

    assert answer.status_code == 500
    assert list(answer.json) == ["message"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/html;q=0.1, application/json", "application/json"),
        ("image/png", "text/html"),
        ("nonsense;;q=x", "text/html"),
    ],
)
def test_the_form_of_an_answer_is_what_the_reader_prefers(client, accept, kind):
    answer = client.get("/comments/nix", headers={"Accept": accept} if accept else {})

    assert (answer.status_code, answer.mimetype) == (404, kind)


def test_error_pages_speak_the_readers_language(client):
    english = client.get("/comments/nix", headers={"Accept-Language": "en-GB, de;q=0.5"})
    other = client.get("/comments/nix", headers={"Accept-Language": "ja"})

    assert tree(english).get("lang") == "en"
    assert tree(other).get("lang") == "de"


def test_what_is_not_allowed_names_what_is(client):
    answer = client.put("/comments/nix")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
