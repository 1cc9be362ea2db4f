"""What one build tells the next about files: their checksums, and what could not be printed.

Reading gigabytes of pictures only to find that none has changed would be most of a build's work.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from comments_service.contract.files import write_atomically

_VERSION = 1


class Memory:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._read()
        self._used: dict[str, dict[str, Any]] = {"digests": {}, "missing": {}}

    def digest(self, path: Path) -> str:
        """SHA-256 of a file's bytes, in hexadecimal."""
        stat, name = path.stat(), path.as_posix()
        # The inode, too: a linked file keeps its time when another one takes its place.
        state = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        known = self._used["digests"].get(name) or self._known["digests"].get(name)
        if not known or known[0] != state:
            with path.open("rb") as file:
                known = [state, hashlib.file_digest(file, "sha256").hexdigest()]
        self._used["digests"][name] = known
        return str(known[1])

    def missing(self, name: str) -> str:
        """Which signs the PDF with this name lacks; "" where none."""
        said = str(self._known["missing"].get(name, ""))
        if said:
            self._used["missing"][name] = said
        return said

    def note_missing(self, name: str, said: str) -> None:
        self._known["missing"][name] = said

    def save(self) -> None:
        """Keep what this build asked for, and nothing older."""
        data = {"version": _VERSION, **self._used}
        write_atomically(self._path, json.dumps(data, sort_keys=True).encode() + b"\n")

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            data = json.loads(self._path.read_bytes())
            if data["version"] == _VERSION:
                return {"digests": dict(data["digests"]), "missing": dict(data["missing"])}
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return {"digests": {}, "missing": {}}
