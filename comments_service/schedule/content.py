"""Whether somebody has changed what a build reads."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from comments_service.contract.config import Config
from comments_service.contract.paths import Paths


def state_of_content(config: Config, paths: Paths) -> str:
    """A text that changes whenever content, theme or `newsroom.toml` do: names, times and sizes."""
    digest = hashlib.sha256()
    for line in (*_lines(paths.content), *_lines(paths.theme), _line(config.path)):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _lines(folder: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (_line(Path(parent, name)) for name in sorted(files) if _counts(name))


def _counts(name: str) -> bool:
    """Not what editors and file managers leave behind while somebody writes."""
    return not name.startswith((".", "#")) and not name.endswith("~")


def _line(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return f"{path} -\n"
    return f"{path} {status.st_mtime_ns} {status.st_size}\n"
