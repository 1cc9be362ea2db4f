"""`newsroom log`: proving that nobody has changed the log, and taking it along."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta

import click

from comments_service.commands.opening import fail, open_service
from comments_service.storage import log_check
from comments_service.storage.log_check import Checked, Tip

# Retention takes rows as their time comes, so the next one was written soon after, unless nothing
# happened for a while.
_QUIET = timedelta(days=31)


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
    service = open_service()
    checked = log_check.verify(service.db, known)
    if checked.broken is not None:
        fail(
            f"The log is broken at row {checked.broken}: it, or one just before it, was changed, "
            f"removed or slipped in.\n    Sound before it: {_rows(checked.rows)}, up to "
            f"{checked.tip}.\n    mend: compare with backups, the oldest first."
        )
    if checked.missing and checked.missing.row < checked.anchor.row:
        fail(
            f"{checked.missing} cannot be checked: the log begins after row {checked.anchor.row}.\n"
            "    mend: if retention has removed that row since, expect a younger one; else compare "
            "with backups."
        )
    if checked.missing:
        fail(
            f"{checked.missing} is not in the log ({_rows(checked.rows)}, none changed): "
            "it was cut off or replaced.\n"
            "    mend: if no backup was restored since, compare with backups."
        )
    _check_beginning(checked, service.config.retention.log_years)
    click.echo(f"{_rows(checked.rows)}, none changed. Keep this elsewhere, to prove it later:")
    click.echo(f"newsroom log verify --expect {checked.tip}")


@log.command()
def export() -> None:
    """Write the log as JSON Lines, oldest first, after a line for the chain's beginning."""
    try:
        for line in log_check.lines(open_service().db):
            click.echo(json.dumps(line, ensure_ascii=False))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has enough, as `head` does. Nothing is left to write at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _check_beginning(checked: Checked, years: int) -> None:
    """Tell where the log begins, and fail where that is later than retention explains."""
    if not checked.anchor.row:
        return
    begins = checked.oldest.date().isoformat() if checked.oldest else "nowhere: it has no rows"
    told = f"Rows up to {checked.anchor.row} are gone; the oldest that is left is of {begins}."
    due = datetime.now(UTC) - timedelta(days=365 * years)
    if checked.oldest is None or checked.oldest > due + _QUIET:
        fail(
            f"{told}\n    Retention keeps rows for {years} years ([retention] log_years), so that "
            "does not explain it: somebody may have cut off the beginning.\n"
            "    mend: compare with backups, unless nothing was logged for more than a month back "
            "then, or log_years was less before."
        )
    click.echo(told)


def _rows(count: int) -> str:
    return f"{count} {'row' if count == 1 else 'rows'}"


def _tip(text: str) -> Tip:
    row, _, digest = text.partition(":")
    if not row.isdigit() or len(digest) != 64:
        fail(f"{text} is not what a check tells.\n    mend: give ROW:HASH, as it was printed.")
    return Tip(int(row), digest)
