"""What follows from a build that the service started: publication, or a word to people."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from comments_service.actions.cleanup import follow_posts
from comments_service.actions.notices import announce_failure
from comments_service.actions.publish_thread import enqueue_publication, publish_all
from comments_service.actions.record import enqueue_record
from comments_service.actions.service import Service
from comments_service.contract.due import read_schedule
from comments_service.domain.errors import Busy
from comments_service.publish.publisher import PageMissing
from comments_service.storage import trouble
from comments_service.storage.database import transaction
from comments_service.storage.trouble import Trouble

_LONGEST_PAUSE = timedelta(minutes=15)
# A large newsroom takes minutes to build: it is late then, and nothing is wrong.
_PATIENCE = timedelta(minutes=10)


def built(service: Service, now: datetime) -> None:
    """The build went well: bring the comments' files to what it wrote."""
    trouble.clear(service.paths.data)
    try:
        publish_all(service, now, changed_only=True)
    except (PageMissing, OSError, Busy):
        # The outbox has the patience that this takes.
        with transaction(service.db):
            for thread_id in service.threads.all():
                enqueue_publication(service.db, thread_id, now)
    with transaction(service.db):
        follow_posts(service, now)
        # The build has shown what was counted before; its folder may have been emptied.
        enqueue_record(service, now)


def failed(service: Service, words: str, content: str, now: datetime) -> Trouble:
    """The build failed: tell people of what is new in `words`, and try again later.

    A fault that only moved to another line is not new, so mending twenty faults makes no mails.
    How to mend it does not count, either: a new id is offered each time.
    """
    data = service.paths.data
    before = trouble.read(data)
    attempts = before.attempts + 1 if before else 1
    known = frozenset(before.told) if before else frozenset()
    lines = told_of(words)
    found = Trouble(
        since=before.since if before else now,
        attempts=attempts,
        retry_at=now + pause_after(attempts),
        words=words,
        told=tuple(sorted(known)),
        content=content,
    )
    # First of all, since the mail quotes it.
    trouble.note(data, found)
    if lines - known:
        with transaction(service.db):
            announce_failure(service, now)
        found = replace(found, told=tuple(sorted(known | lines)))
        trouble.note(data, found)
    return found


def told_of(words: str) -> frozenset[str]:
    """What a failed build complains of, without numbers and advice: what tells old from new."""
    lines = (line.strip() for line in words.splitlines())
    wanted = (re.sub(r"\d+", "", line) for line in lines if not line.startswith("mend:"))
    return frozenset(wanted) - {""}


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: 1 min, 2, 4, 8, then always 15."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), _LONGEST_PAUSE)


def out_of_date_since(service: Service, now: datetime) -> datetime | None:
    """Since when readers see a site that should have changed; None while all is well."""
    if found := trouble.read(service.paths.data):
        return found.since
    try:
        schedule = read_schedule(service.paths.due)
    except ValueError:
        return None
    due = schedule.due if schedule else None
    return due.at.astimezone(UTC) if due and due.reached(now - _PATIENCE) else None
