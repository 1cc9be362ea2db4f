"""A newsroom to measure: the demo's configuration, threads and comments that nobody wrote."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from comments_service.actions import sign_in
from comments_service.actions.service import Service
from comments_service.contract import ids, markers
from comments_service.contract.config_file import load
from comments_service.contract.files import write_atomically
from comments_service.contract.paths import Paths
from comments_service.contract.threads import Manifest, Thread, write_manifest
from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.publish.comment_html import VERSION
from comments_service.settings import Settings
from comments_service.storage import comments
from comments_service.storage.database import migrate, transaction
from comments_service.wiring import make_service

PROJECT = Path(__file__).parents[1]
NOW = datetime.now(UTC)
SECRET = "k" * 40
_PASSWORD = "vier lange woerter genuegen"  # noqa: S105 - of nobody but this run

_WORDS = (
    "Anlage Gemeinde Planung Strom Wasser Quartier Sommer Bericht Frage Antwort Ziel Kosten Netz "
    "Turbine Leitung Vertrag Jahr Monat Woche Speicher Wärme Solar Dach Garten Strasse Bahn Halle "
    "Firma Leute Kinder Schule Verein Wald See Berg Tal Brücke Zug Auto Velo Markt Preis Lohn "
    "Arbeit Pause Werk Stelle Idee Zahl Menge Grund Folge Anfang Ende Mitte Seite Punkt Linie"
).split()
_VERBS = "kommt bleibt zeigt bringt kostet hilft fehlt beginnt endet reicht stimmt wächst".split()
_NAMES = "Ruth Beat Lea Marco Nina Urs Carla Jonas Sina Reto Petra Lukas Vera Dario".split()


def text(number: int, words: int = 40) -> str:
    """A comment that is like no other, of about 250 characters."""
    return f"{_drawn(number % 512, words)} Nummer {number}?"


@cache
def _drawn(number: int, words: int) -> str:
    chance = random.Random(number)
    drawn = [chance.choice(_VERBS if at % 3 == 1 else _WORDS) for at in range(words)]
    return f"**{drawn[0]}**: {' '.join(drawn[1:])}."


class Room:
    """A newsroom in `folder` with so many threads; the first has the page that is measured."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.paths = Paths(folder / "content", PROJECT / "theme", folder / "output", folder / "var")
        self.threads = [_thread(ids.new_id(), number) for number in range(threads)]
        self._configure()
        write_manifest(
            self.paths.threads,
            Manifest(ids.new_id(), {thread.id: thread for thread in self.threads}, {}),
        )
        write_atomically(self.paths.output / "index.html", b"<!doctype html>")
        for thread in self.threads:
            write_atomically(self.paths.output / thread.file, _page(thread))

    @property
    def thread(self) -> Thread:
        return self.threads[0]

    def _configure(self) -> None:
        """The demo's newsroom.toml: behind one proxy, and limits that this run never reaches."""
        self.folder.mkdir(parents=True)
        toml = (PROJECT / "newsroom.toml").read_text("utf-8")
        for key, value in {
            "rate_limit": '"1000000 per minute"', "trusted_proxies": "1", "close_after_days": "0",
        }.items():  # fmt: skip
            toml, count = re.subn(rf"^{key} = [^#\n]*", f"{key} = {value} ", toml, flags=re.M)
            if count != 1:
                raise RuntimeError(f"newsroom.toml names {key} {count} times")
        self.config.write_text(toml, "utf-8")

    @property
    def config(self) -> Path:
        return self.folder / "newsroom.toml"

    def service(self) -> Service:
        """The service without HTTP, on this newsroom's database."""
        service = make_service(
            load(self.config), self.paths, Settings((SECRET,), akismet_key="", smtp_url="")
        )
        migrate(service.db)
        return service

    def fill(self, service: Service, thread: Thread, state: State, count: int) -> None:
        """Store so many comments in a state, one a minute until now."""
        with transaction(service.db):
            for comment in _comments(thread, state, count):
                comments.add(service.db, comment)

    def session(self, service: Service) -> str:
        """The cookie of somebody who is signed in."""
        token = sign_in.invite(service, "Lea Brunner", "Leiterin Kommunikation", NOW)
        started = sign_in.accept(
            service, token, "Lea Brunner", "Leiterin Kommunikation", _PASSWORD, NOW
        )
        return started.token


def _thread(thread_id: str, number: int) -> Thread:
    place = f"de/2026/beitrag-{number}/"
    return Thread(
        id=thread_id, lang="de", title=f"Beitrag {number}", url=f"/{place}",
        file=f"{place}index.html", policy="open", closes_at=None,
    )  # fmt: skip


def _page(thread: Thread) -> bytes:
    """A page as long as a usual post's, with a place for comments."""
    body = "".join(f"<p>{text(number, 80)}</p>\n" for number in range(40))
    place = f"{markers.begin(thread.id)}\n{markers.end(thread.id)}"
    return f"<!doctype html><main>{body}{place}</main>".encode()


def _comments(thread: Thread, state: State, count: int) -> Iterator[Comment]:
    chance = random.Random(thread.id)
    for number in range(count):
        at = NOW - timedelta(minutes=count - number)
        words = text(chance.randrange(10**9))
        comment = Comment(
            id=ids.new_id(), thread=thread.id, parent=None, lang="de",
            author=f"{chance.choice(_NAMES)} {chance.choice(_WORDS)}",
            email=None, body=words, state=state, created_at=at, html=f"<p>{words}</p>\n",
            rendered=VERSION,
        )  # fmt: skip
        if state is State.PUBLISHED:
            comment = replace(comment, published_at=at, decided_at=at)
        if state is State.PENDING:
            comment = replace(comment, waiting_since=at)
        yield comment
