"""The crisis switch, and single threads that are closed by hand.

`contract/switches.py`'s file is what service and build go by. It is written last in the transaction
of its log row, so that nothing is switched without a word in the log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from comments_service.actions.decide import actor_of
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.service import Service
from comments_service.contract.due import Due, bring_forward
from comments_service.contract.files import locked
from comments_service.contract.switches import (
    CLOSED,
    HOLD,
    Switches,
    read_switches,
    write_switches,
)
from comments_service.domain.errors import Invalid
from comments_service.storage import log
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator

OFF = ""
CRISES = (OFF, HOLD, CLOSED)

# What the log calls them.
_ACTIONS = {OFF: "crisis off", HOLD: "crisis hold", CLOSED: "crisis closed"}


def switch_crisis(
    service: Service, crisis: str, by: Moderator | str, now: datetime, why: str = ""
) -> Switches:
    """Hold or close all comments, or go back to the usual. `why` is for the log.

    Scheduled posts wait from the crisis' beginning, which a change from hold to closed keeps.
    Raises Invalid, Busy or OSError; then nothing was switched.
    """
    if crisis not in CRISES:
        raise Invalid({"crisis": "Choose what is to happen with comments."})
    with _switching(service) as before:
        if crisis == before.crisis:
            return before
        since = (before.since or now) if crisis else None
        after = replace(before, crisis=crisis, since=since)
        with transaction(service.db):
            log.add(service.db, actor_of(by), _ACTIONS[crisis], now, explanation=why.strip())
            for thread_id in service.threads.all():
                enqueue_publication(service.db, thread_id, now)
            write_switches(service.paths.switches, after)
    bring_forward(service.paths.due, Due(now, "the crisis switch was used"))
    return after


def close_thread(
    service: Service, thread_id: str, by: Moderator | str, now: datetime, why: str = ""
) -> None:
    """Take no more comments on a post. Raises UnknownThread, Busy or OSError."""
    _set_thread(service, thread_id, now, by, why, close=True)


def reopen_thread(
    service: Service, thread_id: str, by: Moderator | str, now: datetime, why: str = ""
) -> None:
    """Take comments on a post again, as far as its own policy and date allow. Raises as above."""
    _set_thread(service, thread_id, now, by, why, close=False)


def _set_thread(
    service: Service,
    thread_id: str,
    now: datetime,
    by: Moderator | str,
    why: str,
    *,
    close: bool,
) -> None:
    thread = service.threads.get(thread_id)
    with _switching(service) as before:
        if close == (thread_id in before.closed):
            return
        closed = {key: at for key, at in before.closed.items() if key != thread_id}
        if close:
            closed[thread_id] = now
        with transaction(service.db):
            words = f"{thread.title}\n{why.strip()}".strip()
            log.add(
                service.db, actor_of(by), "close thread" if close else "reopen thread", now,
                explanation=words,
            )  # fmt: skip
            enqueue_publication(service.db, thread_id, now)
            write_switches(service.paths.switches, replace(before, closed=closed))


@contextmanager
def _switching(service: Service) -> Iterator[Switches]:
    """What is switched now, while nobody else switches."""
    with locked(service.paths.data / "switches.lock"):
        yield read_switches(service.paths.switches)
