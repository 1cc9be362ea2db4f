"""The interface for scripts: described, and what is described is true."""

import re
import sqlite3
from contextlib import closing

import pytest
import schemathesis

from tests.interface import failures, inhabited
from tests.support import THREAD, fields
from tests.web import CLOSED, UNKNOWN

ADDRESS = "/comments/openapi.json"
HERE = f"/comments/{THREAD}"
FORM = "application/x-www-form-urlencoded"
JSON = {"Accept": "application/json"}
# The web server sends these; in the service they are files of the site.
FILES = {"/comments/{thread_id}/thread.json", "/comments/{thread_id}/feed.atom"}


def routes(app, prefix=""):
    """Methods and addresses below /comments/, written as the document writes them."""
    here = f"{prefix}/comments/"
    return {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix(prefix)))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(here)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def operations(document):
    return {
        (method.upper(), path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def test_every_address_is_described_and_nothing_else(make):
    """Whoever adds a route below /comments/ describes it."""
    for url in ("http://127.0.0.1:8000", "https://muster.example/newsroom"):
        room = make(url=url)
        prefix = room.service.config.prefix
        answer = room.client().get(f"{prefix}{ADDRESS}")
        described = set(operations(answer.json))

        assert answer.mimetype == "application/json"
        assert answer.json["servers"] == [{"url": url}]
        assert described - routes(room.app, prefix) == {("GET", path) for path in FILES}
        assert routes(room.app, prefix) - described == set()


def test_what_the_newsroom_is_set_to_is_told(make):
    room = make(comments='close_after_days = 30\nmax_length = 321\nconsent = "checkbox"')
    document = room.client().get(ADDRESS).json
    content = document["paths"]["/comments/{thread_id}"]["post"]["requestBody"]["content"]

    assert "de, en" in document["info"]["description"]
    for kind in (FORM, "application/json"):
        schema = content[kind]["schema"]
        assert schema["properties"]["body"]["maxLength"] == 321
        assert schema["required"] == ["author", "body", "consent"]


def test_each_operation_has_a_name_of_its_own_and_a_summary(client):
    found = operations(client.get(ADDRESS).json).values()
    names = [operation["operationId"] for operation in found]

    assert len(names) == len(set(names))
    assert all(operation["summary"] for operation in found)


SENT = {
    "taken": (202, HERE, {"json": fields()}),
    "not UTF-8": (400, HERE, {"data": b"body=%ff", "content_type": FORM}),
    "unknown": (404, f"/comments/{UNKNOWN}", {"json": fields()}),
    "a file": (405, "/comments/feed.atom", {"json": fields()}),
    "closed": (409, f"/comments/{CLOSED}", {"json": fields()}),
    "too long": (413, HERE, {"json": fields("x" * 9000)}),
    "text": (415, HERE, {"data": b"body=x", "content_type": "text/plain"}),
    "without a name": (422, HERE, {"json": {"body": "x"}}),
}


@pytest.mark.parametrize("case", SENT)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_what_comes_back_is_as_described(room, client, case, accept):
    status, path, sent = SENT[case]
    answer = client.post(path, headers={"Accept": accept}, **sent)

    assert answer.status_code == (303 if (status, accept) == (202, "text/html") else status)
    as_described(room, answer)


def test_too_much_at_once_is_as_described(make):
    room = make(rate_limit="1 per hour")
    answers = [room.client().post(HERE, json=fields(text), headers=JSON) for text in "ab"]

    assert [answer.status_code for answer in answers] == [202, 429]
    as_described(room, answers[1])


def test_a_locked_database_is_as_described(room, client):
    room.service.db.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(room.service.paths.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.post(HERE, json=fields(), headers=JSON)

    assert answer.status_code == 503
    as_described(room, answer)


def as_described(room, answer):
    """Status, type, headers and fields of an answer to a comment are what the document says."""
    document = room.client().get(ADDRESS).json
    path = "/comments/{thread_id}"
    assert str(answer.status_code) in operations(document)["POST", path]["responses"]
    schemathesis.openapi.from_dict(document)[path]["POST"].validate_response(answer)


def test_a_machine_that_tries_everything_finds_no_fault(tmp_path):
    """Every address with what is there and with garbage: no 5xx, nothing that is not described."""
    assert list(failures(inhabited(tmp_path), examples=2)) == []


@pytest.mark.slow
def test_a_machine_that_tries_for_long_finds_no_fault(tmp_path):
    assert list(failures(inhabited(tmp_path), examples=150)) == []
