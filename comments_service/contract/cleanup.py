"""When what may no longer be kept was last deleted: the service writes it, the privacy page says
it."""

import json
from datetime import datetime
from pathlib import Path

from comments_service.contract.files import write_atomically


def write_cleanup(path: Path, at: datetime) -> None:
    text = json.dumps({"version": 1, "at": at.isoformat(timespec="seconds")})
    write_atomically(path, text.encode() + b"\n")


def read_cleanup(path: Path) -> datetime | None:
    """The last run; None before the first one, and for a file that nobody here wrote."""
    try:
        data = json.loads(path.read_bytes())
        return datetime.fromisoformat(data["at"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
