"""`newsroom log`: proving that nobody has changed the log, and taking it along."""

import json

import click

from comments_service.commands.opening import fail, open_service
from comments_service.storage import log_check
from comments_service.storage.log_check import Tip


@click.group()
def log() -> None:
    """Verify and export the log of decisions."""


@log.command()
@click.option(
    "--expect", metavar="ROW:HASH", help="What an earlier check has told; must still be there."
)
def verify(expect: str | None) -> None:
    """Follow the hash chain from its beginning; ends with 1 where a row was changed."""
    known = _tip(expect) if expect else None
    checked = log_check.verify(open_service().db, known)
    if checked.broken is not None:
        fail(
            f"The log is broken at row {checked.broken}: it, or one just before it, was changed, "
            f"removed or slipped in.\n    Sound before it: {_rows(checked.rows)}, up to "
            f"{checked.tip}.\n    mend: compare with backups, the oldest first."
        )
    if checked.missing:
        fail(
            f"{checked.missing} is not in the log ({_rows(checked.rows)}, none changed): "
            "it was cut off or replaced.\n"
            "    mend: if no backup was restored since, compare with backups."
        )
    click.echo(f"{_rows(checked.rows)}, none changed. Keep this elsewhere, to prove it later:")
    click.echo(f"newsroom log verify --expect {checked.tip}")


@log.command()
def export() -> None:
    """Write the log as JSON Lines, oldest first, after a line for the chain's beginning."""
    for line in log_check.lines(open_service().db):
        click.echo(json.dumps(line, ensure_ascii=False))


def _rows(count: int) -> str:
    return f"{count} {'row' if count == 1 else 'rows'}"


def _tip(text: str) -> Tip:
    row, _, digest = text.partition(":")
    if not row.isdigit() or len(digest) != 64:
        fail(f"{text} is not what a check tells.\n    mend: give ROW:HASH, as it was printed.")
    return Tip(int(row), digest)
