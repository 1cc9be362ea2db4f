"""Checking the log's hash chain, and writing the log out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.storage import log, log_chain

_ROWS = f"SELECT {', '.join(log_chain.COLUMNS)}, hash FROM log ORDER BY id"


@dataclass(frozen=True)
class Tip:
    """A row by its number and hash: it stands for itself and for every row before it."""

    row: int
    hash: str

    def __str__(self) -> str:
        return f"{self.row}:{self.hash}"


@dataclass(frozen=True)
class Checked:
    rows: int
    """How many follow each other without a fault."""
    tip: Tip
    """The last of them; where there are none, what they would follow."""
    broken: int | None = None
    """The number of the first row that does not follow from the one before."""
    missing: Tip | None = None
    """What was known from before, and is not there as it was."""
    anchor: Tip = Tip(0, log_chain.BEGIN)
    """What the first row follows."""
    oldest: datetime | None = None
    """When the first row was written; None where there is none."""


def anchor(db: Database) -> Tip:
    """The last row that retention removed; zeros where it has removed none."""
    return Tip(*log.anchor(db))


def verify(db: Database, known: Tip | None = None) -> Checked:
    """Follow the whole chain from the anchor on.

    Every row must be numbered one higher than the one before, and its hash must cover it and the
    hash before. A chain that was cut off at its end is sound in itself: that shows against `known`,
    a tip from an earlier check that was kept elsewhere. What stood before the anchor proves
    nothing any more. One that was cut off at its beginning, with an anchor to fit, is sound as
    well: that shows by the age of the oldest row.
    """
    start = tip = anchor(db)
    rows = 0
    oldest: datetime | None = None
    seen = known is None or known == tip
    for *row, stored in db.conn.execute(_ROWS):
        if row[0] != tip.row + 1 or log_chain.link(tip.hash, row) != stored:
            return Checked(rows, tip, broken=row[0], anchor=start, oldest=oldest)
        tip, rows = Tip(row[0], stored), rows + 1
        oldest = oldest or datetime.fromisoformat(row[1])
        seen = seen or tip == known
    return Checked(rows, tip, missing=None if seen else known, anchor=start, oldest=oldest)


def lines(db: Database) -> Iterator[dict[str, Any]]:
    """The log for other programs: first the anchor, then every row with its hash, oldest first."""
    start = anchor(db)
    yield {"anchor": start.row, "hash": start.hash}
    for *row, stored in db.conn.execute(_ROWS):
        yield {**dict(zip(log_chain.COLUMNS, row, strict=True)), "hash": stored}
