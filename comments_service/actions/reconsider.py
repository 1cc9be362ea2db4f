"""Judging anew what the filter has rejected alone, once somebody takes back that a text was spam.

A slip makes the filter reject what is like it. Taking it back mends the filter; this brings back
what it would not have rejected without the slip, so that nobody's comment is lost by it.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from comments_service.actions import opinions
from comments_service.actions.learning import word_of
from comments_service.actions.notices import announce_waiting
from comments_service.actions.record import enqueue_record
from comments_service.actions.service import Service
from comments_service.domain.comment import Actor, ActorKind, Comment
from comments_service.domain.errors import UnknownComment
from comments_service.domain.states import State
from comments_service.domain.verdict import Outcome, outcome
from comments_service.storage import comments, log, outbox, rejected, rules_off
from comments_service.storage.database import transaction

RECONSIDER = "reconsider"

GATHERED_FOR = timedelta(seconds=5)
"""Several slips are mostly taken back one after the other."""
_MOST = 500
_LEARNED = (opinions.NEAR, opinions.CLASSIFIER)
"""The rules whose word follows from what persons have said."""


def follow(service: Service, before: Comment, after: Comment, now: datetime) -> None:
    """Note, in the caller's transaction, what follows where somebody takes back «spam»."""
    if word_of(before) and not word_of(after):
        enqueue(service, now)


def enqueue(service: Service, now: datetime) -> None:
    """Note, in the caller's transaction, that rejected comments are to be judged anew soon."""
    outbox.add(service.db, RECONSIDER, now, key="rejected", delay=GATHERED_FOR)


def reconsider(service: Service, now: datetime) -> None:
    """Bring back what the filter would not reject any more. Their authors had read that they wait,
    or read it now."""
    service.filter.settle()
    off = rules_off.names(service.db)
    found = rejected.by_rules_alone(service.db, _LEARNED, _MOST)
    for one in found:
        if not _rejects(service, one, off):
            _return(service, one, now)


def _rejects(service: Service, comment: Comment, off: Collection[str]) -> bool:
    _, said = opinions.of_text(service.filter, comment.body, off)
    return outcome(said) is Outcome.SPAM


def _return(service: Service, judged: Comment, now: datetime) -> None:
    """Unless something has happened to it meanwhile. One at a time: readers write in between."""
    db = service.db
    with transaction(db):
        try:
            comment = comments.get(db, judged.id)
        except UnknownComment:
            return
        same = (comment.state, comment.revision, comment.body) == (
            judged.state, judged.revision, judged.body,
        )  # fmt: skip
        if not same or not comment.automated:
            return
        waits = replace(
            comment, state=State.PENDING, automated=False, reason=None, ground="",
            decided_at=None, waiting_since=now,
        )  # fmt: skip
        comments.save(db, waits)
        log.add(
            db, Actor(ActorKind.SYSTEM), "reconsider", now, comment=comment.id,
            from_state=comment.state, to_state=waits.state,
        )  # fmt: skip
        announce_waiting(service, now)
        enqueue_record(service, now)
