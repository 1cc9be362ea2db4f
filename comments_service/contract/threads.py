"""Threads: which posts can be commented on. The build writes the manifest, the service reads it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from comments_service.contract.files import write_atomically


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
        return self.policy == "closed" or (self.closes_at is not None and self.closes_at <= now)


def write_manifest(path: Path, threads: Iterable[Thread]) -> None:
    rows = [asdict(thread) for thread in sorted(threads, key=lambda t: t.id)]
    write_atomically(path, _encode({"version": 1, "threads": rows}))


def read_manifest(path: Path) -> dict[str, Thread]:
    """The threads by id; none before the first build. Raises ValueError for a foreign file."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    if data.get("version") != 1:
        raise ValueError(f"{path} is of an unknown version; run `make build`")
    return {
        row["id"]: Thread(**{**row, "closes_at": _moment(row["closes_at"])})
        for row in data["threads"]
    }


def _encode(data: dict[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, indent=1, default=datetime.isoformat)
    return text.encode() + b"\n"


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
