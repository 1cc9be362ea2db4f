"""The worker: one thread beside the web server that drains the outbox.

Jobs are rows, so a crash between a decision and its publication only delays it: the next start
finds the row.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from comments_service.actions.decide import LABEL
from comments_service.actions.label import send_label
from comments_service.actions.notices import NOTICE, send_notice
from comments_service.actions.publish_thread import PUBLISH, publish_thread
from comments_service.actions.service import Service
from comments_service.domain.errors import Busy
from comments_service.storage import outbox
from comments_service.storage.database import transaction

logger = logging.getLogger(__name__)

# Another process (the command line) may add jobs, so the worker looks without being woken.
POLL_SECONDS = 0.5

_LONGEST_DELAY_SECONDS = 3600.0


@dataclass(frozen=True)
class Handler:
    """How a kind of job is done, and for how long nobody else takes it meanwhile.

    A job that may be done twice without harm has no lease: after a crash it is done at once.
    """

    run: Callable[[Service, str, dict[str, Any], datetime], None]
    lease: timedelta = timedelta(0)


HANDLERS = {
    PUBLISH: Handler(lambda service, key, _, now: publish_thread(service, key, now)),
    NOTICE: Handler(lambda service, _, __, now: send_notice(service, now), timedelta(minutes=2)),
    LABEL: Handler(
        lambda service, _, payload, __: send_label(service, payload), timedelta(minutes=2)
    ),
}


def drain(service: Service, now: datetime) -> int:
    """Do all jobs that are due; returns how many were done. One that fails is retried later."""
    count = 0
    for job in outbox.due(service.db, now):
        handler = HANDLERS.get(job.kind)
        if handler is None:
            logger.error("outbox: nobody knows jobs of kind %r", job.kind)
            _postpone(service, job, now, "unknown kind")
            continue
        with transaction(service.db):
            mine = outbox.claim(service.db, job, now, handler.lease)
        if not mine:
            continue
        try:
            handler.run(service, job.key, job.payload, now)
        except Exception as error:  # noqa: BLE001 - whatever it was, the job must not be lost
            logger.warning("outbox: %s failed (%s), retrying", job.kind, type(error).__name__)
            _postpone(service, job, now, f"{type(error).__name__}: {error}")
            continue
        with transaction(service.db):
            outbox.done(service.db, job)
        count += 1
    return count


def delay_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: 1 s, 2 s, 4 s … at most an hour."""
    seconds: float = min(2.0 ** min(attempts, 20), _LONGEST_DELAY_SECONDS)
    return timedelta(seconds=seconds)


def _postpone(service: Service, job: outbox.Job, now: datetime, error: str) -> None:
    with transaction(service.db):
        outbox.retry(service.db, job, now + delay_after(job.attempts), error)


class Worker:
    """Drains the outbox until it is stopped."""

    def __init__(self, service: Service, chores: Callable[[datetime], None] | None = None) -> None:
        """`chores` is called on each round with the time, for what is due without a job."""
        self._service = service
        self._chores = chores
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look at once: something was just written."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the job at hand and end."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=10)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                now = datetime.now(UTC)
                if self._chores:
                    self._chores(now)
                drain(self._service, now)
            except (Busy, sqlite3.Error, OSError) as error:
                # Locked database or full disk: the rows stay, and so does the worker.
                logger.warning("outbox: %s, trying again", type(error).__name__)
            self._wake.wait(POLL_SECONDS)
