"""The finished build goes from the staging folder to the readers: all of it, or nothing.

Until here nothing was written to `output/`. Each file is replaced as a whole, and only if it
changed. One lock orders this and the service's publications, some pages at a time: the service
never sees a thread without its page, and no comment is published into a page that is just being
replaced, or missing in one that was.
"""

import errno
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from pelican import signals

from comments_service.contract.assets import FOLDER
from comments_service.contract.compressed import replace_served, worth_it
from comments_service.contract.faults import Fault, shown
from comments_service.contract.files import locked, write_atomically
from comments_service.contract.redirects import write_redirects
from comments_service.contract.threads import Manifest, write_manifest
from plugins import build, counting, ledger, linkcheck
from plugins.assets import hand_over
from plugins.build import Build
from plugins.moderation_report import Record
from plugins.prune import prune
from plugins.splice import Splicer
from plugins.twins import compress, compressible

T = TypeVar("T")

# A file is written when the disk says so, and a disk has many at once in hand.
_WRITERS = 8
# Pages that are written before the service gets its turn.
_AT_ONCE = 32
# Made by the build, as pictures are, and kept in its cache: their time tells whether they changed.
_LARGE = (".pdf", ".zip")


def publish(pelican: Any) -> None:
    run = build.of(pelican.settings)
    staging, output = Path(pelican.output_path), run.paths.output
    run.faults.extend(linkcheck.faults(run, staging))
    run.settle()
    files = sorted(
        path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()
    )
    pictures = [file for file in files if file.startswith("media/") or file.endswith(_LARGE)]
    theme = [file for file in files if file.startswith(f"{FOLDER}/")]
    paired = frozenset(compressible(files))

    _ensure_room(staging, output, files)

    def write(file: str) -> bool:
        return _write(staging / file, output / file, file in paired)

    def copy(file: str) -> bool:
        return _copy(staging / file, output / file, file in paired)

    threads = run.threads
    written = {*pictures, *theme, *(thread.file for thread in threads)}
    record = Record(run, staging, output)
    written.update(record.files)
    others = [file for file in files if file not in written]
    with ThreadPoolExecutor(_WRITERS) as pool:
        changed = sum(pool.map(copy, pictures))
        changed += sum(pool.map(write, theme))
        lists = counting.lists(staging, others, pool)
        counted = {file for names in lists.values() for file in names}
        splicer = Splicer(run, staging, output)
        with locked(run.paths.lock):
            former = hand_over(run)
        changed += _together(run, pool, splicer.write, threads)
        with locked(run.paths.lock):
            # By the old manifest, into a page that may have moved.
            changed += sum(pool.map(splicer.write, splicer.overtaken(threads)))
            write_manifest(
                run.paths.threads,
                Manifest(
                    run.site_id,
                    {t.id: t for t in threads},
                    run.role_pages,
                    run.announcements,
                    lists,
                ),
            )
            write_redirects(run.paths.redirects, run.redirects)
            ledger.write(run.paths.ledger, ledger.updated(run))
        changed += _together(run, pool, record.write, record.files)
        numbers = counting.Counting(run, staging, output)
        changed += _together(run, pool, numbers.write, sorted(counted))
        changed += sum(pool.map(write, (file for file in others if file not in counted)))
        with locked(run.paths.lock):
            removed = prune(output, {*files, *former}, {thread.id for thread in threads})
        if not run.preview:
            shared = {*counted, *record.files, *(thread.file for thread in threads)}
            compress(run, sorted(paired), shared, pool)
    run.summary = (
        f"Wrote {sum(file.endswith('.html') for file in files)} pages "
        f"to {shown(output)}/ ({changed} files changed, {removed} removed)"
    )


def _together(run: Build, pool: Executor, write: Callable[[T], bool], items: Sequence[T]) -> int:
    """Write what the service writes, too, some at a time; how many changed.

    A comment that is to be published in the meantime waits for some pages, never for all.
    """
    changed = 0
    for start in range(0, len(items), _AT_ONCE):
        with locked(run.paths.lock):
            changed += sum(pool.map(write, items[start : start + _AT_ONCE]))
    return changed


def _ensure_room(staging: Path, output: Path, files: list[str]) -> None:
    """Raise OSError before anything is replaced, where the disk would be full halfway.

    A file is there twice while it is replaced; twins may take as much as what they are made of.
    """
    sizes = [(staging / file).stat().st_size for file in files]
    text = sum(size for file, size in zip(files, sizes, strict=True) if worth_it(file))
    wanted = sum(sizes) + text + _WRITERS * max(sizes, default=0)
    output.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(output).free
    if free >= wanted:
        return
    # Only a disk that is nearly full is worth the look at everything that will be replaced.
    there = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    if free < wanted - there:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(output))


def check_folders(run: Build) -> None:
    """Refuse, before anything happens, an output folder whose pruning would eat other things."""
    output = run.paths.output
    kept = {
        "the content": run.paths.content,
        "the theme": run.paths.theme,
        "the service's state": run.paths.data,
        "newsroom.toml": run.config.path.resolve(),
        "your home": Path.home(),
    }
    for what, path in kept.items():
        if path.resolve().is_relative_to(output):
            run.faults.append(
                Fault(
                    shown(output),
                    0,
                    f"the output folder holds {what}, and a build removes what it did not write",
                    "name a folder of its own in NEWSROOM_OUTPUT",
                )
            )
    run.settle()


def _write(source: Path, target: Path, paired: bool) -> bool:
    """Write a file; one that has twins loses them if it changes."""
    return (replace_served if paired else write_atomically)(target, source.read_bytes())


def _copy(source: Path, target: Path, paired: bool) -> bool:
    """Copy a file unless size and time say that it is there already: pictures may be many."""
    there, here = target.stat() if target.is_file() else None, source.stat()
    if there and (there.st_size, there.st_mtime_ns) == (here.st_size, here.st_mtime_ns):
        return False
    changed = _write(source, target, paired)
    if changed:
        os.utime(target, ns=(here.st_atime_ns, here.st_mtime_ns))
    return changed


def register() -> None:
    signals.finalized.connect(publish)
