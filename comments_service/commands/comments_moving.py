"""`newsroom comments import`: moving in."""

import sys
from pathlib import Path

import click

from comments_service.actions.publish_thread import PUBLISH
from comments_service.actions.service import Service, reserved_names
from comments_service.commands.opening import fail, faults_told, now, open_service, running_at
from comments_service.contract.files import write_atomically
from comments_service.contract.threads import read_manifest
from comments_service.domain.errors import Busy
from comments_service.importing.comment_import import Own, import_comments
from comments_service.importing.comment_maps import read_officials, read_threads
from comments_service.importing.comment_threads import Finder, finder
from comments_service.importing.disqus import read_disqus
from comments_service.importing.found import Reader
from comments_service.importing.isso import read_isso
from comments_service.importing.progress import steps_for
from comments_service.importing.storing import Store
from comments_service.importing.wordpress_comments import wordpress_reader
from comments_service.outbox.worker import drain
from comments_service.storage import journal, moderators

_FILE = click.Path(path_type=Path)
FORMATS = ("wordpress", "disqus", "isso")


@click.command("import")
@click.argument("format", type=click.Choice(FORMATS))
@click.argument("file", type=_FILE)
@click.option("--threads", type=_FILE, help="CSV: address or id there, id of the post here.")
@click.option("--official", type=_FILE, help="CSV: account there, name and function here.")
@click.option("--check", is_flag=True, help="Only tell what would happen.")
@click.option("--report", type=_FILE, help="Write the report here as well.")
def import_(
    format: str,  # noqa: A002 - the name that people see
    file: Path,
    threads: Path | None,
    official: Path | None,
    check: bool,
    report: Path | None,
) -> None:
    """Import the comments of FILE, an export of another system.

    The same file again changes nothing. A broken one imports nothing.
    """
    service = open_service()
    with faults_told():
        try:
            told = _import(service, format, file, threads, official, check)
        except (OSError, Busy) as error:
            fail(f"Nothing was imported: {error}")
    click.echo(told, nl=False)
    if report:
        write_atomically(report, told.encode())
    if not check and service.threads.built and not running_at(service.paths):
        drain(service, now(), [PUBLISH])


def _import(
    service: Service,
    system: str,
    file: Path,
    threads: Path | None,
    official: Path | None,
    check: bool,
) -> str:
    posts = _posts(service)
    if threads:
        posts.wanted.update(read_threads(threads, posts))
    config = service.config
    readers: dict[str, Reader] = {
        "wordpress": wordpress_reader(config.newsroom.timezone),
        "disqus": read_disqus,
        "isso": read_isso,
    }
    people = [one.name for one in moderators.everyone(service.db)]
    own = Own(reserved_names(config, people), read_officials(official) if official else {})
    erased = journal.erased(service.paths.data)
    store = None if check else Store(service.db, now(), system, erased)
    return str(import_comments(file, readers[system], posts, own, store, steps_for(sys.stderr)))


def _posts(service: Service) -> Finder:
    """The posts of the newest build."""
    if not service.threads.built:
        fail("No build has told which posts there are.\n    mend: make build, then import again.")
    manifest = read_manifest(service.paths.threads)
    prefix = service.config.prefix
    return finder(manifest.threads, manifest.posts.values(), service.redirects(), prefix)
