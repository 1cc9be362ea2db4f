"""The journal of erasures: ids only, outside the database, so that no backup brings a text back."""

import os
from pathlib import Path


def note(data: Path, comment_id: str) -> None:
    """Add an erasure; on disk when this returns. Belongs before the commit of the erasure:
    a line too many does no harm, a line missing would."""
    path = data / "erasures.log"
    with path.open("ab") as file:
        file.write(f"{comment_id}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def read(data: Path) -> list[str]:
    """The ids of everything that was ever erased, oldest first."""
    try:
        text = (data / "erasures.log").read_text("ascii", errors="replace")
    except FileNotFoundError:
        return []
    return [line.strip() for line in text.splitlines() if line.strip()]
