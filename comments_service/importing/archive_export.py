"""`newsroom comments export`: everything of the comments' side as JSON Lines, in one moment."""

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlite_utils import Database

from comments_service.contract.cleanup import read_cleanup
from comments_service.contract.figures import Figures, read_figures
from comments_service.contract.files import private_folder, sync_folder
from comments_service.contract.paths import Paths
from comments_service.contract.switches import read_switches
from comments_service.importing import archive_labels
from comments_service.importing.archive_lines import FORMAT, VERSION
from comments_service.importing.progress import Steps
from comments_service.storage import archive, journal
from comments_service.storage.database import snapshot, stamp


class ExportFailed(Exception):
    """Nothing was written."""


def export_comments(
    db: Database, paths: Paths, site: str, target: Path, now: datetime, steps: Steps
) -> int:
    """Write the export, readable for its owner only; how many records it has.

    `site` is the newsroom's permanent id. Raises ExportFailed.
    """
    if target.is_dir():
        raise ExportFailed(f"{target} is a folder.\n    mend: name a file in it.")
    if target.exists():
        raise ExportFailed(f"{target} exists already.\n    mend: name another file.")
    try:
        private_folder(target.parent)
        with snapshot(db), _private(target) as file:
            total = sum(archive.counts(db).values())
            digest, count = hashlib.sha256(), 0
            with steps.step("Writing", total) as advance:
                for record in _records(db, paths, site, now):
                    line = _line(record)
                    digest.update(line)
                    file.write(line)
                    count += 1
                    advance(1)
            file.write(_line({"type": "end", "records": count, "sha256": digest.hexdigest()}))
    except OSError as error:
        raise ExportFailed(
            f"{target} was not written: {error.strerror or error}.\n    mend: {_mend(error)}"
        ) from error
    return count


def _mend(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "make room on the disk, or name a file on another one."
    if error.errno == errno.EFBIG:
        return "raise the limit for the size of files (ulimit -f), or export to another disk."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return "a part of its path is a file; name one below folders."
    return "check permissions, or name a file elsewhere."


def _records(db: Database, paths: Paths, site: str, now: datetime) -> Iterator[dict[str, Any]]:
    yield {
        "type": "header",
        "format": FORMAT,
        "version": VERSION,
        "exported_at": stamp(now),
        "site": site,
    }
    for kind in archive.TABLES:
        rows = archive.rows(db, kind)
        for row in archive_labels.cleared(db, rows) if kind == "label" else rows:
            yield {"type": kind, **row}
    for line in dict.fromkeys(journal.read(paths.data)):
        yield {"type": "erasure", **asdict(line)}
    yield {"type": "switches", **asdict(read_switches(paths.switches))}
    if figures := read_figures(paths.figures):
        yield {"type": "figures", "at": stamp(figures.at), "months": _months(figures)}
    if cleaned := read_cleanup(paths.cleanup):
        yield {"type": "cleanup", "at": stamp(cleaned)}


def _months(figures: Figures) -> dict[str, Any]:
    """The figures of each month by its name."""
    rows = (asdict(month) for month in figures.months)
    return {row.pop("month"): row for row in rows}


def _line(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat)
    return text.encode() + b"\n"


@contextmanager
def _private(target: Path) -> Iterator[BinaryIO]:
    """A file that stands under its name only when it is whole, and that nobody else may read."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
