"""What no build writes any more goes: a withdrawn post must not stay online.

`output/comments/` is the service's and stays, except for threads that exist no longer. Hidden
files and folders stay, too (`.well-known`, `.htaccess`), except for the build's own notes on former
addresses, its own `security.txt`, and what a killed build left.
"""

import shutil
from pathlib import Path

from comments_service.contract.compressed import SUFFIXES, worth_it
from comments_service.contract.redirects import MARKS
from plugins.well_known import SECURITY, written_by_build

_COMMENTS = "comments"
_WELL_KNOWN = ".well-known"


def prune(output: Path, written: set[str], threads: set[str]) -> int:
    """Remove every file below `output` that is not in `written`; how many there were.

    Compressed twins stay and go with their files, and are not counted. `threads` are the ids that
    the manifest holds. To be called with the contract's lock held: then no temporary file is in
    use.
    """
    twins = {
        f"{file}{suffix}" for file in written if worth_it(file) for suffix in SUFFIXES.values()
    }
    kept = written | twins
    removed = 0
    for entry in sorted(output.iterdir()):
        if entry.name == _COMMENTS and entry.is_dir():
            removed += _prune_threads(entry, threads)
        else:
            removed += _prune(entry, output, kept)
    return removed


def _prune(entry: Path, output: Path, kept: set[str]) -> int:
    name = entry.relative_to(output).as_posix()
    if name.startswith(f"{_WELL_KNOWN}/") and not (name == SECURITY and written_by_build(entry)):
        # Proofs of ownership and the like, put there by hand.
        return 0
    ours = name.partition("/")[0] == MARKS or name in (SECURITY, _WELL_KNOWN)
    if entry.is_dir() and not entry.is_symlink():
        if entry.name.startswith(".") and not ours:
            return 0
        removed = sum(_prune(child, output, kept) for child in sorted(entry.iterdir()))
        if not any(entry.iterdir()):
            entry.rmdir()
        return removed
    hidden = entry.name.startswith(".") and not ours
    if name in kept or (hidden and not entry.name.endswith(".tmp")):
        return 0
    entry.unlink()
    twin_of = name.rpartition(".")[0]
    return int(entry.suffix not in SUFFIXES.values() or not worth_it(twin_of))


def _prune_threads(folder: Path, threads: set[str]) -> int:
    stale = [e for e in sorted(folder.iterdir()) if e.is_dir() and e.name not in threads]
    for entry in stale:
        shutil.rmtree(entry)
    return len(stale)
