"""Small real newsrooms for tests: real configuration, real database, no site build."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from comments_service.actions import learning
from comments_service.actions.service import Service
from comments_service.contract import markers
from comments_service.contract.config import Config
from comments_service.contract.config_file import load
from comments_service.contract.files import write_atomically
from comments_service.contract.paths import paths_for
from comments_service.contract.threads import Manifest, Thread, write_manifest
from comments_service.domain.comment import Comment, LogEntry
from comments_service.settings import Settings
from comments_service.spam.akismet_link import Reader
from comments_service.spam.thresholds import FEWEST_LABELS
from comments_service.storage import comments, labels, log, rules_off
from comments_service.storage.database import migrate
from comments_service.storage.lessons import Lesson
from comments_service.storage.log import Wanted
from comments_service.wiring import make_service

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SITE = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a00"
THREAD = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a01"
READER = Reader("203.0.113.7", "Test/1.0")
OPENED: list[Service] = []
"""Services of the running test; `tests/conftest.py` closes them after it."""
ANNA = "Anna Meier"
SPAM = "Earn money from your home: http://a.example http://b.example http://c.example"
"""What the filter rejects once it is `known_spam`."""

TOML = """
[newsroom]
name = "Muster"
legal_name = "Muster AG"
url = "{url}"
timezone = "Europe/Zurich"
languages = ["de", "en"]
[newsroom.tagline]
de = "Wir bauen"
en = "We build"
[newsroom.description]
de = "Mitteilungen"
en = "Releases"
[newsroom.boilerplate]
de = "Die Muster AG baut."
en = "Muster AG builds."
[address]
street = "Gasse 1"
postal_code = "9000"
city = "St. Gallen"
country = "Schweiz"
email = "presse@muster.example"
phone = "+41 71 555 01 00"
[colours]
accent = "#0b5d66"
accent_dark = "#7cc7cf"
[[topics]]
id = "technik"
name = {{ de = "Technik", en = "Technology" }}
[[authors]]
id = "anna-meier"
name = "Anna Meier"
role = {{ de = "Sprecherin", en = "Spokeswoman" }}
[[licences]]
id = "presse"
name = {{ de = "Pressebild", en = "Press picture" }}
terms = {{ de = "Für Redaktionen.", en = "For editorial use." }}
[[contacts]]
name = "Anna Meier"
role = {{ de = "Sprecherin", en = "Spokeswoman" }}
phone = "+41 71 555 01 01"
email = "anna.meier@muster.example"
[comments]
{comments}
[service]
rate_limit = "{rate_limit}"
trusted_proxies = {trusted_proxies}
"""


def write_config(
    folder: Path,
    *,
    url: str = "http://127.0.0.1:8000",
    comments: str = "close_after_days = 30",
    rate_limit: str = "1000 per minute",
    trusted_proxies: int = 0,
) -> Config:
    """A complete `newsroom.toml` in `folder`, and what it says."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "newsroom.toml"
    path.write_text(
        TOML.format(
            url=url, comments=comments, rate_limit=rate_limit, trusted_proxies=trusted_proxies
        ),
        "utf-8",
    )
    return load(path)


def thread(thread_id: str = THREAD, **changes: object) -> Thread:
    facts = {
        "id": thread_id,
        "lang": "de",
        "title": "Neue Anlage",
        "url": "/de/2026/neue-anlage/",
        "file": "de/2026/neue-anlage/index.html",
        "policy": "open",
        "closes_at": None,
    }
    return Thread(**{**facts, **changes})  # type: ignore[arg-type]


def make_newsroom(
    folder: Path,
    threads: Iterable[Thread] = (),
    settings: Settings | None = None,
    off: Iterable[str] = (),
    **config: object,
) -> Service:
    """A service on a fresh database, with a page for each thread; rules in `off` say nothing."""
    loaded = write_config(folder, **config)  # type: ignore[arg-type]
    paths = paths_for(loaded)
    service = make_service(
        loaded, paths, settings or Settings(("k" * 40,), akismet_key="", smtp_url="")
    )
    threads = list(threads) or [thread()]
    for one in threads:
        write_page(service, one)
    pages = {"de": {"privacy": "/de/datenschutz/", "rules": "/de/regeln/"}}
    write_manifest(paths.threads, Manifest(SITE, {one.id: one for one in threads}, pages))
    migrate(service.db)
    for rule in off:
        rules_off.switch_off(service.db, rule, None, NOW)
    OPENED.append(service)
    return service


def known_spam(service: Service, text: str = SPAM, *, rejects: bool = True) -> None:
    """Let the filter know a text as spam that a person has marked some time ago; what is nearly the
    same then `rejects`."""
    label = learning.row(service.db, Lesson("", 1, "de", text, spam=True, at=NOW))
    labels.put(service.db, replace(label, comment=None))
    if rejects:
        practised(service)


def practised(service: Service) -> None:
    """As if the filter had learned enough to reject; until it learns all anew."""
    service.filter.standing()
    learned = service.filter._learned
    assert learned
    learned.filter._thresholds._ham_seen = FEWEST_LABELS


def write_page(service: Service, one: Thread) -> None:
    """A post's page as a build leaves it, with an empty place for the comments."""
    html = f"<main>{markers.begin(one.id)}\n{markers.end(one.id)}</main>"
    write_atomically(service.paths.output / one.file, html.encode())


def page_of(service: Service, one: Thread | None = None) -> str:
    return (service.paths.output / (one or thread()).file).read_text("utf-8")


def fields(body: str = "Gute Sache, wann geht es los?", **more: str) -> dict[str, str]:
    return {"author": "Ruth Keller", "body": body, **more}


def all_comments(service: Service) -> list[Comment]:
    return comments.everything(service.db)


def logged(db: Database, limit: int) -> list[LogEntry]:
    """The newest rows of the log."""
    return log.find(db, Wanted(), limit)


def waiting_jobs(db: Database) -> list[dict[str, Any]]:
    """What the outbox has still to do, oldest first."""
    return list(db.query("SELECT kind, key, due_at, attempts, last_error FROM outbox ORDER BY id"))
