"""Threads: which posts can be commented on. The build writes the manifest, the service reads it.

With them it tells the addresses of the pages that a form has to name, such as the privacy notice.
"""

import json
from collections.abc import Iterable, Mapping
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


def write_manifest(
    path: Path, threads: Iterable[Thread], pages: Mapping[str, Mapping[str, str]]
) -> None:
    """`pages`: root-relative addresses by language and role, `{"de": {"privacy": "/de/…/"}}`."""
    rows = [asdict(thread) for thread in sorted(threads, key=lambda t: t.id)]
    write_atomically(path, _encode({"version": 1, "pages": pages, "threads": rows}))


def read_manifest(path: Path) -> dict[str, Thread]:
    """The threads by id; none before the first build. Raises ValueError for a foreign file."""
    return {
        row["id"]: Thread(**{**row, "closes_at": _moment(row["closes_at"])})
        for row in _decode(path)["threads"]
    }


def read_pages(path: Path) -> dict[str, dict[str, str]]:
    """The pages by language and role, as `write_manifest` got them; none before the first build."""
    pages: dict[str, dict[str, str]] = _decode(path)["pages"]
    return pages


def _encode(data: dict[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, indent=1, default=datetime.isoformat)
    return text.encode() + b"\n"


def _decode(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {"threads": [], "pages": {}}
    if data.get("version") != 1:
        raise ValueError(f"{path} is of an unknown version; run `make build`")
    return data


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
