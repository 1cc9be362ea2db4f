"""What is due by the clock alone."""

from datetime import UTC, datetime, timedelta

from comments_service.actions.cleanup import sweep
from comments_service.actions.learning import tend
from comments_service.actions.notices import plan_digest
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.record import COUNTED_WITHIN, enqueue_record
from comments_service.actions.rerender import BATCH, rerender
from comments_service.actions.service import Service
from comments_service.storage.database import transaction

_SWEEP_EVERY = timedelta(hours=1)


class Chores:
    """Closes threads whose time is over, makes old HTML anew, forgets what may not be kept."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._closed_until: datetime | None = None
        self._swept_at: datetime | None = None
        self._old_html = True
        self._counted, self._counted_at = "", datetime.min.replace(tzinfo=UTC)

    def __call__(self, now: datetime) -> None:
        self._close_threads(now)
        self._count(now)
        if self._old_html:
            # A batch a round, until there is no more: what is new is of the newest renderer.
            self._old_html = rerender(self._service, now) == BATCH
        if self._swept_at is None or now - self._swept_at >= _SWEEP_EVERY:
            sweep(self._service, now)
            with transaction(self._service.db):
                plan_digest(self._service, now)
                if self._swept_at is None:
                    # Something may have changed while nobody served the newsroom.
                    enqueue_record(self._service, now)
                    self._tidy_away(now)
            self._swept_at = now
            tend(self._service, now)

    def _tidy_away(self, now: datetime) -> None:
        """Have the files of posts that are away follow the database."""
        if self._service.threads.built:
            away = self._service.publisher.kept() - self._service.threads.all().keys()
            for thread_id in sorted(away):
                enqueue_publication(self._service.db, thread_id, now)

    def _count(self, now: datetime) -> None:
        """Let the figures know of comments that came in, once a while for all of them."""
        newest = self._service.newest
        if newest != self._counted and now - self._counted_at >= COUNTED_WITHIN:
            with transaction(self._service.db):
                enqueue_record(self._service, now)
            self._counted, self._counted_at = newest, now

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


def _built_at(service: Service) -> datetime:
    try:
        return datetime.fromtimestamp(service.paths.threads.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.now(UTC)
