"""A file that a build replaces while the service runs: read again when it has changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Newest(Generic[T]):
    """What `read` makes of the file as it is now. `read` must bear that there is none."""

    def __init__(self, path: Path, read: Callable[[Path], T]) -> None:
        self.path = path
        self._read = read
        self._held: tuple[tuple[int, int] | None, T] | None = None

    def __call__(self) -> T:
        stamp = self._stamp()
        # Taken as one: another thread may replace it at any time.
        held = self._held
        if held is None or held[0] != stamp:
            held = self._held = (stamp, self._read(self.path))
        return held[1]

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino
