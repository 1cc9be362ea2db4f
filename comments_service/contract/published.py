"""Published comments as data: what stands in a page, in `thread.json` and in the feeds.

The service writes it, the build reads it and splices the same comments into each new page.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from comments_service.contract.threads import Thread


@dataclass(frozen=True)
class PublishedComment:
    """One comment as everybody may see it. `html` is sanitised; `removed` leaves no text behind."""

    id: str
    parent: str | None
    author: str
    official: str | None
    """The function of whoever answers for the company; None for a reader."""
    published_at: datetime
    html: str
    removed: str | None = None
    """The reason's code, for a comment that was removed and has replies …"""
    removed_at: datetime | None = None
    """… and when that was decided."""
    edited_at: datetime | None = None
    """When its author's later text took the place of the first one."""

    @property
    def updated_at(self) -> datetime:
        return self.edited_at or self.published_at


# Version 1 had no `edited_at`; what it wrote is still read.
VERSION = 2

# One encoder for all: json.dumps would make a new one for each comment.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def thread_json(thread: Thread, comments: Iterable[PublishedComment]) -> bytes:
    """`thread.json`: the thread and its comments in the order of their publication, as UTF-8.

    A comment is a line. Nothing in it depends on the moment of writing, so the same comments give
    the same bytes.
    """
    head = {
        "version": VERSION,
        "id": thread.id,
        "lang": thread.lang,
        "title": thread.title,
        "url": thread.url,
    }
    return _file(head, comments)


def kept_json(before: bytes, comments: Iterable[PublishedComment]) -> bytes:
    """The same for a thread that no build knows any more: its head is that of the file before.

    Raises ValueError where `before` is not such a file.
    """
    head = json.loads(before)
    del head["comments"]
    return _file(head, comments)


def _file(head: dict[str, Any], comments: Iterable[PublishedComment]) -> bytes:
    rows = ",\n".join(_encode(_row(comment)) for comment in comments)
    return f'{_encode(head)[:-1]}, "comments": [\n{rows}\n]}}\n'.encode()


def read_published(path: Path) -> list[PublishedComment]:
    """The comments of a file that `thread_json` wrote; none when there is no file."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return []
    return [_comment(row) for row in data["comments"]]


_TIMES = ("published_at", "removed_at", "edited_at")


def _row(comment: PublishedComment) -> dict[str, Any]:
    # Not asdict(), which copies each value: a thread may hold thousands of comments.
    row = dict(vars(comment))
    for name in _TIMES:
        row[name] = row[name].isoformat() if row[name] else None
    return row


def _comment(row: dict[str, Any]) -> PublishedComment:
    times = {name: datetime.fromisoformat(row[name]) if row.get(name) else None for name in _TIMES}
    return PublishedComment(**{**row, **times})
