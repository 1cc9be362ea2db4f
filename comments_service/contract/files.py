"""Whole files or nothing: a reader never meets half a page, a crash never leaves one."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> bool:
    """Write a file by temporary file, fsync and rename. False when it already held `data`.

    Readable for all, since a web server under another account serves it. Raises OSError; then
    the old file stands untouched.
    """
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    replace_file(path, data)
    sync_folder(path.parent)
    return True


def replace_file(
    path: Path, data: bytes, modified: int | None = None, *, mode: int = 0o644
) -> None:
    """As `write_atomically`, whatever the file holds, and without waiting for its folder.

    `modified` is the time the file is to carry, in nanoseconds; `mode` says who may read it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            if modified is not None:
                os.utime(file.fileno(), ns=(modified, modified))
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def private_folder(folder: Path) -> None:
    """Make sure of a folder that nobody else may look into: comments and secrets are kept there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock between processes; it is freed even when the holder is killed."""
    private_folder(path.parent)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
