"""Why the site cannot be built, kept beside the database so that a restart does not forget it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from comments_service.contract.files import write_atomically


@dataclass(frozen=True)
class Trouble:
    """Builds that failed, one after the other, and what is to come."""

    since: datetime
    """When the first one failed."""
    attempts: int
    retry_at: datetime
    words: str
    """What the last one said, for people: faults with their mends."""
    told: tuple[str, ...]
    """What somebody was already told of: lines without their numbers."""
    content: str
    """What the last one was built from, as `schedule/content.py` describes it."""


def note(data: Path, trouble: Trouble) -> None:
    text = json.dumps(asdict(trouble), ensure_ascii=False, indent=1, default=datetime.isoformat)
    write_atomically(_file(data), text.encode() + b"\n")


def read(data: Path) -> Trouble | None:
    """None where the newest build is well, or the file is of another version."""
    try:
        row = json.loads(_file(data).read_bytes())
        return Trouble(
            since=datetime.fromisoformat(row["since"]),
            attempts=row["attempts"],
            retry_at=datetime.fromisoformat(row["retry_at"]),
            words=row["words"],
            told=tuple(row["told"]),
            content=row["content"],
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def clear(data: Path) -> None:
    _file(data).unlink(missing_ok=True)


def _file(data: Path) -> Path:
    return data / "trouble.json"
