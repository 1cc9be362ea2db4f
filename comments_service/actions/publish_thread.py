"""Bringing the files of threads, and what all of them share, to what the database says."""

from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from sqlite_utils import Database

from comments_service.actions.service import Service
from comments_service.contract.published import PublishedComment
from comments_service.contract.threads import Thread
from comments_service.publish.comment_html import VERSION
from comments_service.publish.entries import entries
from comments_service.publish.feeds import ENTRIES
from comments_service.publish.publisher import PageMissing
from comments_service.storage import outbox, publication
from comments_service.storage.database import transaction

PUBLISH = "publish"
SITE = "publish-site"
TWINS = "publish-twins"
PUBLICATION = (PUBLISH, SITE, TWINS)
"""The kinds of jobs that write into the site."""

# A reader waits for the page alone. What tells of many threads follows at once for all of them,
# and compression when nobody waits any longer.
_SITE_AFTER = timedelta(seconds=1)
_TWINS_AFTER = timedelta(seconds=10)
FOLLOWS_WITHIN = _TWINS_AFTER
"""How long after a publication all that follows from it is due."""


def enqueue_publication(db: Database, thread_id: str, now: datetime) -> None:
    """Note, in the caller's transaction, that the thread's files are to be written."""
    outbox.add(db, PUBLISH, now, key=thread_id)


def publish_thread(service: Service, thread_id: str, now: datetime) -> None:
    """Write the thread's page, `thread.json` and feed. Doing it twice changes nothing.

    Feeds and lists of the whole site follow within seconds. Raises PageMissing when the build has
    not written the page yet, OSError when the disk refuses.
    """
    _need_build(service)
    thread = service.threads.all().get(thread_id)
    if thread:
        service.publisher.publish_thread(
            thread, lambda: _of_thread(service, thread_id), now, hurry=True
        )
    else:
        service.publisher.remove_thread(thread_id, partial(_of_thread, service, thread_id))
    service.site_files.note(thread_id)
    with transaction(service.db):
        outbox.add(service.db, SITE, now, key="site", delay=_SITE_AFTER)
        outbox.add(service.db, TWINS, now, key=thread_id, delay=_TWINS_AFTER)


def publish_site(service: Service, *, all_lists: bool = False) -> None:
    """Write what tells of many threads: the site's feeds, and the numbers in lists.

    Raises PageMissing before the first build.
    """
    _need_build(service)
    manifest = service.threads.manifest()
    service.site_files.write_feeds(
        manifest.site_id,
        lambda: _latest(service),
        lambda: _latest(service, official=True),
    )
    service.site_files.write_counts(
        manifest, lambda: publication.counts(service.db), all_lists=all_lists
    )


def make_twins(service: Service, thread_id: str) -> None:
    """Compress a thread's files, which a publication leaves as they are."""
    if thread := service.threads.all().get(thread_id):
        service.publisher.make_twins(thread)


def publish_all(service: Service, now: datetime, *, changed_only: bool = False) -> int:
    """Write the files of every thread. Returns how many have comments.

    After a build (`changed_only`) the comments stand in its pages already; this restores what it
    does not write, such as feeds after `output/` was emptied, and takes down what belongs to
    withdrawn posts. Raises PageMissing, after all others were written, when there are threads
    without a page.
    """
    _need_build(service)
    threads = service.threads.all()
    known = publication.threads_with_comments(service.db)
    for thread_id in sorted((known | service.publisher.kept()) - threads.keys()):
        service.publisher.remove_thread(thread_id, partial(_of_thread, service, thread_id))
    publisher = service.publisher
    publish = publisher.publish_changed if changed_only else publisher.publish_thread
    missing = []
    # A subscriber may come before the first comment, so each thread has its feed.
    for thread_id in sorted(threads):
        try:
            publish(threads[thread_id], partial(_of_thread, service, thread_id), now)
        except PageMissing as error:
            missing.append(str(error))
    publish_site(service, all_lists=True)
    if missing:
        raise PageMissing(", ".join(missing))
    return len(known & threads.keys())


def _need_build(service: Service) -> None:
    """Raise PageMissing when no build has told which posts there are: they may all be public."""
    if not service.threads.built:
        raise PageMissing(str(service.paths.threads))


def _of_thread(service: Service, thread_id: str) -> list[PublishedComment]:
    return entries(publication.of_thread(service.db, thread_id, VERSION))


def _latest(service: Service, *, official: bool = False) -> list[tuple[Thread, PublishedComment]]:
    threads = service.threads.all()
    found = publication.latest(service.db, VERSION, official=official)
    rows = list(islice((c for c in found if c.thread in threads), ENTRIES))
    thread_of = {comment.id: threads[comment.thread] for comment in rows}
    return [(thread_of[entry.id], entry) for entry in entries(rows)]
