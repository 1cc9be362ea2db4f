"""A file that readers get, and its compressed twins beside it: `page.html.br`, `page.html.gz`.

Twins never say anything older than their file. Whoever replaces a file removes its twins first and
makes new ones after it: in between, and after a crash, the file alone is sent. A twin carries its
file's time of modification, so one that something else left behind is known, and made anew.
"""

import gzip
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import brotli

from comments_service.contract.files import replace_file, sync_folder

SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""By the name that HTTP knows them by (RFC 9110, 8.4.1; RFC 7932), the better one first."""
SMALLEST = 1000
"""Bytes. Less fits into one packet anyway."""

# What is text. Pictures, PDFs, ZIPs and Pagefind's index are compressed by themselves.
_TEXT = frozenset(
    {
        *(".html", ".css", ".js", ".json", ".xml", ".atom", ".rss", ".opml", ".svg", ".txt"),
        *(".csv", ".ics", ".webmanifest"),
    }
)


@dataclass(frozen=True)
class Effort:
    """How hard to try: quality of brotli (0 to 11) and of gzip (1 to 9)."""

    brotli: int
    gzip: int


# Measured with the demo's 109 pages and feeds, in milliseconds a file and per cent of its size:
# brotli 5 takes 0.3 for 28.3 %, 9 takes 7 for 28.1 %, 11 takes 13 for 25.3 %; gzip 6 takes 0.3 for
# 30.3 %, 9 takes 0.4 for 30.2 %.
USUAL = Effort(brotli=5, gzip=6)
BEST = Effort(brotli=11, gzip=9)
"""For the few files that every reader loads and that hardly ever change."""


def worth_it(name: str) -> bool:
    """Whether files of this name have twins, if they are large enough."""
    return os.path.splitext(name)[1] in _TEXT  # noqa: PTH122 - called for every file of a build


def twins(path: Path) -> dict[str, Path]:
    """Where the twins of a file stand, or would, by encoding."""
    return {encoding: path.with_name(path.name + suffix) for encoding, suffix in SUFFIXES.items()}


def write_served(path: Path, data: bytes, effort: Effort = USUAL) -> bool:
    """Write a file that readers get, twins included. False when it already held `data`.

    Twins that are missing are made in any case. Raises OSError; then what stands there is whole,
    and nothing of it older than the file. Of two writers one has to wait: see `files.locked`.
    """
    changed = replace_served(path, data)
    make_twins(path, effort)
    return changed


def replace_served(path: Path, data: bytes) -> bool:
    """As `write_served`, but leave the twins of a changed file to be made later."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    drop_twins(path)
    replace_file(path, data)
    sync_folder(path.parent)
    return True


def drop_twins(path: Path) -> None:
    if worth_it(path.name):
        for twin in twins(path).values():
            twin.unlink(missing_ok=True)


def make_twins(path: Path, effort: Effort = USUAL) -> None:
    """Make the twins of a file, unless it has fresh ones."""
    if not worth_it(path.name):
        return
    status = path.stat()
    if status.st_size < SMALLEST:
        drop_twins(path)
        return
    stale = [e for e, twin in twins(path).items() if not is_fresh(twin, status.st_mtime_ns)]
    if not stale:
        return
    data = path.read_bytes()
    for encoding in stale:
        twin = path.with_name(path.name + SUFFIXES[encoding])
        replace_file(twin, _COMPRESS[encoding](data, effort), status.st_mtime_ns)


def is_fresh(twin: Path, modified: int) -> bool:
    """Whether a twin belongs to its file as it is, whose time of modification (ns) is given."""
    try:
        return twin.stat().st_mtime_ns == modified
    except FileNotFoundError:
        return False


def _brotli(data: bytes, effort: Effort) -> bytes:
    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=effort.brotli)
    return packed


def _gzip(data: bytes, effort: Effort) -> bytes:
    # Without a time of its own: the same file gives the same bytes.
    return gzip.compress(data, effort.gzip, mtime=0)


_COMPRESS: dict[str, Callable[[bytes, Effort], bytes]] = {"br": _brotli, "gzip": _gzip}
