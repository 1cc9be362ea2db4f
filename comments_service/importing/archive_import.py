"""`newsroom comments import jsonl`: our own export back into a newsroom, all of it or nothing."""

from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.replay import replay
from comments_service.contract.cleanup import read_cleanup, write_cleanup
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.figures import Month, figures_of, read_figures, write_figures
from comments_service.contract.paths import Paths
from comments_service.contract.switches import Switches, read_switches, write_switches
from comments_service.importing.archive_check import Checked, checked
from comments_service.importing.archive_lines import records
from comments_service.importing.archive_report import ArchiveReport
from comments_service.importing.archive_store import Archive, Stored
from comments_service.importing.comment_threads import LEFT_OUT, Finder
from comments_service.importing.found import FoundThread
from comments_service.importing.progress import Advance, Steps
from comments_service.storage import comments, journal
from comments_service.storage.database import transaction
from comments_service.storage.journal import Erasure

_NO_MONTH = asdict(Month(""))


@dataclass(frozen=True)
class Target:
    """The newsroom that an export is brought into."""

    db: Database
    paths: Paths
    posts: Finder
    """What a build has told of posts; nothing before the first one."""
    now: datetime
    learns_since: datetime
    """What was decided before then, the spam filter no longer remembers."""


def import_archive(path: Path, target: Target, steps: Steps, *, check: bool) -> ArchiveReport:
    """Read and check everything, then store it; with `check` only tell what would happen.

    Raises Faults, OSError or Busy; in each case nothing was stored.
    """
    size = path.stat().st_size if path.is_file() else 0
    with steps.step("Checking", size) as advance:
        found = checked(path, records(path, advance), lambda one: comments.exists(target.db, one))
    places = _places(found, target.posts)
    posts = {thread: post for thread, post in places.items() if post}
    unknown = Counter({one: found.threads[one] for one in found.threads if not places[one]})
    if check:
        return ArchiveReport(path.name, found.total, unknown)
    with steps.step("Storing", found.total) as advance:
        stored, erased = _store(path, target, posts, advance)
    return ArchiveReport(path.name, found.total, unknown, stored, erased)


def _places(found: Checked, posts: Finder) -> dict[str, str]:
    """The post of each thread; "" for one that no build here knows."""
    places = {}
    for thread in found.threads:
        place = posts.find(FoundThread((thread,)))
        if place and not place.post:
            cause = f"the thread {thread} is to be left out («{LEFT_OUT}»)"
            mend = "an export comes whole or not at all: give the id of a post"
            raise Faults([Fault("--threads", 0, cause, mend)])
        places[thread] = place.post if place else ""
    return places


def _store(
    path: Path, target: Target, posts: dict[str, str], advance: Advance
) -> tuple[Stored, int]:
    db, paths, now = target.db, target.paths, target.now
    with transaction(db):
        # Read again, and checked again by its checksum: nothing is stored of a file that changed.
        stored = Archive(db, now, posts, target.learns_since).store(
            records(path, lambda _: None), advance
        )
        _remember(paths.data, stored)
        erased = replay(db, paths, now)
        for thread in sorted(stored.threads):
            enqueue_publication(db, thread, now)
    _switch(paths.switches, stored, posts)
    _tell(paths, stored)
    return stored, erased


def _remember(data: Path, stored: Stored) -> None:
    """Take over the journal: what was erased there must not come back here, either."""
    known = set(journal.read(data))
    for row in stored.erasures:
        line = journal.Line(row["id"], Erasure(row["what"]), row["number"])
        if line not in known:
            journal.note(data, line.id, line.what, line.number)


def _tell(paths: Paths, stored: Stored) -> None:
    """Take over what readers are told of the past, where nothing can be told of here yet."""
    known = read_figures(paths.figures)
    if stored.figures and not (known and known.months):
        rows = sorted(stored.figures["months"].items(), reverse=True)
        months = [{**_NO_MONTH, "month": month, **row} for month, row in rows]
        write_figures(paths.figures, figures_of({"at": stored.figures["at"], "months": months}))
    if stored.cleaned and read_cleanup(paths.cleanup) is None:
        write_cleanup(paths.cleanup, datetime.fromisoformat(stored.cleaned))


def _switch(path: Path, stored: Stored, posts: dict[str, str]) -> None:
    """Close what was closed there; a crisis that is on here, or is not, stays so."""
    if not stored.switches or not stored.threads:
        return
    before = read_switches(path)
    theirs = {
        posts.get(thread, thread): datetime.fromisoformat(at)
        for thread, at in stored.switches["closed"].items()
    }
    closed = {thread: at for thread, at in theirs.items() if thread in stored.threads}
    after = replace(before, closed={**closed, **before.closed})
    if before == Switches() and stored.switches["crisis"]:
        since = stored.switches["since"]
        after = replace(
            after,
            crisis=stored.switches["crisis"],
            since=datetime.fromisoformat(since) if since else None,
        )
    if after != before:
        write_switches(path, after)
