"""Files of an import: all of them are written, or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comments_service.contract.files import write_atomically


class Writer:
    """Remembers what stood there before, to bring it back."""

    def __init__(self) -> None:
        self._before: list[tuple[Path, bytes | None]] = []
        self._folders: list[Path] = []

    def write(self, path: Path, data: bytes) -> bool:
        """Whether that changed anything. Raises OSError."""
        before = path.read_bytes() if path.exists() else None
        if before == data:
            return False
        missing = [folder for folder in path.parents if not folder.exists()]
        self._folders += reversed(missing)
        self._before.append((path, before))
        return write_atomically(path, data)

    def undo(self) -> None:
        for path, before in reversed(self._before):
            if before is None:
                path.unlink(missing_ok=True)
            else:
                write_atomically(path, before)
        for folder in reversed(self._folders):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


@contextmanager
def all_or_nothing() -> Iterator[Writer]:
    """Whatever goes wrong inside, a refused comment included, undoes what was written."""
    writer = Writer()
    try:
        yield writer
    except BaseException:
        writer.undo()
        raise
