"""What is known of the pictures, kept from build to build: looking at each of them takes long."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from comments_service.contract.files import write_atomically
from plugins.pictures import Facts, examine

# To be raised whenever `pictures.examine` finds other facts, or refuses what it let pass.
_VERSION = 3


class Album:
    """Facts by file. A file counts as unchanged while size and times are the same."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._known: dict[str, Any] | None = None
        self._used: dict[str, Any] = {}

    def facts(self, path: Path) -> Facts:
        """Raises UnreadablePicture, and that for each text which shows the picture."""
        name = path.as_posix()
        if name not in self._used:
            # Also the time of the last change of the file's own data: nobody can set that.
            stat = path.stat() if path.exists() else None
            state = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns] if stat else []
            known = self._remembered().get(name)
            if not known or known["state"] != state:
                known = {"state": state, "facts": asdict(examine(path))}
            self._used[name] = known
        return Facts(**self._used[name]["facts"])

    def save(self) -> None:
        """Keep what this run asked for."""
        data = {"version": _VERSION, "pictures": self._used}
        write_atomically(self._memory, json.dumps(data, sort_keys=True).encode() + b"\n")

    def _remembered(self) -> dict[str, Any]:
        if self._known is None:
            try:
                data = json.loads(self._memory.read_bytes())
                self._known = data["pictures"] if data["version"] == _VERSION else {}
            except (OSError, ValueError, KeyError, TypeError):
                self._known = {}
        return self._known
