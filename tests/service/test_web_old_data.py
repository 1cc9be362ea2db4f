"""After an update the service works with what the version before has left, before any build.

The files are written here as version 0.1.0 wrote them: its own code is no longer there to do so.
"""

import json
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlite_utils import Database

from comments_service.actions.chores import Chores
from comments_service.actions.replay import replay
from comments_service.app import create_app
from comments_service.contract.due import read_schedule
from comments_service.contract.paths import paths_for
from comments_service.contract.published import read_published
from comments_service.domain.states import State, Verb
from comments_service.settings import Settings
from comments_service.storage import comments
from comments_service.storage.database import connect, migrate, stamp, transaction
from comments_service.storage.log_check import verify
from comments_service.storage.migrations import migrations
from comments_service.wiring import make_service
from tests.support import NOW, OPENED, SITE, THREAD, page_of, thread, write_config, write_page
from tests.web import COMPILED, PASSWORD, Client, Clock, Room, sign_in_as, text

SHOWN, WAITING, REFUSED, GONE = (f"6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4b0{n}" for n in range(4))
AT = stamp(NOW)

MANIFEST = {
    "version": 1,
    "site_id": SITE,
    "threads": [
        {
            "id": THREAD,
            "lang": "de",
            "title": "Neue Anlage",
            "url": "/de/2026/neue-anlage/",
            "file": "de/2026/neue-anlage/index.html",
            "policy": "open",
            "closes_at": None,
        }
    ],
    "pages": {"de": {"privacy": "/de/datenschutz/", "rules": "/de/regeln/"}},
}
PUBLISHED = {
    "version": 1,
    "id": THREAD,
    "lang": "de",
    "title": "Neue Anlage",
    "url": "/de/2026/neue-anlage/",
    "comments": [
        {
            "id": SHOWN,
            "parent": None,
            "author": "Ruth Keller",
            "official": None,
            "published_at": NOW.isoformat(),
            "html": "<p>Schon gezeigt.</p>",
            "removed": None,
            "removed_at": None,
        }
    ],
}
FILES = {
    "threads.json": MANIFEST,
    "assets.json": {
        "version": 1,
        "names": {"newsroom.css": "newsroom.0b1c2d3e4f5a.css"},
        "former": {},
    },
    "redirects.json": {"version": 1, "moved": {"/de/alt/": "/de/neu/"}, "gone": []},
    "due.json": {"built": NOW.isoformat(), "due": {"at": NOW.isoformat(), "why": "x"}},
    f"published/{THREAD}.json": PUBLISHED,
}


def row(number: str, state: State, body: str, **more: object) -> dict[str, object]:
    return {
        "id": number,
        "thread": THREAD,
        "lang": "de",
        "author": "Ruth Keller",
        "email": "ruth@example.org",
        "body": body,
        "body_hash": "0",
        "state": state,
        "created_at": AT,
        "explanation": "",
        "automated": 0,
        "akismet": 0,
        **more,
    }


def fill(db: Database) -> None:
    """Comments in each state, a log that retention has shortened, somebody who decides, jobs."""
    migrations.apply(db, stop_before="m009_comments_complete")
    db.table("comments").insert_all(
        [
            row(SHOWN, State.PUBLISHED, "Schon *gezeigt*.", published_at=AT, decided_at=AT),
            row(WAITING, State.PENDING, "Wartet noch."),
            row(REFUSED, State.REJECTED, "Pfui.", decided_at=AT, reason="INSULT", explanation="So"),
        ]
    )
    entry = {"at": AT, "actor_kind": "person", "actor": "Lea", "action": "publish"}
    db.table("log").insert_all([{"id": n, **entry, "explanation": ""} for n in (7, 8)])
    db.table("verdicts").insert(
        {"comment": WAITING, "rule": "links", "outcome": "hold", "score": 0.5, "why": "Links: 1"}
    )
    hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    db.table("moderators").insert(
        {
            "name": "Lea Brunner",
            "function": "Sprecherin",
            "password_hash": hasher.hash(PASSWORD),
            "created_at": AT,
        }
    )
    waits = {"payload": "{}", "created_at": AT, "due_at": AT, "attempts": 0, "last_error": ""}
    db.table("outbox").insert_all(
        [
            {"kind": "publish", "key": THREAD, **waits},
            {"kind": "notice", "key": "waiting", **waits},
        ]
    )


@pytest.fixture
def old(tmp_path: Path) -> Room:
    """A newsroom of version 0.1.0 at its first start after an update."""
    config = write_config(tmp_path)
    paths = paths_for(config)
    for name, data in FILES.items():
        path = paths.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data), "utf-8")
    (paths.data / "erasures.log").write_text(f"{GONE}\n", "utf-8")
    db = connect(paths.database)
    fill(db)
    db.conn.close()
    service = make_service(config, paths, Settings(("k" * 40,), akismet_key="", smtp_url=""))
    OPENED.append(service)
    write_page(service, thread())
    migrate(service.db)
    service.jinja.bytecode_cache = COMPILED
    clock = Clock()
    app = create_app(service, trial=False, clock=clock)
    app.test_client_class = Client
    return Room(service, app, clock)


def test_a_reader_writes_and_finds_the_receipt(old: Room) -> None:
    fresh = old.sent("Und jetzt?")

    assert old.client().get(old.receipt(fresh)).status_code == 200
    for number in (SHOWN, WAITING, REFUSED):
        answer = old.client().get(old.receipt(comments.get(old.service.db, number)))
        assert answer.status_code == 200, number


def test_every_page_for_readers_answers(old: Room) -> None:
    for path in ("data", f"report/{SHOWN}", "openapi.json"):
        assert old.client().get(f"/comments/{path}").status_code == 200, path
    assert old.client().get(f"/comments/error/{THREAD}").status_code == 404, "no build has told it"


def test_a_moderator_signs_in_sees_the_queue_and_is_administrator(old: Room) -> None:
    client = old.client()

    assert sign_in_as(client).status_code == 303
    assert "Wartet noch." in text(client.get("/moderation/"))
    for page in ("people", "settings", "appeals", "reports", "slips", "switches", "log"):
        assert client.get(f"/moderation/{page}").status_code == 200, page


def test_what_was_shown_stays_and_what_is_decided_follows(old: Room) -> None:
    old.decide(WAITING, Verb.PUBLISH)
    old.work()

    page = page_of(old.service)
    assert "<p>Schon <em>gezeigt</em>.</p>" in page
    assert "Wartet noch." in page


def test_the_clock_s_chores_run_and_the_log_is_sound(old: Room) -> None:
    Chores(old.service)(NOW)
    old.work()

    checked = verify(old.service.db)
    assert (checked.broken, checked.rows >= 2) == (None, True)
    assert "<p>Schon <em>gezeigt</em>.</p>" in page_of(old.service)


def test_the_files_of_before_are_understood(old: Room) -> None:
    schedule = read_schedule(old.service.paths.due)

    (shown,) = read_published(old.service.paths.published(THREAD))

    assert (shown.id, shown.edited_at) == (SHOWN, None)
    assert schedule is not None
    assert schedule.ahead == {}
    assert old.service.redirects().moved == {"/de/alt/": "/de/neu/"}
    with transaction(old.service.db):
        assert replay(old.service.db, old.service.paths, NOW) == 0
