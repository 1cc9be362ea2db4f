"""When the site has to be built again although nobody changed a file.

An embargo ends, a picture's licence runs out, a deputy takes over: the build knows all such moments
and writes the next one down; the service builds when it has come.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from comments_service.contract.files import write_atomically


@dataclass(frozen=True)
class Due:
    at: datetime
    why: str
    """For people: «posts/2026/seeufer/de.md is published»."""

    def reached(self, now: datetime) -> bool:
        return self.at.astimezone(UTC) <= now.astimezone(UTC)


def write_due(path: Path, due: Due | None) -> None:
    """Note the next moment; None: nothing will change by itself."""
    data = {"at": due.at.isoformat(), "why": due.why} if due else {}
    write_atomically(path, json.dumps(data, ensure_ascii=False).encode() + b"\n")


def read_due(path: Path) -> Due | None:
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    return Due(datetime.fromisoformat(data["at"]), data["why"]) if data else None
