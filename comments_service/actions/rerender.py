"""HTML that an older renderer has stored is made anew, a little at a time."""

from datetime import datetime

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.service import Service
from comments_service.publish.comment_html import VERSION, rendered
from comments_service.storage import publication
from comments_service.storage.database import transaction

# Rendering takes about half a millisecond a comment, and publications wait for it.
BATCH = 100


def rerender(service: Service, now: datetime, limit: int = BATCH) -> int:
    """Bring the HTML of at most `limit` comments up to date; how many there were.

    Where what readers see has changed, its thread is published. Raises Busy; then nothing is
    changed.
    """
    old = publication.outdated(service.db, VERSION, limit)
    new = [rendered(comment) for comment in old]
    pairs = zip(old, new, strict=True)
    changed = {a.thread for a, b in pairs if a.html != b.html and a.published_at}
    if new:
        with transaction(service.db):
            publication.store_html(service.db, new)
            for thread in sorted(changed):
                enqueue_publication(service.db, thread, now)
    return len(new)


def rerender_all(service: Service, now: datetime) -> None:
    while rerender(service, now):
        pass
