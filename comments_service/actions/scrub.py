"""Getting rid of what erasing leaves behind: words in the search index, pages in the log file."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from comments_service.actions.service import Service
from comments_service.domain.errors import Busy
from comments_service.storage import full_text, outbox
from comments_service.storage.database import checkpoint

SCRUB = "scrub"

# Erasures come in series; merging the index once is enough for all of them.
_GATHER = timedelta(minutes=2)


def enqueue_scrub(db: Database, now: datetime) -> None:
    """Note, in the caller's transaction, that something was erased."""
    outbox.add(db, SCRUB, now, key="database", delay=_GATHER)


def scrub(service: Service) -> None:
    """Leave no erased word in the database's files. Raises Busy; the outbox tries again."""
    full_text.scrub(service.db)
    if not checkpoint(service.db):
        raise Busy("readers are in the way of the checkpoint")
