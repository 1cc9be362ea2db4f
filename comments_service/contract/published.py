"""Published comments as data: what stands in a page, in `thread.json` and in the feeds.

The service writes it, the build reads it and splices the same comments into each new page.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
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


def thread_json(thread: Thread, comments: Iterable[PublishedComment]) -> bytes:
    """`thread.json`: the thread and its comments in the order of their publication, as UTF-8.

    Nothing in it depends on the moment of writing, so the same comments give the same bytes.
    """
    data = {
        "version": 1,
        "id": thread.id,
        "lang": thread.lang,
        "title": thread.title,
        "url": thread.url,
        "comments": [
            {
                **asdict(comment),
                "published_at": comment.published_at.isoformat(),
                "removed_at": comment.removed_at.isoformat() if comment.removed_at else None,
            }
            for comment in comments
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def read_published(path: Path) -> list[PublishedComment]:
    """The comments of a file that `thread_json` wrote; none when there is no file."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return []
    return [_comment(row) for row in data["comments"]]


def _comment(row: dict[str, Any]) -> PublishedComment:
    removed_at = row["removed_at"]
    times = {
        "published_at": datetime.fromisoformat(row["published_at"]),
        "removed_at": datetime.fromisoformat(removed_at) if removed_at else None,
    }
    return PublishedComment(**{**row, **times})
