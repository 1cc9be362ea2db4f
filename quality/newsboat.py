"""Every feed as newsboat reads it: the same entries, titles, times and links as in other formats.

newsboat is a feed reader for the terminal, which `scripts/newsboat` installs. It knows Atom and
RSS; JSON Feed, which it does not know, is compared by what it says.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quality.report import Finding, Section

NEWSBOAT = shutil.which("newsboat")


class Read(NamedTuple):
    """An entry, as a reader has understood it."""

    id: str
    title: str
    link: str
    published: int
    """Seconds since 1970."""


def check(folder: Path, url: str) -> Section:
    """Compare the feeds below `folder`, which are served at `url`."""
    title = "Feeds (newsboat)"
    if NEWSBOAT is None:
        return Section(title, "left out: newsboat is missing", [])
    findings = []
    lists = sorted(folder.rglob("feed.atom"))
    for path in lists:
        name = f"/{path.relative_to(folder).as_posix()}"
        atom = newsboat(f"{url}{name}")
        for kind, read in (("rss", newsboat), ("json", None)):
            other = path.with_suffix(f".{kind}")
            if not other.is_file():
                continue
            found = read(f"{url}{name.removesuffix('atom')}{kind}") if read else by_json(other)
            if found != atom:
                findings.append(Finding(name, f"differs from {other.name}"))
        if not atom and b"<entry" in path.read_bytes():
            findings.append(Finding(name, "newsboat finds nothing in it"))
    return Section(title, f"{len(lists)} lists in their formats", findings)


def newsboat(url: str) -> list[Read]:
    """What newsboat finds in a feed, sorted.

    Each feed is read on its own: newsboat knows an entry by its id, whatever feed it stands in.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "urls").write_text(f"{url}\n", "utf-8")
        run(Path(folder), "-x", "reload")
        cache = sqlite3.connect(Path(folder, "cache.db"))
        try:
            rows = cache.execute("SELECT guid, title, url, pubDate FROM rss_item").fetchall()
        finally:
            cache.close()
    return sorted(Read(*row) for row in rows)


def run(folder: Path, *arguments: str) -> None:
    """Run newsboat with `urls` and `cache.db` in a folder of its own."""
    Path(folder, "config").write_text("download-retries 1\nmax-items 0\n", "utf-8")
    subprocess.run(  # noqa: S603  # a fixed program, found once
        [NEWSBOAT or "newsboat", "-C", "config", "-u", "urls", "-c", "cache.db", *arguments],
        cwd=folder,
        env={"HOME": str(folder), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]},
        capture_output=True,
        timeout=60,
        check=True,
    )


def by_json(path: Path) -> list[Read]:
    """What a JSON Feed says, sorted."""
    return sorted(
        Read(
            item["id"],
            item["title"],
            item["url"],
            int(datetime.fromisoformat(item["date_published"]).timestamp()),
        )
        for item in json.loads(path.read_bytes())["items"]
    )
