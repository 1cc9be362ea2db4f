"""Connections and transactions.

WAL lets readers go on while one writes; `synchronous=FULL` puts a commit on disk before it is
acknowledged (SQLite documentation, «PRAGMA synchronous»).
"""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from sqlite_utils import Database

from comments_service.contract.files import private_folder
from comments_service.domain.errors import Busy
from comments_service.storage.migrations import migrations

# How long a writer waits for another one before it gives up with Busy.
BUSY_SECONDS = 5.0

# Whether a row has an address, in whatever case. Both halves are needed: the index of comments
# holds those with an address only. In Python it is `email_address.folded`.
SAME_EMAIL = "email IS NOT NULL AND lower(email) = lower(:email)"

_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    # What was erased is overwritten, not only let go of.
    "secure_delete=ON",
    # In KiB; each thread has a connection of its own, and the system's cache holds the file anyway.
    "cache_size=-1000",
)

# A writer that finds SQLite's lock taken sleeps and looks again, ever longer. Those of one process
# stand in line here instead, and each goes on the moment that the one before is done.
_lines: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)

# What SQLite says when the fault lies with the machine, and trying again later may help.
_PASSING = ("locked", "busy", "full", "disk i/o", "unable to open", "readonly")


class _Connection(sqlite3.Connection):
    """A connection that knows the line of its database's writers, and its own patience."""

    line: threading.Lock
    busy_seconds: float


def connect(path: Path, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open the database, creating file and folder. The schema is `migrate`'s."""
    private_folder(path.parent)
    path.touch(mode=0o600)
    connection = sqlite3.connect(
        path, timeout=busy_seconds, isolation_level=None, check_same_thread=False,
        factory=_Connection,
    )  # fmt: skip
    connection.line, connection.busy_seconds = _lines[path.resolve()], busy_seconds
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return Database(connection)


def migrate(db: Database) -> None:
    """Bring the schema up to date; each step and its record in one transaction."""
    migrations.apply(db)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All or nothing. Takes the write lock at once, so a later statement cannot find it taken.

    Raises Busy when the lock does not come free in time or the disk is full.
    """
    with translated(), _in_line(cast(_Connection, db.conn)):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            db.conn.rollback()
            raise
        try:
            db.conn.commit()
        except sqlite3.Error:
            db.conn.rollback()
            raise


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Let everything that is read see one moment, whatever others write meanwhile."""
    with translated():
        db.conn.execute("BEGIN")
        try:
            yield
        finally:
            db.conn.rollback()


@contextmanager
def _in_line(connection: _Connection) -> Iterator[None]:
    """Stand in line behind the other writers of this process. Raises Busy."""
    if not connection.line.acquire(timeout=connection.busy_seconds):
        raise Busy("another thread writes")
    try:
        yield
    finally:
        connection.line.release()


@contextmanager
def translated() -> Iterator[None]:
    """Turn the machine's passing faults into Busy; anything else is a fault of ours and passes."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if any(word in str(error).lower() for word in _PASSING):
            raise Busy(str(error)) from error
        raise


class Connections:
    """One connection a thread, kept open: opening one costs more than a query."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._open: list[Database] = []

    def get(self) -> Database:
        """This thread's connection. Raises Busy when the file cannot be opened."""
        if not hasattr(self._local, "db"):
            with translated():
                self._local.db = connect(self._path)
            self._open.append(self._local.db)
        db: Database = self._local.db
        return db

    def close(self) -> None:
        """Close the connections of all threads; none of them may be at work."""
        while self._open:
            self._open.pop().conn.close()
        self._local = threading.local()


def select(
    db: Database, query: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[dict[str, Any]]:
    """What a SELECT finds, by column.

    The library's own `query` wraps each SELECT into a savepoint, which takes longer than most of
    ours do.
    """
    cursor = db.conn.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def checkpoint(db: Database) -> bool:
    """Bring the write-ahead log into the database and empty it, so that no erased text stays there.

    False where readers are in the way; the next call does it.
    """
    with translated():
        busy, _, _ = db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, of fixed width, so that texts sort as times do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def marks(values: Sized) -> str:
    """As many question marks as there are values: «?, ?, ?»."""
    return ", ".join("?" * len(values))
