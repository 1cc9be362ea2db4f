"""Which files were proven before, so that pictures and press kits are not opened for every build.

A file counts as the same while its size and its time are: pictures, ZIPs and PDFs are linked or
copied from the cache with their times, pages are written anew. What was free of some needles is
free of fewer.
"""

import hashlib
import json
from os import stat_result
from pathlib import Path
from typing import Any

from comments_service.contract.files import write_atomically
from plugins.needles import Needles
from plugins.proof_files import VERSION


class Memory:
    """Kept in `path`; to be saved once a build is proven."""

    def __init__(self, path: Path, wanted: Needles) -> None:
        self._path = path
        self._needles = sorted(_digests(wanted))
        remembered = self._read()
        known = remembered if remembered.get("version") == VERSION else {"needles": [], "files": {}}
        self._proven = known["files"] if set(self._needles) <= set(known["needles"]) else {}
        self._files: dict[str, list[int]] = {}

    @property
    def is_new(self) -> bool:
        """Whether nothing was known, so that every file was opened."""
        return not self._proven

    def knows(self, name: str, state: stat_result) -> bool:
        return self._note(name, state) == self._proven.get(name)

    def forget(self, name: str) -> None:
        """A file of which not everything could be read."""
        self._files.pop(name, None)

    def save(self) -> None:
        data = {"version": VERSION, "needles": self._needles, "files": self._files}
        write_atomically(self._path, json.dumps(data, sort_keys=True).encode() + b"\n")

    def _note(self, name: str, state: stat_result) -> list[int]:
        self._files[name] = [state.st_size, state.st_mtime_ns]
        return self._files[name]

    def _read(self) -> Any:
        try:
            return json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}


def _digests(wanted: Needles) -> set[str]:
    phrases = (hashlib.sha256(phrase).hexdigest()[:16] for phrase in wanted.phrases)
    return {*phrases, *(digest for same in wanted.files.values() for digest in same)}
