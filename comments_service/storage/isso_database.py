"""Isso's `comments.db`, read only: its tables `threads` and `comments`, without IP addresses."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

_HEADER = b"SQLite format 3\x00"
# Instructions of SQLite's machine between two looks at how many there were.
_STEP = 10_000
# Reading takes some ten instructions for each byte; what takes many more is made to never end.
_FEWEST, _PER_BYTE = 20_000_000, 50
# No comment is longer, in bytes.
_LONGEST = 16 * 1024 * 1024
_COLUMNS = ("id", "parent", "created", "modified", "mode", "text", "author", "email")


class Broken(Exception):
    """The database cannot be read whole; says where."""


@dataclass(frozen=True)
class IssoRow:
    uri: str
    title: str
    id: int
    parent: int | None
    created: float
    """Seconds since 1970."""
    modified: float | None
    mode: int
    """1 published, 2 waiting for a moderator, 4 deleted, but with answers."""
    text: str
    author: str
    email: str


def is_database(path: Path) -> bool:
    """Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def rows(path: Path, advance: Callable[[int], None]) -> Iterator[IssoRow]:
    """Every comment, by its number; `advance` is told of the bytes read. Raises Broken."""
    size = path.stat().st_size
    _check_size(path, size)
    with _opened(path, size) as db:
        fault = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if fault != "ok":
            raise Broken(f"the database is damaged: {' '.join(str(fault).split())}")
        advance(size)
        # Tables alone: a view can be a question without an end.
        tables = {
            row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if not {"threads", "comments"} <= tables:
            raise Broken("this SQLite database is none of Isso's: it has no threads and comments")
        columns = ", ".join(f"c.{name}" for name in _COLUMNS)
        found = db.execute(
            f"SELECT coalesce(t.uri, ''), coalesce(t.title, ''), {columns} FROM comments c"
            " LEFT JOIN threads t ON t.id = c.tid ORDER BY c.id"
        )
        for row in found:
            yield _row(row)


def _check_size(path: Path, size: int) -> None:
    """What its header says of its pages (SQLite, «Database File Format», 1.3)."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100:
        raise Broken(f"it ends at byte {size}, within the header of a SQLite database")
    page = int.from_bytes(head[16:18], "big")
    whole = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    # The number of pages counts only where these two agree.
    if head[24:28] == head[92:96] and size < whole:
        raise Broken(f"it ends at byte {size} of {whole}")


@contextmanager
def _opened(path: Path, size: int) -> Iterator[sqlite3.Connection]:
    """Whoever made the file is not trusted: nothing is written, no function of the schema's choice
    is called, and what does not end is ended."""
    left = (_FEWEST + _PER_BYTE * size) // _STEP

    def too_long() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    # Where a journal lies beside it, its comments count as well.
    beside = any(path.with_name(f"{path.name}-{what}").exists() for what in ("wal", "journal"))
    uri = f"{path.resolve().as_uri()}?mode=ro{'' if beside else '&immutable=1'}"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as db:
            db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA query_only = ON")
            db.set_progress_handler(too_long, _STEP)
            yield db
    except sqlite3.Error as error:
        if left < 0:
            raise Broken("reading it does not end") from None
        raise Broken(f"SQLite cannot read it: {error}") from None


def _row(row: tuple[object, ...]) -> IssoRow:
    uri, title, number, parent, created, modified, mode, text, author, email = row
    where = f"comment {number}"
    return IssoRow(
        uri=str(uri),
        title=str(title),
        id=_number(number, where, "id"),
        parent=None if parent is None else _number(parent, where, "parent"),
        created=_seconds(created, where, "created"),
        modified=None if modified is None else _seconds(modified, where, "modified"),
        mode=_number(mode, where, "mode"),
        text=str(text or ""),
        author=str(author or ""),
        email=str(email or ""),
    )


def _number(value: object, where: str, name: str) -> int:
    if isinstance(value, int):
        return value
    raise Broken(f"{where}: {name} is no number: {value!r:.80}")


def _seconds(value: object, where: str, name: str) -> float:
    # Up to the year 9999, which is as far as dates go.
    if isinstance(value, int | float) and 0 <= value < 253402300800:
        return float(value)
    raise Broken(f"{where}: {name} is no time: {value!r:.80}")
