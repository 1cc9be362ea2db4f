"""A newsroom with something behind each address below /comments/, and a machine that tries all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from comments_service.actions.erase import erase
from comments_service.actions.links import COMMENT, REPLIES
from comments_service.actions.links import REPORT as REPORTED
from comments_service.actions.links import SLIP as FOUND
from comments_service.actions.tokens import Purpose
from comments_service.contract.published import PublishedComment, thread_json
from comments_service.contract.threads import Announcement, Manifest, write_manifest
from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.settings import Settings
from comments_service.web.interface.document import document
from comments_service.web.interface.parts import JSON
from tests.actions.moderating import revised
from tests.actions.office import POST, comment, person, rejected, report, slip
from tests.support import NOW, SITE, THREAD
from tests.web import CLOSED, Room, make_room

RECEIPT = "/comments/receipt/{token}"
# Nothing is ever sent: tests of the interface do not let the outbox work.
MAILING = Settings(("k" * 40,), akismet_key="", smtp_url="smtp://127.0.0.1:9")


@dataclass
class Inhabited:
    """A room, and for each path of the document the values that its parameters really have."""

    room: Room
    values: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    parents: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """The document as it is served, its parameters narrowed to what is there.

        What is not among them, and is sent all the same, is garbage that has to be refused.
        """
        doc = document(self.room.service.config)
        for path, names in self.values.items():
            for parameter in doc["paths"][path]["parameters"]:
                parameter["schema"] = {"enum": names[parameter["name"]]}
        for operation in ("/comments/{thread_id}", "/comments/{thread_id}/preview"):
            content = doc["paths"][operation]["post"]["requestBody"]["content"]
            for kind, body in content.items():
                none = ["", None] if kind == JSON else [""]
                body["schema"]["properties"]["parent"] = {"enum": [*none, *self.parents]}
        return doc


def inhabited(folder: Path) -> Inhabited:
    """Comments in every state, an appeal, reports, errors found; a token for each address."""
    room = make_room(folder, settings=MAILING, rate_limit="100000 per minute")
    service = room.service
    manifest = service.threads.manifest()
    post = Announcement(POST, "de", "Neue Anlage", "/de/2026/neue-anlage/", "content/neu.md")
    write_manifest(
        service.paths.threads, Manifest(SITE, manifest.threads, manifest.pages, {POST: post})
    )
    made = Inhabited(room)
    made.parents = [_published(room).id, _published(room).id]
    _threads(made)
    _receipts(made)
    _links(made)
    return made


def _threads(made: Inhabited) -> None:
    threads = {"thread_id": [THREAD, CLOSED]}
    made.values |= {
        "/comments/{thread_id}": threads,
        "/comments/{thread_id}/preview": threads,
        "/comments/{thread_id}/reply/{comment_id}": {
            "thread_id": [THREAD],
            "comment_id": made.parents,
        },
    }
    service = made.room.service
    published = [
        PublishedComment(parent, None, "Ruth", None, NOW, "<p>Gut.</p>") for parent in made.parents
    ]
    file = service.paths.output / "comments" / THREAD / "thread.json"
    file.write_bytes(thread_json(service.threads.get(THREAD), published))
    for name in ("thread.json", "feed.atom"):
        made.values[f"/comments/{{thread_id}}/{name}"] = {"thread_id": [THREAD]}
    (service.paths.output / "comments" / "official.atom").write_text("<feed/>")


def _receipts(made: Inhabited) -> None:
    """What is erased once has nothing left to change, so each page has comments of its own."""
    room = made.room
    service = room.service
    changed = _published(room)
    revised(service, changed, "Neuer Text.")
    of_page = {
        "": [comment(service, state).id for state in State if state is not State.WITHDRAWN]
        + [changed.id, _rejected(room).id, _erased(room).id],
        "/edit": [comment(service).id, _published(room).id],
        "/edit/withdraw": [changed.id, _published(room).id],
        "/appeal": [_rejected(room).id, _published(room).id],
        "/erase": [_published(room).id, comment(service).id],
        "/withdraw": [comment(service).id],
        "/anonymise": [_published(room).id, _erased(room).id],
        "/export": [_rejected(room).id, changed.id, comment(service, email="r@example.org").id],
        "/mails": [_published(room).id],
        "/ask": [comment(service, email="a@example.org").id, comment(service).id],
    }
    for page, ids in of_page.items():
        tokens = [service.tokens.receipt(comment_id) for comment_id in ids]
        made.values[f"{RECEIPT}{page}"] = {"token": tokens}


def _links(made: Inhabited) -> None:
    """Mailed links, and the receipts of reports and of errors found."""
    service, about = made.room.service, _published(made.room)
    sender = comment(service, email="ruth@example.org", confirmed_at=NOW)
    told, found = report(service, about), slip(service, email="urs@example.org")

    def token(purpose: Purpose, *values: str) -> list[str]:
        return [service.tokens.sign(purpose, values, NOW)]

    old = service.tokens.sign(Purpose.DATA, ["ruth@example.org", "de"], NOW - timedelta(days=2))
    gone = comment(service, email="weg@example.org", confirmed_at=NOW)
    nameless = comment(service, email="name@example.org", confirmed_at=NOW)
    data = [*token(Purpose.DATA, sender.email, "de"), *token(Purpose.DATA, "urs@example.org", "en")]
    asked = [(COMMENT, sender.id), (REPORTED, told.id), (FOUND, found.id)]
    of_path = {
        "confirm": [one for pair in asked for one in token(Purpose.CONFIRM, *pair)],
        "mails": token(Purpose.MAILS, about.id, REPLIES),
        "reported": token(Purpose.REPORT, told.id),
        "slip": token(Purpose.SLIP, found.id),
        "data": [*data, old],
    }
    pages = {
        **{f"{path}/{{token}}": tokens for path, tokens in of_path.items()},
        "data/{token}/print": data,
        "data/{token}/erase": token(Purpose.DATA, gone.email, "de"),
        "data/{token}/anonymise": token(Purpose.DATA, nameless.email, "de"),
    }
    for path, purpose, made_up in (
        ("reported", Purpose.REPORT, report(service, about)),
        ("slip", Purpose.SLIP, slip(service)),
    ):
        pages[f"{path}/{{token}}/export"] = of_path[path]
        pages[f"{path}/{{token}}/erase"] = token(purpose, made_up.id)
    comment(service, email="neu@example.org")
    pages["data/confirm/{token}"] = token(Purpose.OWNER, "neu@example.org", "de")
    made.values |= {f"/comments/{path}": {"token": tokens} for path, tokens in pages.items()}
    made.values["/comments/report/{comment_id}"] = {"comment_id": [about.id]}
    made.values["/comments/error/{post_id}"] = {"post_id": [POST]}


def _published(room: Room) -> Comment:
    return comment(room.service, State.PUBLISHED)


def _rejected(room: Room) -> Comment:
    return rejected(room.service, person(room.service, f"Lea {len(room.comments())}"))


def _erased(room: Room) -> Comment:
    gone = comment(room.service)
    erase(room.service, gone.id, NOW)
    return gone


def failures(made: Inhabited, examples: int) -> Iterator[str]:
    """What the machine finds, in all its phases and with all its checks, as readable texts."""
    schema = schemathesis.openapi.from_dict(made.document(), config=_config(examples))
    schema.app = _closing(made.room.app)
    tried = set()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            yield f"{getattr(event, 'label', '')}: {event.value!r}"
        if isinstance(event, events.ScenarioFinished) and event.status != Status.SKIP:
            tried.add(event.label)
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.failure_info:
                        failure = check.failure_info
                        yield f"{event.label}: {failure.failure}\n{failure.code_sample}"
    named = {operation.ok().label for operation in schema.get_all_operations()}
    yield from (f"{label} was not tried" for label in sorted(named - tried))


def _closing(app: Flask) -> WSGIApplication:
    """The application, each answer read to its end: the machine leaves files open."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        parts = app(environ, start)
        try:
            return list(parts)
        finally:
            getattr(parts, "close", lambda: None)()

    return answer


# Refusals of what cannot be right; 413 is ours for what is too long.
_REFUSALS = ["400", "404", "405", "413", "415", "422"]


def _config(examples: int) -> SchemathesisConfig:
    def refusals(*more: str) -> dict[str, Any]:
        return {"negative_data_rejection": {"expected-statuses": [*_REFUSALS, *more]}}

    settings = {
        "generation": {"deterministic": True, "max-examples": examples, "database": "none"},
        "analysis": {"constants": {"enabled": False}},
        "checks": refusals(),
        "operations": [
            {
                # A closed thread, and a comment that is no longer there, are told first.
                "include-path-regex": "/comments/{thread_id}",
                "checks": refusals("409"),
            },
            {
                # Where nothing is to be changed any more, the receipt says so, whatever was sent.
                "include-path-regex": "/receipt/{token}/(edit|appeal)$",
                "checks": refusals("303"),
            },
            {
                # The form leads to /data/sent, which is taken for a token.
                "include-path-regex": "/data/{token}/",
                "checks": {"ensure_resource_availability": {"enabled": False}},
            },
        ],
    }
    return SchemathesisConfig.from_dict(settings)
