"""Which files were proven before, so that a build looks into what has changed only.

Pictures, ZIPs and PDFs are linked or copied from the cache with their times, so size and time tell
whether they are the same; pages are written anew, and are compared by their bytes. What was free of
some needles is free of fewer.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from comments_service.contract.files import write_atomically
from plugins import proof_files
from plugins.needles import Needles

# Of what is kept, and of how files are searched.
_VERSION = [2, proof_files.VERSION]


class Memory:
    """Kept in `path`; to be saved once a build is proven."""

    def __init__(self, path: Path, wanted: Needles) -> None:
        self._path = path
        self._needles = sorted(_digests(wanted))
        known = self._read()
        same = known.get("version") == _VERSION and set(self._needles) <= set(known["needles"])
        self._proven: dict[str, list[Any]] = known["files"] if same else {}
        self._files: dict[str, list[Any]] = {}
        """Size in bytes, time in nanoseconds, SHA-256."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was known, so that every file was opened."""
        return not self._proven

    def knows(self, name: str, path: Path) -> bool:
        """Whether the file was proven as it is: by its size and time, or else by its bytes."""
        state, old = path.stat(), self._proven.get(name)
        if old and old[:2] == [state.st_size, state.st_mtime_ns]:
            self._files[name] = old
            return True
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._files[name] = [state.st_size, state.st_mtime_ns, digest]
        return old is not None and old[2] == digest

    def forget(self, name: str) -> None:
        """A file of which not everything could be read."""
        self._files.pop(name, None)

    def save(self) -> None:
        data = {"version": _VERSION, "needles": self._needles, "files": self._files}
        write_atomically(self._path, json.dumps(data, sort_keys=True).encode() + b"\n")

    def _read(self) -> Any:
        try:
            return json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}


def _digests(wanted: Needles) -> set[str]:
    phrases = (hashlib.sha256(phrase).hexdigest()[:16] for phrase in wanted.phrases)
    return {*phrases, *(digest for same in wanted.files.values() for digest in same)}
