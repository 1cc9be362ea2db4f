"""`newsroom comments import` and `export`: moving in and out."""

import sys
from pathlib import Path

import click

from comments_service.actions import learning
from comments_service.actions.record import enqueue_record
from comments_service.actions.rerender import rerender
from comments_service.actions.service import Service
from comments_service.commands.opening import fail, faults_told, now, open_service, running_at
from comments_service.contract.threads import read_manifest
from comments_service.domain.errors import Busy
from comments_service.importing.archive_export import ExportFailed, export_comments
from comments_service.importing.archive_import import Target, import_archive
from comments_service.importing.comment_import import Own, import_comments
from comments_service.importing.comment_maps import read_officials, read_threads
from comments_service.importing.comment_report import CommentReport
from comments_service.importing.comment_threads import Finder, finder
from comments_service.importing.disqus import read_disqus
from comments_service.importing.formats import check_format
from comments_service.importing.found import Reader
from comments_service.importing.isso import read_isso
from comments_service.importing.progress import steps_for
from comments_service.importing.storing import Store
from comments_service.importing.wordpress_comments import wordpress_reader
from comments_service.outbox.worker import settle
from comments_service.storage import journal
from comments_service.storage.database import transaction

_FILE = click.Path(path_type=Path)
_OWN = "jsonl"
# Comments whose HTML is made in one go; each go looks for the next ones through all of them.
_AT_ONCE = 2000


@click.command("import")
@click.argument("format", type=click.Choice(["wordpress", "disqus", "isso", _OWN]))
@click.argument("file", type=_FILE)
@click.option("--threads", type=_FILE, help="CSV: address or id there, id of the post here.")
@click.option("--official", type=_FILE, help="CSV: account there, name and function here.")
@click.option("--check", is_flag=True, help="Only tell what would happen.")
@click.option("--report", type=_FILE, help="Write the whole report here as well.")
def import_(
    format: str,  # noqa: A002 - the name that people see
    file: Path,
    threads: Path | None,
    official: Path | None,
    check: bool,
    report: Path | None,
) -> None:
    """Import the comments of FILE, an export of another system or our own (jsonl).

    The same file again changes nothing. A broken one imports nothing.
    """
    service = open_service()
    if report:
        # Before anything is stored; it names people, also those who wait for a decision.
        report.touch(mode=0o600)
    with faults_told():
        check_format(file, format)
        posts = _posts(service, threads)
        try:
            if format == _OWN:
                told = whole = _bring_back(service, file, posts, check)
            else:
                done = _take_over(service, format, file, posts, official, check)
                told, whole = str(done), done.whole()
        except (OSError, Busy) as error:
            fail(f"Nothing was imported: {error}")
    click.echo(told, nl=False)
    if report:
        report.write_text(whole, "utf-8")
    if not check:
        with transaction(service.db):
            enqueue_record(service, now())
    if not check and service.threads.built and not running_at(service.paths):
        settle(service, now())


@click.command("export")
@click.argument("file", type=_FILE, required=False)
def export(file: Path | None) -> None:
    """Write everything about comments to FILE, or into var/exports/: personal data included."""
    service = open_service()
    paths, at = service.paths, now()
    target = file or paths.data / "exports" / f"comments-{at:%Y%m%d-%H%M%S}.jsonl"
    site, steps = service.threads.site_id, steps_for(sys.stderr)
    try:
        count = export_comments(service.db, paths, site, target, at, steps)
    except ExportFailed as error:
        fail(str(error))
    click.echo(f"{count} records in {target}, which only you may read.")


def _take_over(
    service: Service, system: str, file: Path, posts: Finder, official: Path | None, check: bool
) -> CommentReport:
    if not service.threads.built:
        fail("No build has told which posts there are.\n    mend: make build, then import again.")
    config = service.config
    readers: dict[str, Reader] = {
        "wordpress": wordpress_reader(config.newsroom.timezone),
        "disqus": read_disqus,
        "isso": read_isso,
    }
    own = Own(service.reserved(), read_officials(official) if official else {})
    at = now()
    erased = journal.erased(service.paths.data)
    store = Store(service.db, at, system, erased, learning.remembered(config, at))
    reader, steps = readers[system], steps_for(sys.stderr)
    return import_comments(file, reader, posts, own, None if check else store, steps)


def _bring_back(service: Service, file: Path, posts: Finder, check: bool) -> str:
    at = now()
    target = Target(service.db, service.paths, posts, at, learning.remembered(service.config, at))
    report = import_archive(file, target, steps_for(sys.stderr), check=check)
    if not check:
        # Outside the transaction, since it takes long; pages do without meanwhile.
        while rerender(service, now(), _AT_ONCE):
            pass
    return str(report)


def _posts(service: Service, threads: Path | None) -> Finder:
    """The posts of the newest build, and what the map says."""
    manifest = read_manifest(service.paths.threads)
    prefix = service.config.prefix
    posts = finder(manifest.threads, manifest.posts.values(), service.redirects(), prefix)
    if threads:
        posts.wanted.update(read_threads(threads, posts))
    return posts
