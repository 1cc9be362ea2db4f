"""Feed readers find the same in every format: entries, titles, times and links.

newsboat, which `scripts/newsboat` installs, reads Atom, RSS and OPML; JSON Feed it does not know.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import pytest
from lxml import etree

from comments_service.contract import config_file
from comments_service.contract.catalogues import translators
from comments_service.contract.paths import paths_for
from comments_service.contract.published import PublishedComment
from comments_service.contract.threads import Thread, read_manifest
from comments_service.publish.feeds import site_feed, thread_feed
from tests.site.feed_support import feeds, fill

NEWSBOAT = shutil.which("newsboat")


class Read(NamedTuple):
    """An entry, as a reader has understood it."""

    id: str
    title: str
    link: str
    published: int
    """Seconds since 1970."""


@pytest.fixture
def built(site: Any) -> Any:
    """A newsroom whose posts change, disappear and have comments."""
    fill(site)
    site.post(
        "kran",
        title="'Kran & Säge: «neu»'",
        date="2025-10-26 02:30",
        topics="[bau]",
        corrections="\n  - date: 2026-02-01 08:00\n    text: Es war die Säge.",
    )
    site.post(
        "weg",
        title="Weg",
        status="withdrawn",
        withdrawn="2026-02-02 10:00",
        reason="Es war anders.",
        topics="[bau]",
    )
    site.build()
    add_comments(site)
    return site


def add_comments(site: Any) -> None:
    """Write the feeds of comments as the service does."""
    config = config_file.load()
    paths = paths_for(config)
    manifest = read_manifest(paths.threads)
    thread: Thread = next(t for t in manifest.threads.values() if t.title.startswith("Kran"))
    comments = [
        PublishedComment(
            id=f"00000000-0000-4000-8000-00000000000{number}",
            parent=f"00000000-0000-4000-8000-00000000000{number - 1}" if number > 1 else None,
            author="Zoë & Sohn",
            official=None,
            published_at=datetime(2026, 1, 20, 10, number, tzinfo=UTC),
            html=f"<p>Nummer {number}</p>",
        )
        for number in (1, 2)
    ]
    t = translators(paths.theme / "translations")
    rows = [(thread, comment) for comment in comments]
    site.write(f"output/comments/{thread.id}/feed.atom", thread_feed(config, thread, comments, t))
    site.write("output/comments/feed.atom", site_feed(config, manifest.site_id, rows, t))


def by_feedparser(data: bytes) -> list[Read]:
    parsed = feedparser.parse(data, sanitize_html=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        Read(e.id, e.title, e.link, int(datetime(*e.published_parsed[:6], tzinfo=UTC).timestamp()))
        for e in parsed.entries
    ]


def by_json(data: bytes) -> list[Read]:
    return [
        Read(
            item["id"],
            item["title"],
            item["url"],
            int(datetime.fromisoformat(item["date_published"]).timestamp()),
        )
        for item in json.loads(data)["items"]
    ]


def test_feedparser_finds_the_same_in_every_format(built: Any) -> None:
    files = feeds(built)
    for name in feeds(built, "json"):
        place = name.removesuffix("json")
        expected = by_json(files[name])
        assert by_feedparser(files[f"{place}atom"]) == expected, name
        assert by_feedparser(files[f"{place}rss"]) == expected, name
    assert [entry.title for entry in by_json(files["de/feed.json"])] == [
        "Zurückgezogen: Weg",
        "Kran & Säge: «neu»",
        "Turm: «Haus» & <neu>",
        "Haus",
    ]


def test_feedparser_reads_the_feeds_of_comments(built: Any) -> None:
    found = {n: d for n, d in feeds(built, "atom").items() if n.startswith("comments/")}

    assert len(found) == 2
    for data in found.values():
        entries = by_feedparser(data)
        assert [entry.title for entry in entries] == ["Zoë & Sohn zu «Kran & Säge: «neu»»"] * 2
        assert [entry.published for entry in entries] == [1768903320, 1768903260]


@pytest.fixture
def serve(built: Any) -> Iterator[str]:
    """The site on a port of this machine; its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Tests are to be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=built.output))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def newsboat(tmp_path: Path) -> Callable[..., None]:
    """Run newsboat with `urls` and `cache.db` in a folder of its own."""
    if NEWSBOAT is None:
        if os.environ.get("CI"):
            pytest.fail("newsboat is missing: run scripts/newsboat")
        pytest.skip("newsboat is missing: run scripts/newsboat")
    (tmp_path / "config").write_text("download-retries 1\nmax-items 0\n")
    (tmp_path / "urls").touch()

    def run(*arguments: str) -> None:
        files = ("-C", "config", "-u", "urls", "-c", "cache.db")
        subprocess.run(
            [NEWSBOAT, *files, *arguments],
            cwd=tmp_path,
            env={"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]},
            capture_output=True,
            timeout=60,
            check=True,
        )

    return run


@pytest.mark.slow
def test_newsboat_finds_the_same_in_atom_and_rss(
    built: Any, serve: str, newsboat: Callable[..., None], tmp_path: Path
) -> None:
    """Each feed is read on its own: newsboat knows an entry by its id, whatever feed it is in."""
    for name, data in feeds(built, "atom", "rss").items():
        (tmp_path / "cache.db").unlink(missing_ok=True)
        (tmp_path / "urls").write_text(f"{serve}/{name}\n")
        newsboat("-x", "reload")

        with sqlite3.connect(tmp_path / "cache.db") as cache:
            rows = cache.execute("SELECT guid, title, url, pubDate FROM rss_item").fetchall()
        cache.close()
        assert sorted(Read(*row) for row in rows) == sorted(by_feedparser(data)), name


@pytest.mark.slow
def test_newsboat_takes_over_the_list_of_all_feeds(
    built: Any, newsboat: Callable[..., None], tmp_path: Path
) -> None:
    newsboat("-i", str(built.output / "de/feeds.opml"))

    taken = {line.split(" ")[0] for line in (tmp_path / "urls").read_text("utf-8").splitlines()}
    root = etree.fromstring((built.output / "de/feeds.opml").read_bytes())
    assert taken == {o.get("xmlUrl") for o in root.iter("outline") if o.get("xmlUrl")}
