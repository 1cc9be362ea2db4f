"""`newsroom import`: bringing posts and comments along from another system."""

import sys
from pathlib import Path

import click

from comments_service.actions import learning
from comments_service.commands.opening import fail, faults_told, now, open_newsroom, open_service
from comments_service.contract.files import write_atomically
from comments_service.domain.errors import Busy
from comments_service.importing.progress import steps_for
from comments_service.importing.storing import Store
from comments_service.importing.wordpress_command import import_wordpress

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("import")
@click.argument("source", type=click.Choice(["wordpress"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--lang", help="Language of the posts, where the export does not say it rightly.")
@click.option("--media", type=_FOLDER, help="A copy of wp-content/uploads, for the pictures.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the report here as well.")
def import_posts(
    source: str,  # noqa: ARG001 - one so far; the command names it
    file: Path,
    lang: str | None,
    media: Path | None,
    report: Path | None,
) -> None:
    """Import posts, pages and comments from FILE, an export of SOURCE.

    The same export again changes nothing, and what was edited since is kept.
    """
    config, paths = open_newsroom()
    service = open_service()
    steps = steps_for(sys.stderr)
    at = now()
    store = Store(service.db, at, learns_since=learning.remembered(config, at))
    with faults_told():
        try:
            done = import_wordpress(file, config, paths, store, steps, lang=lang, media=media)
        except (OSError, Busy) as error:
            fail(f"Nothing was imported: {error}")
    click.echo(str(done), nl=False)
    if report:
        write_atomically(report, done.whole().encode())
    if done.changed:
        click.echo("\nNext: `make check` lists what is left to mend, `make build` publishes it.")
