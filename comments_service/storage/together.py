"""Several writers, one commit: what waits for the disk at the same moment waits for it once.

Waiting for the disk is most of what storing a comment takes. While one thread commits, others hand
in their work; the next commit carries all of it. Each is all or nothing by itself, and none returns
before the commit that holds it is on disk.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from comments_service.storage.database import Connections, transaction, translated

T = TypeVar("T")

# Where one commit follows the other closely, more are about to come: the next one waits a little
# for them (PostgreSQL does the same with `commit_delay`). A commit alone waits for nobody.
_CLOSE_SECONDS = 0.02
GATHER_SECONDS = 0.002


@dataclass
class _Work(Generic[T]):
    do: Callable[[], T]
    result: T | None = None
    error: BaseException | None = None
    done: bool = False


class Together:
    """Commits the work of several threads in one transaction."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._changed = threading.Condition()
        self._waiting: list[_Work[object]] = []
        self._busy = False
        self._ended = 0.0

    def write(self, do: Callable[[], T]) -> T:
        """Do something in a transaction and return its result once that is on disk.

        `do` may run in another thread, so it looks up its connection itself. Raises what `do`
        raised, or Busy; then nothing of it was stored.
        """
        work: _Work[T] = _Work(do)
        with self._changed:
            self._waiting.append(cast("_Work[object]", work))
            while self._busy and not work.done:
                self._changed.wait()
            if not work.done:
                # Whoever comes when nobody is at it does it for all who wait.
                self._busy = True
                if time.monotonic() - self._ended < _CLOSE_SECONDS:
                    self._changed.wait(GATHER_SECONDS)
                batch, self._waiting = self._waiting, []
        if not work.done:
            try:
                self._commit(batch)
            finally:
                with self._changed:
                    self._busy, self._ended = False, time.monotonic()
                    for one in batch:
                        one.done = True
                    self._changed.notify_all()
        if work.error is not None:
            raise work.error
        return cast(T, work.result)

    def _commit(self, batch: list[_Work[object]]) -> None:
        try:
            connection = self._connections.get().conn
            with transaction(self._connections.get()):
                for work in batch:
                    _attempt(connection, work)
        except BaseException as error:
            # The commit has failed, and all with it.
            for work in batch:
                work.error = work.error or error
            if not isinstance(error, Exception):
                raise


def _attempt(connection: sqlite3.Connection, work: _Work[object]) -> None:
    """Do one thing; what it stored before it failed is undone, and nothing else."""
    connection.execute("SAVEPOINT one")
    try:
        with translated():
            work.result = work.do()
    except BaseException as error:
        if not connection.in_transaction:
            # A full disk, for one, makes SQLite give up the whole transaction.
            raise
        connection.execute("ROLLBACK TO one")
        work.error = error
    connection.execute("RELEASE one")
