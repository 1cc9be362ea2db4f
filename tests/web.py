"""The service behind Flask's test client: a real database, a small site of hand-made files."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from lxml import html as lxml_html
from sqlite_utils import Database
from werkzeug.test import TestResponse

from comments_service.actions import sign_in
from comments_service.actions.decide import decide
from comments_service.actions.service import Service
from comments_service.app import create_app
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import Verb
from comments_service.outbox.worker import drain, settle
from comments_service.storage import comments, database, moderators
from tests.support import NOW, THREAD, fields, make_newsroom, thread

CLOSED = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02"
ENGLISH = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a03"
UNKNOWN = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4aff"
PASSWORD = "vier lange woerter genuegen"

SITE = {
    "index.html": "<p>languages</p>",
    "404.html": "<p>not here</p>",
    "de/index.html": "<p>Startseite</p>",
    "de/404.html": "<p>nicht hier</p>",
    "de/feed.atom": "<feed/>",
    "de/feed.rss": "<rss/>",
    "comments/feed.atom": "<feed/>",
    f"comments/{THREAD}/thread.json": "{}",
    f"comments/{THREAD}/feed.atom": "<feed/>",
    f"comments/{THREAD}/.thread.json.x.tmp": "half",
    "theme/newsroom.css": "body{}",
    "theme/comments.js": "//",
    "media/turbine.jpg": "jpeg",
    "media/plan.svg": "<svg/>",
    ".well-known/security.txt": "Contact: x",
    ".secret": "no",
}

NONE = Grounds()


class Compiled(BytecodeCache):
    """Templates compiled once for all tests: most of a small newsroom's start goes there."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Client(FlaskClient):
    """Reads each answer to its end, so that no file stays open."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **options})


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Room:
    """A newsroom, its application, and shortcuts to what tests ask of it."""

    service: Service
    app: Flask
    clock: Clock
    woken: list[bool] = field(default_factory=list)

    def client(self) -> FlaskClient:
        """A browser of its own, with its own cookies."""
        return self.app.test_client()

    def comments(self) -> list[Comment]:
        return comments.everything(self.service.db)

    def only_comment(self) -> Comment:
        (comment,) = self.comments()
        return comment

    def published(self, body: str = "Gute Sache, wann geht es los?", **more: str) -> Comment:
        """A comment that everybody can see."""
        comment = self.sent(body, **more)
        return self.decide(comment.id, Verb.PUBLISH)

    def sent(self, body: str = "Gute Sache, wann geht es los?", **more: str) -> Comment:
        """A comment as a reader sends it."""
        before = {comment.id for comment in self.comments()}
        answer = self.client().post(f"/comments/{THREAD}", data=fields(body, **more))
        assert answer.status_code == 303, answer.text
        return next(c for c in self.comments() if c.id not in before)

    def decide(self, comment_id: str, verb: Verb, grounds: Grounds = NONE) -> Comment:
        decide(self.service, comment_id, verb, "Jemand", self.clock(), grounds=grounds)
        return comments.get(self.service.db, comment_id)

    def receipt(self, comment: Comment) -> str:
        return f"/comments/receipt/{self.service.tokens.receipt(comment.id)}"

    def work(self) -> None:
        """Do what the outbox holds."""
        drain(self.service, self.clock())
        settle(self.service, self.clock())


class Desk:
    """A signed-in moderator."""

    def __init__(self, room: Room, name: str = "Lea Brunner", role: str = "") -> None:
        """`role` as in `sign_in.invite`: the first person is administrator."""
        self.room = room
        self.client = room.client()
        token = sign_in.invite(
            room.service, name, "Leiterin Kommunikation", room.clock(), role=role
        )
        answer = send_entry(
            self.client, f"/moderation/join/{token}",
            name=name, function="Leiterin Kommunikation", password=PASSWORD,
        )  # fmt: skip
        assert answer.status_code == 303, answer.text

    @property
    def csrf(self) -> str:
        return hidden(self.client.get("/moderation/"), "csrf")

    def get(self, path: str = "", **options: Any) -> TestResponse:
        return self.client.get(f"/moderation/{path}", **options)

    def post(self, path: str, **data: str) -> TestResponse:
        return self.client.post(f"/moderation/{path}", data={"csrf": self.csrf, **data})

    def decide(self, comment: Comment, verb: str, **data: str) -> TestResponse:
        return self.post(f"comments/{comment.id}/decide", verb=verb, **data)


def shut_out(room: Room, name: str) -> None:
    """Disable somebody, the last administrator included."""
    person = moderators.by_name(room.service.db, name)
    assert person is not None
    moderators.disable(room.service.db, person.id, room.clock())


def entry_token(answer: TestResponse) -> str:
    """The token of a sign-in or invitation form."""
    return str(
        tree(answer).xpath("//form[contains(@class, 'signin')]//input[@name='csrf']/@value")[0]
    )


def send_entry(client: FlaskClient, path: str, **data: str) -> TestResponse:
    """Open a form that needs no session, and send it as a browser does: with its token."""
    page = client.get(path)
    token = {"csrf": entry_token(page)} if page.status_code == 200 else {}
    return client.post(path, data={**token, **data})


def sign_in_as(
    client: FlaskClient, name: str = "Lea Brunner", password: str = PASSWORD, **data: str
) -> TestResponse:
    return send_entry(client, "/moderation/sign-in", name=name, password=password, **data)


def hidden(answer: TestResponse, name: str) -> str:
    """The value of a page's first hidden field with this name."""
    return str(tree(answer).xpath(f"//input[@type='hidden'][@name='{name}']/@value")[0])


def tree(answer: TestResponse) -> Any:
    return lxml_html.fromstring(answer.get_data())


def text(answer: TestResponse) -> str:
    """What a person reads in the page's main part."""
    return " ".join(" ".join(tree(answer).xpath("//main//text()")).split())


def make_room(folder: Path, *, site: bool = True, trial: bool = False, **config: Any) -> Room:
    service = make_newsroom(
        folder,
        threads=[
            thread(),
            thread(CLOSED, title="Alte Anlage", policy="closed", url="/de/2020/alte-anlage/",
                   file="de/2020/alte-anlage/index.html"),
            thread(ENGLISH, lang="en", title="New plant", url="/en/2026/new-plant/",
                   file="en/2026/new-plant/index.html"),
        ],
        **config,
    )  # fmt: skip
    for name, content in SITE.items() if site else ():
        path = service.paths.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    service.jinja.bytecode_cache = COMPILED
    clock, woken = Clock(), []
    app = create_app(service, trial=trial, on_change=lambda: woken.append(True), clock=clock)
    app.test_client_class = Client
    return Room(service, app, clock, woken)


@pytest.fixture(autouse=True)
def hurried_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about answers and not about power failures: nothing waits for the disk."""
    careful = database.connect

    def connect(path: Path, *more: float) -> Database:
        db = careful(path, *more)
        db.conn.execute("PRAGMA synchronous = OFF")
        return db

    monkeypatch.setattr(database, "connect", connect)
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return make_room(tmp_path)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Room]:
    """Makes a newsroom with a configuration of its own."""
    return lambda **config: make_room(tmp_path / f"room{len(list(tmp_path.iterdir()))}", **config)


@pytest.fixture
def client(room: Room) -> FlaskClient:
    return room.client()


@pytest.fixture
def desk(room: Room) -> Desk:
    return Desk(room)
