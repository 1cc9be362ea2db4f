"""Threads: which posts can be commented on. The build writes the manifest, the service reads it.

With them it tells the addresses of the pages that a form has to name, such as the privacy notice.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from comments_service.contract.files import write_atomically

# Version 1 had neither posts nor lists. After an update the service reads what the build of before
# has left, until there is a new one.
VERSION = 2


@dataclass(frozen=True)
class Thread:
    """A post as the comment service knows it; `id` is the post's permanent id."""

    id: str
    lang: str
    title: str
    url: str
    """Root-relative address of the post's page."""
    file: str
    """The page's file, below `output/`."""
    policy: str
    """open: the site's moderation policy applies; moderated: always a person; closed."""
    closes_at: datetime | None
    """When new comments end; None: never."""

    def closed(self, now: datetime) -> bool:
        over = self.closes_at and self.closes_at.astimezone(UTC) <= now.astimezone(UTC)
        return self.policy == "closed" or bool(over)


@dataclass(frozen=True)
class Announcement:
    """A public post, with or without comments, as the service knows it."""

    id: str
    lang: str
    title: str
    url: str
    source: str
    """Its file, as an editor knows it."""


@dataclass(frozen=True)
class Manifest:
    """What the service knows of a build."""

    site_id: str = ""
    """A permanent id for the newsroom as a whole."""
    threads: dict[str, Thread] = field(default_factory=dict)
    """By id."""
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    """Root-relative addresses: `{"de": {"privacy": "/de/…/"}}`, roles as in content.ROLES;
    and "moderation", the moderation report."""
    posts: dict[str, Announcement] = field(default_factory=dict)
    """By id: what a reader may find an error in."""
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Files below `output/` that tell how many comments a thread has, by its id: `counts.py`."""


def write_manifest(path: Path, manifest: Manifest) -> None:
    rows = [asdict(manifest.threads[thread_id]) for thread_id in sorted(manifest.threads)]
    data = {
        "version": VERSION,
        "site_id": manifest.site_id,
        "threads": rows,
        "pages": manifest.pages,
        "posts": [asdict(manifest.posts[post_id]) for post_id in sorted(manifest.posts)],
        "lists": manifest.lists,
    }
    text = json.dumps(
        data, ensure_ascii=False, indent=1, sort_keys=True, default=datetime.isoformat
    )
    write_atomically(path, text.encode() + b"\n")


def read_manifest(path: Path) -> Manifest:
    """The newest build's manifest; an empty one before the first build.

    Raises ValueError for a file that no build of this version, or of one before, wrote.
    """
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Manifest()
    if data.get("version") not in (1, VERSION):
        raise ValueError(f"{path} is of an unknown version; run `make build`")
    threads = {row["id"]: _thread(row) for row in data["threads"]}
    posts = {row["id"]: Announcement(**row) for row in data.get("posts", ())}
    lists = {thread: tuple(files) for thread, files in data.get("lists", {}).items()}
    return Manifest(data["site_id"], threads, data["pages"], posts, lists)


def _thread(row: dict[str, Any]) -> Thread:
    closes_at = row["closes_at"]
    return Thread(**{**row, "closes_at": datetime.fromisoformat(closes_at) if closes_at else None})
