"""Feed readers find the same in every format: entries, titles, times and links.

newsboat, which `scripts/newsboat` installs, reads Atom, RSS and OPML; JSON Feed it does not know.
"""

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from comments_service.contract import config_file
from comments_service.contract.catalogues import translators
from comments_service.contract.paths import paths_for
from comments_service.contract.published import PublishedComment
from comments_service.contract.threads import Thread, read_manifest
from comments_service.publish.feeds import site_feed, thread_feed
from quality.newsboat import NEWSBOAT, Read, by_json, newsboat, run
from tests.site.feed_support import feeds, fill


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
    return sorted(
        Read(e.id, e.title, e.link, int(datetime(*e.published_parsed[:6], tzinfo=UTC).timestamp()))
        for e in parsed.entries
    )


def test_feedparser_finds_the_same_in_every_format(built: Any) -> None:
    files = feeds(built)
    for name in feeds(built, "json"):
        place = name.removesuffix("json")
        expected = by_json(built.output / name)
        assert by_feedparser(files[f"{place}atom"]) == expected, name
        assert by_feedparser(files[f"{place}rss"]) == expected, name
    assert {entry.title for entry in by_json(built.output / "de/feed.json")} == {
        "Zurückgezogen: Weg",
        "Kran & Säge: «neu»",
        "Turm: «Haus» & <neu>",
        "Haus",
    }


def test_feedparser_reads_the_feeds_of_comments(built: Any) -> None:
    found = {n: d for n, d in feeds(built, "atom").items() if n.startswith("comments/")}

    assert len(found) == 2
    for data in found.values():
        entries = by_feedparser(data)
        assert [entry.title for entry in entries] == ["Zoë & Sohn zu «Kran & Säge: «neu»»"] * 2
        assert [entry.published for entry in entries] == [1768903260, 1768903320]


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
def _newsboat() -> None:
    if NEWSBOAT is None:
        if os.environ.get("CI"):
            pytest.fail("newsboat is missing: run scripts/newsboat")
        pytest.skip("newsboat is missing: run scripts/newsboat")


@pytest.mark.slow
@pytest.mark.usefixtures("_newsboat")
def test_newsboat_finds_the_same_in_atom_and_rss(built: Any, serve: str) -> None:
    for name, data in feeds(built, "atom", "rss").items():
        assert newsboat(f"{serve}/{name}") == by_feedparser(data), name


@pytest.mark.slow
@pytest.mark.usefixtures("_newsboat")
def test_newsboat_takes_over_the_list_of_all_feeds(built: Any, tmp_path: Path) -> None:
    (tmp_path / "urls").touch()
    run(tmp_path, "-i", str(built.output / "de/feeds.opml"))

    taken = {line.split(" ")[0] for line in (tmp_path / "urls").read_text("utf-8").splitlines()}
    root = etree.fromstring((built.output / "de/feeds.opml").read_bytes())
    assert taken == {o.get("xmlUrl") for o in root.iter("outline") if o.get("xmlUrl")}
