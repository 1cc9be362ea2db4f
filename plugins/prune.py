"""What no build writes any more goes: a withdrawn post must not stay online.

`output/comments/` is the service's and stays, except for threads that exist no longer. Hidden
files and folders stay, too (`.well-known`, `.htaccess`), except for what a killed build left.
"""

import shutil
from pathlib import Path

_COMMENTS = "comments"


def prune(output: Path, written: set[str], threads: set[str]) -> int:
    """Remove every file below `output` that is not in `written`; how many there were.

    `threads` are the ids that the manifest holds. To be called with the contract's lock held:
    then no temporary file is in use.
    """
    removed = 0
    for entry in sorted(output.iterdir()):
        if entry.name == _COMMENTS and entry.is_dir():
            removed += _prune_threads(entry, threads)
        else:
            removed += _prune(entry, output, written)
    return removed


def _prune(entry: Path, output: Path, written: set[str]) -> int:
    if entry.is_dir() and not entry.is_symlink():
        if entry.name.startswith("."):
            return 0
        removed = sum(_prune(child, output, written) for child in sorted(entry.iterdir()))
        if not any(entry.iterdir()):
            entry.rmdir()
        return removed
    leftover = entry.name.startswith(".") and entry.name.endswith(".tmp")
    if entry.relative_to(output).as_posix() in written:
        return 0
    if entry.name.startswith(".") and not leftover:
        return 0
    entry.unlink()
    return 1


def _prune_threads(folder: Path, threads: set[str]) -> int:
    stale = [e for e in sorted(folder.iterdir()) if e.is_dir() and e.name not in threads]
    for entry in stale:
        shutil.rmtree(entry)
    return len(stale)
