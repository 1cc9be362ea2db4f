"""Debug mode stays off, whatever the environment of the process says."""

import pytest

from comments_service.web import receipts
from tests.web import make_room


@pytest.mark.parametrize("trial", [False, True])
def test_no_page_shows_how_the_service_works_inside(tmp_path, monkeypatch, trial):
    for name in ("FLASK_DEBUG", "WERKZEUG_DEBUG_PIN", "FLASK_ENV", "DEBUG"):
        monkeypatch.setenv(name, "1")
    room = make_room(tmp_path, trial=trial)
    receipt = room.receipt(room.sent())

    def fail(_: str) -> None:
        raise RuntimeError("inner details")

    monkeypatch.setattr(receipts, "comment_html", fail)
    answer = room.client().get(receipt)

    assert not room.app.debug
    assert not room.app.testing
    assert answer.status_code == 500
    for detail in ("inner details", "Traceback", "RuntimeError", "debugger", ".py"):
        assert detail not in answer.text, detail


@pytest.mark.parametrize("path", ["/console", "/?__debugger__=yes&cmd=resource&f=debugger.js"])
def test_there_is_no_debugger(client, path):
    answer = client.get(path)

    assert "debugger" not in answer.text.lower()
    assert answer.status_code == (404 if path == "/console" else 200)


def test_answers_do_not_say_what_they_were_made_with(client):
    answer = client.get("/de/")

    assert "X-Powered-By" not in answer.headers
    assert "Werkzeug" not in f"{answer.headers}"
