"""A full disk or a locked database: 503 before anything is acknowledged, and nothing stored."""

import sqlite3
from contextlib import closing

import pytest

from tests.support import THREAD, fields
from tests.web import text, tree

HERE = f"/comments/{THREAD}"
JSON = {"Accept": "application/json"}


@pytest.fixture
def locked(room):
    """Another process holds the write lock; ours waits for a moment only."""
    room.service.db.conn.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(room.service.paths.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


@pytest.fixture
def full(room):
    """The database has no page left to grow into."""
    db = room.service.db.conn
    room.sent("davor")
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    return room


def test_a_locked_database_is_told_and_the_text_kept(room, client, locked):
    answer = client.post(HERE, data=fields("Lange getippt"))

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert tree(answer).xpath("//textarea")[0].text.strip() == "Lange getippt"
    assert "nichts speichern" in text(answer)
    scripts = client.post(HERE, json=fields(), headers=JSON)
    assert scripts.status_code == 503
    assert scripts.headers["Retry-After"]
    assert scripts.json["message"]
    assert room.comments() == []


def test_it_is_taken_as_soon_as_the_lock_is_free(room, client, locked):
    assert client.post(HERE, data=fields()).status_code == 503
    locked.execute("ROLLBACK")

    assert client.post(HERE, data=fields()).status_code == 303
    assert len(room.comments()) == 1


def test_reading_goes_on_while_the_database_is_locked(room, client, desk):
    receipt = room.receipt(room.sent())
    room.service.db.conn.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(room.service.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for path in ("/de/", HERE, receipt, "/healthz"):
            assert client.get(path).status_code == 200, path
        assert desk.get().status_code == 200
        assert client.post(f"{receipt}/withdraw").status_code == 503
        other.execute("ROLLBACK")
    other.close()


def test_a_full_disk_is_told_before_anything_is_acknowledged(full):
    before = full.comments()
    client = full.client()
    codes = [
        client.post(HERE, data=fields(f"{number} " + "x" * 4900)).status_code for number in range(9)
    ]

    assert codes[-1] == 503
    assert codes.count(303) == len(full.comments()) - len(before)
    # Nothing is half there: each has its row in the log.
    log = full.service.db.conn.execute("SELECT count(*) FROM log WHERE action = 'submit'")
    assert log.fetchone() == (len(full.comments()),)
    answer = client.post(HERE, data=fields("x" * 4900))
    assert answer.headers["Retry-After"]
    assert tree(answer).xpath("//textarea")[0].text.strip() == "x" * 4900


def test_moderators_are_told_too(room, desk):
    comment = room.sent()
    csrf = desk.csrf
    room.service.db.conn.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(room.service.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = desk.client.post(
            f"/moderation/comments/{comment.id}/decide",
            data={"csrf": csrf, "verb": "reject", "reason": "OTHER", "explanation": "Getippt"},
        )
        other.execute("ROLLBACK")
    other.close()

    assert answer.status_code == 503
    assert tree(answer).xpath("//textarea")[0].text.strip() == "Getippt"
