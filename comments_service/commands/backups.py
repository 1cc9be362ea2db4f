"""`newsroom backup` and `newsroom restore`."""

from pathlib import Path

import click

from comments_service.actions import backup as backups
from comments_service.actions.publish_thread import publish_all
from comments_service.commands.opening import (
    AlreadyRunning,
    fail,
    hold,
    now,
    open_newsroom,
    open_service,
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
def backup(file: Path | None) -> None:
    """Save the database while the newsroom runs; to FILE, or into var/backups/."""
    service = open_service()
    target = file or service.paths.data / "backups" / f"newsroom-{now():%Y%m%d-%H%M%S}.db"
    try:
        backups.backup(service.db, target)
    except backups.BackupFailed as error:
        fail(str(error))
    click.echo(f"Saved and checked: {target}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Bring the database back from FILE; what was erased since stays erased."""
    _, paths = open_newsroom()
    try:
        mark = hold(paths, "")
    except AlreadyRunning:
        fail("The newsroom is running.\n    mend: stop it, restore, start it again.")
    with mark:
        try:
            erased = backups.restore(paths, file, now())
        except backups.BackupFailed as error:
            fail(str(error))
        publish_all(open_service(), now())
    click.echo(f"Restored from {file}; {erased} comment(s) erased since then stay erased.")
