"""What is dear to make is kept in `var/cache/` and found again by what it was made from.

A key holds everything the result depends on, so an entry is never wrong, only unused. Emptying the
folder loses nothing but time.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from comments_service.contract.files import write_atomically


class Cache:
    """One kind of results, such as `Cache(paths.cache / "pictures")`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def file(self, key: tuple[object, ...], suffix: str, make: Callable[[], bytes]) -> Path:
        """The file that holds what `make` gives for `key`; made unless it is there.

        `key` is to hold plain values (texts, numbers, bytes), and a version of the maker.
        """
        name = hashlib.sha256(repr(key).encode()).hexdigest()[:32] + suffix
        self._used.add(name)
        path = self._folder / name[:2] / name
        if not path.is_file():
            write_atomically(path, make())
        return path

    def prune(self) -> None:
        """Remove what this run did not use. To be called after a build that succeeded."""
        for path in self._folder.glob("*/*"):
            if path.name not in self._used:
                path.unlink()
