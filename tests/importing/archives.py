"""A newsroom with some of everything, its export, and bringing that into another one."""

import stat
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from comments_service.actions.answer import answer
from comments_service.actions.appeal import appeal
from comments_service.actions.colleagues import add_note
from comments_service.actions.decide import decide
from comments_service.actions.edit import edit
from comments_service.actions.erase import erase
from comments_service.actions.publish_thread import publish_all
from comments_service.actions.record import enqueue_record
from comments_service.actions.rerender import rerender_all
from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.actions.undo import undo
from comments_service.contract.cleanup import write_cleanup
from comments_service.contract.figures import Figures, Hours, Month, write_figures
from comments_service.contract.switches import Switches, write_switches
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import Verb
from comments_service.importing import archive_labels
from comments_service.importing.archive_export import ExportFailed, export_comments
from comments_service.importing.archive_import import Target, import_archive
from comments_service.importing.comment_threads import Finder
from comments_service.outbox.worker import settle
from comments_service.storage import (
    archive,
    journal,
    log_chain,
    moderators,
    reports,
)
from comments_service.storage.database import transaction
from comments_service.storage.reports import Report
from tests.actions.recorded import place
from tests.importing.conftest import Silent
from tests.support import NOW, READER, SITE, THREAD, all_comments, fields, make_newsroom

LATER = NOW + timedelta(hours=1)
REPORT = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a88"
REJECTION = Grounds("INSULT", "Persönlicher Angriff", "rule", "Regel 3")


def export_of(service: Service, name: str = "export.jsonl") -> Path:
    path = service.paths.data / name
    export_comments(service.db, service.paths, SITE, path, LATER, Silent())
    return path


def bring(path: Path, service: Service, posts: Finder | None = None, *, check: bool = False):
    target = Target(service.db, service.paths, posts or Finder(), LATER, NOW - timedelta(days=365))
    done = import_archive(path, target, Silent(), check=check)
    rerender_all(service, LATER)
    return done


def pages_of(service: Service, at: datetime = LATER) -> dict[str, bytes]:
    """Every file of the site, once all that is to be published was."""
    place(service, "de/moderationsbericht/index.html", "figures")
    place(service, "de/datenschutz/index.html", "privacy")
    publish_all(service, at)
    with transaction(service.db):
        enqueue_record(service, at)
    settle(service, at)
    output = service.paths.output
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def rows_of(service: Service) -> dict[str, list[dict[str, object]]]:
    found = {kind: list(archive.rows(service.db, kind)) for kind in archive.TABLES}
    # Each newsroom seals them with a key of its own.
    found["label"] = list(archive_labels.cleared(service.db, found["label"]))
    return found


def send(service: Service, body: str, **more: str) -> str:
    submit(service, THREAD, fields(body, **more), READER, NOW)
    return all_comments(service)[-1].id


@dataclass(frozen=True)
class Sample:
    """A newsroom in which most of what can happen has happened, and its export."""

    comments: list[Comment]
    rows: dict[str, list[dict[str, object]]]
    pages: dict[str, bytes]
    erasures: list[journal.Line]
    export: bytes
    mode: int

    def file(self, folder: Path) -> Path:
        path = folder / "export.jsonl"
        path.write_bytes(self.export)
        return path


def sample(folder: Path) -> Sample:
    service = _filled(folder)
    # A month that the log knows nothing of any more.
    past = Month("2026-10", received=7, reasons={"SPAM": 6, "REST": 1}, answer=Hours(2.5, 30.0))
    write_figures(service.paths.figures, Figures(NOW, (past,)))
    write_cleanup(service.paths.cleanup, NOW - timedelta(hours=5))
    pages = pages_of(service)
    file = export_of(service)
    with pytest.raises(ExportFailed, match="exists already"):
        export_of(service)
    made = Sample(
        comments=all_comments(service),
        rows=rows_of(service),
        pages=pages,
        erasures=journal.read(service.paths.data),
        export=file.read_bytes(),
        mode=stat.S_IMODE(file.stat().st_mode),
    )
    service.close()
    return made


def _filled(folder: Path) -> Service:
    service = make_newsroom(folder)
    number = moderators.add(service.db, "Berta Frei", "Sprecherin", NOW)
    berta = moderators.get(service.db, number)
    assert berta
    first = send(service, "Das *erste* Wort\n\n> und ein Zitat")
    second = send(service, "Eine Antwort mit <b>Zeichen</b> & mehr", parent="")
    refused = send(service, "Ein Angriff", email="ruth@reader.example")
    gone = send(service, "Wird gelöscht")
    send(service, "Wartet noch")
    for one in (first, second, gone):
        decide(service, one, Verb.PUBLISH, berta, NOW)
    third = send(service, "Dazu noch dies", parent=gone)
    decide(service, third, Verb.PUBLISH, berta, NOW)
    answer(service, first, "Danke!", berta, NOW)
    reports.add(
        service.db, Report(REPORT, first, THREAD, "de", NOW, "INSULT", "Weil …", "Rolf", None)
    )
    moderators.set_password_hash(service.db, number, "$argon2id$secret")
    decide(service, refused, Verb.REJECT, berta, NOW, grounds=REJECTION)
    appeal(service, refused, "Das war keiner", NOW)
    add_note(service, second, "Schau dir das an", berta, NOW)
    erase(service, gone, NOW)
    edit(service, second, "Eine bessere Antwort", READER, NOW)
    spam = send(service, "Kauf dies")
    decide(service, spam, Verb.SPAM, "terminal", NOW, batch="b1")
    undo(service, "b1", "terminal", NOW)
    write_switches(service.paths.switches, Switches(closed={THREAD: NOW}))
    return service


def sound(service: Service) -> bool:
    """Whether the log's chain holds from its beginning."""
    before = log_chain.BEGIN
    for row in archive.rows(service.db, "log"):
        before = log_chain.link(before, [row[name] for name in log_chain.COLUMNS])
        if before != row["hash"]:
            return False
    return True
