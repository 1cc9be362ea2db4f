"""The worker: threads beside the web server that drain the outbox.

Jobs are rows, so a crash between a decision and its publication only delays it: the next start
finds the row.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from comments_service.actions.decide import LABEL
from comments_service.actions.label import send_label
from comments_service.actions.mails import GATHERED, MAILS
from comments_service.actions.notices import spread
from comments_service.actions.publish_thread import (
    FOLLOWS_WITHIN,
    PUBLICATION,
    PUBLISH,
    SITE,
    TWINS,
    make_twins,
    publish_site,
    publish_thread,
)
from comments_service.actions.reconsider import RECONSIDER, reconsider
from comments_service.actions.record import COUNTED_WITHIN, RECORD, publish_record
from comments_service.actions.scrub import SCRUB, scrub
from comments_service.actions.service import Service
from comments_service.domain.comment import Actor, ActorKind
from comments_service.mail.smtp import MailFailed, MailRefused
from comments_service.storage import log, outbox
from comments_service.storage.database import transaction
from comments_service.storage.outbox import Job

logger = logging.getLogger(__name__)

# Another process (the command line) may add jobs, so the worker looks without being woken.
POLL_SECONDS = 0.5

_LONGEST_DELAY_SECONDS = 3600.0


@dataclass(frozen=True)
class Handler:
    """How a kind of job is done, and for how long nobody else takes it meanwhile.

    A job that may be done twice without harm has no lease: after a crash it is done at once.
    """

    run: Callable[[Service, Job, datetime], None]
    lease: timedelta = timedelta(0)


# As long as one mail or one request to Akismet can take.
_ALONE = timedelta(minutes=2)

# A server may be down for days; a recipient that is refused for good is tried again for a day,
# since some servers refuse for good what is a passing fault of their own.
_MAIL_TRIED_FOR = timedelta(days=7)
_REFUSED_TRIED_FOR = timedelta(days=1)


HANDLERS = {
    PUBLISH: Handler(lambda service, job, now: publish_thread(service, job.key, now)),
    SITE: Handler(lambda service, *_: publish_site(service)),
    TWINS: Handler(lambda service, job, _: make_twins(service, job.key)),
    RECORD: Handler(lambda service, _, now: publish_record(service, now)),
    RECONSIDER: Handler(lambda service, _, now: reconsider(service, now)),
    SCRUB: Handler(lambda service, *_: scrub(service)),
    LABEL: Handler(lambda service, job, _: send_label(service, job.payload), _ALONE),
    **{kind: Handler(spread) for kind in GATHERED},
    **{kind: Handler(send, _ALONE) for kind, send in MAILS.items()},
}


def kinds_for(service: Service) -> list[str]:
    """The kinds of jobs that can be done here; others wait for a process that has the means."""
    return [
        *PUBLICATION,
        SCRUB,
        RECORD,
        RECONSIDER,
        *([*GATHERED, *MAILS] if service.send_mail else []),
        *([LABEL] if service.akismet else []),
    ]


def drain(service: Service, now: datetime, kinds: Sequence[str] | None = None) -> int:
    """Do all jobs of these kinds that are due, and those that follow from them at once; returns
    how many were done.

    One that fails is retried later.
    """
    wanted = kinds_for(service) if kinds is None else kinds
    count = 0
    while done := sum(_do(service, job, now) for job in outbox.due(service.db, now, wanted)):
        count += done
    return count


def _do(service: Service, job: Job, now: datetime) -> bool:
    """Do one job; whether it is done. One that somebody else does meanwhile is left to them."""
    handler = HANDLERS[job.kind]
    with transaction(service.db):
        mine = outbox.claim(service.db, job, now, handler.lease)
    if not mine:
        return False
    begin = time.monotonic()
    try:
        handler.run(service, job, now)
    except Exception as error:  # noqa: BLE001 - whatever it was, the job must not be lost
        # The attempt itself may have taken long; the pause counts from its end.
        _failed(service, job, error, now + timedelta(seconds=time.monotonic() - begin))
        return False
    with transaction(service.db):
        outbox.done(service.db, job)
    return True


def _failed(service: Service, job: Job, error: Exception, end: datetime) -> None:
    """Try a job again later; a mail that nobody takes is given up in the end."""
    name = type(error).__name__
    if isinstance(error, MailFailed):
        patience = _REFUSED_TRIED_FOR if isinstance(error, MailRefused) else _MAIL_TRIED_FOR
        if end - job.created_at > patience:
            # Neither address nor text: what is logged is kept for years.
            logger.warning("outbox: %s given up (%s)", job.kind, error)
            with transaction(service.db):
                actor = Actor(ActorKind.SYSTEM)
                log.add(service.db, actor, "mail given up", end, explanation=job.kind)
                outbox.done(service.db, job)
            return
    logger.warning("outbox: %s failed (%s), retrying", job.kind, name)
    with transaction(service.db):
        outbox.retry(service.db, job, end + delay_after(job.attempts), f"{name}: {error}")


def settle(service: Service, now: datetime) -> None:
    """Do everything that is to be published, feeds and lists of the whole site included.

    For a command at the terminal, while nobody serves the newsroom.
    """
    while drain(service, now, [PUBLISH]):
        pass
    while drain(service, now + FOLLOWS_WITHIN, [SITE, TWINS]):
        pass
    drain(service, now + COUNTED_WITHIN, [RECORD])


def delay_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: 1 s, 2 s, 4 s … at most an hour."""
    seconds: float = min(2.0 ** min(attempts, 20), _LONGEST_DELAY_SECONDS)
    return timedelta(seconds=seconds)


class Worker:
    """Drains the outbox until it is stopped.

    Publications have a thread of their own: no slow mail server holds them up.
    """

    def __init__(self, service: Service, chores: Callable[[datetime], None] | None = None) -> None:
        """`chores` is called on each round with the time, for what is due without a job."""
        self._service = service
        self._chores = chores
        self._wake = threading.Event()
        self._stopping = threading.Event()
        others = [kind for kind in kinds_for(service) if kind not in PUBLICATION]
        self._threads = [
            threading.Thread(target=self._run, args=(kinds,), name="outbox", daemon=True)
            for kinds in ([*PUBLICATION], others)
            if kinds
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Look at once: something was just written."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the job at hand and end."""
        self._stopping.set()
        self._wake.set()
        for thread in self._threads:
            thread.join(timeout=10)

    @property
    def alive(self) -> bool:
        return all(thread.is_alive() for thread in self._threads)

    def _run(self, kinds: Sequence[str]) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                now = datetime.now(UTC)
                drain(self._service, now, kinds)
                # Afterwards: a chore that fails must not hold up a publication.
                if self._chores and PUBLISH in kinds:
                    self._chores(now)
            except Exception as error:  # noqa: BLE001 - the rows stay, and so must the worker
                logger.warning("outbox: %s, trying again", type(error).__name__)
            self._wake.wait(POLL_SECONDS)
