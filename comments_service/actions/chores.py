"""What is due by the clock alone."""

import logging
from datetime import UTC, datetime, timedelta

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.rerender import BATCH, rerender
from comments_service.actions.service import Service
from comments_service.domain.states import State
from comments_service.storage import retention
from comments_service.storage.database import checkpoint, transaction

logger = logging.getLogger(__name__)

_SWEEP_EVERY = timedelta(hours=1)

# How long things are kept. The sweep may come an hour late, so 48 hours are 47 here.
_SENDERS = timedelta(hours=47)
_SPAM = timedelta(days=14)
_REJECTED = timedelta(days=182)
_EMAILS = timedelta(days=182)
# The database's own trigger counts three calendar years.
_LOG = timedelta(days=3 * 366)
_BACKUPS = timedelta(days=35)


class Chores:
    """Closes threads whose time is over, makes old HTML anew, forgets what may not be kept."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._closed_until: datetime | None = None
        self._swept_at: datetime | None = None
        self._old_html = True

    def __call__(self, now: datetime) -> None:
        self._close_threads(now)
        if self._old_html:
            # A batch a round, until there is no more: what is new is of the newest renderer.
            self._old_html = rerender(self._service, now) == BATCH
        if self._swept_at is None or now - self._swept_at >= _SWEEP_EVERY:
            sweep(self._service, now)
            self._swept_at = now

    def _close_threads(self, now: datetime) -> None:
        """Publish the threads that closed since the last look, so that their form goes.

        The build renders closed threads as closed; the first look starts at the build's time.
        """
        since = self._closed_until or _built_at(self._service)
        due = [
            thread.id
            for thread in self._service.threads.all().values()
            if thread.closes_at and since < thread.closes_at <= now
        ]
        if due:
            with transaction(self._service.db):
                for thread_id in due:
                    enqueue_publication(self._service.db, thread_id, now)
        self._closed_until = now


def sweep(service: Service, now: datetime) -> None:
    """Forget what has been kept long enough: in the database, its log file and var/backups/."""
    db = service.db
    with transaction(db):
        retention.forget_senders(db, now - _SENDERS)
        retention.forget_texts(db, State.SPAM, now - _SPAM)
        retention.forget_texts(db, State.REJECTED, now - _REJECTED)
        retention.forget_emails(db, now - _EMAILS)
        retention.forget_log(db, now - _LOG)
    checkpoint(db)
    for backup in (service.paths.data / "backups").glob("newsroom-*.db"):
        try:
            if datetime.fromtimestamp(backup.stat().st_mtime, UTC) < now - _BACKUPS:
                backup.unlink()
        except OSError as error:
            logger.warning("%s cannot be deleted, though its time is over: %s", backup, error)


def _built_at(service: Service) -> datetime:
    try:
        return datetime.fromtimestamp(service.paths.threads.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.now(UTC)
