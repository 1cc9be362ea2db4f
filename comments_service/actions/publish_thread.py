"""Bringing a thread's files to what the database says."""

from datetime import datetime
from itertools import islice

from sqlite_utils import Database

from comments_service.actions.service import Service
from comments_service.contract.published import PublishedComment
from comments_service.contract.threads import Thread
from comments_service.publish.entries import entries
from comments_service.publish.feeds import ENTRIES
from comments_service.publish.publisher import PageMissing
from comments_service.storage import comments, outbox

PUBLISH = "publish"


def enqueue_publication(db: Database, thread_id: str, now: datetime) -> None:
    """Note, in the caller's transaction, that the thread's files are to be written."""
    outbox.add(db, PUBLISH, now, key=thread_id)


def publish_thread(service: Service, thread_id: str, now: datetime) -> None:
    """Write the thread's page, `thread.json` and feeds. Doing it twice changes nothing.

    Raises PageMissing when the build has not written the page yet, OSError when the disk refuses.
    """
    _need_build(service)
    thread = service.threads.all().get(thread_id)
    if thread:
        _publish(service, thread, now)
    else:
        service.publisher.remove_thread(thread_id)
    _publish_site_feed(service)


def publish_all(service: Service, now: datetime) -> int:
    """After a build: write the files of every thread. Returns how many have comments.

    The build has spliced the comments in already; this restores what it does not write, such as
    feeds after `output/` was emptied, and takes down what belongs to withdrawn posts. Raises
    PageMissing, after all others were written, when there are threads without a page.
    """
    _need_build(service)
    threads = service.threads.all()
    known = comments.threads_with_comments(service.db)
    for thread_id in sorted(known - threads.keys()):
        service.publisher.remove_thread(thread_id)
    missing = []
    # A subscriber may come before the first comment, so each thread has its feed.
    for thread_id in sorted(threads):
        try:
            _publish(service, threads[thread_id], now)
        except PageMissing as error:
            missing.append(str(error))
    _publish_site_feed(service)
    if missing:
        raise PageMissing(", ".join(missing))
    return len(known & threads.keys())


def _need_build(service: Service) -> None:
    """Raise PageMissing when no build has told which posts there are: they may all be public."""
    if not service.threads.built:
        raise PageMissing(str(service.paths.threads))


def _publish(service: Service, thread: Thread, now: datetime) -> None:
    service.publisher.publish_thread(thread, lambda: _of_thread(service, thread.id), now)


def _publish_site_feed(service: Service) -> None:
    service.publisher.publish_site_feed(service.threads.site_id, lambda: _latest(service))


def _of_thread(service: Service, thread_id: str) -> list[PublishedComment]:
    return entries(comments.of_thread(service.db, thread_id))


def _latest(service: Service) -> list[tuple[Thread, PublishedComment]]:
    threads = service.threads.all()
    public = (c for c in comments.latest_published(service.db) if c.thread in threads)
    rows = list(islice(public, ENTRIES))
    thread_of = {comment.id: threads[comment.thread] for comment in rows}
    return [(thread_of[entry.id], entry) for entry in entries(rows)]
