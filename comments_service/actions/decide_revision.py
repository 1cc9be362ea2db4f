"""Deciding about a later text of a published comment. The old one stays visible until then."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from comments_service.actions import four_eyes, later_text, learning
from comments_service.actions.actors import actor_of, number_of
from comments_service.actions.author_mail import announce_revision
from comments_service.actions.decide import Done, follow_up, settle_talk
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Grounds, Revision
from comments_service.domain.decision import check_grounds
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import FINAL, State, Verb
from comments_service.storage import comments, decisions, log, revisions
from comments_service.storage.database import transaction
from comments_service.storage.decisions import Proposal
from comments_service.storage.moderators import Moderator


def decide_revision(
    service: Service,
    comment_id: str,
    verb: Verb,
    by: Moderator | str,
    now: datetime,
    *,
    grounds: Grounds = Grounds(),  # noqa: B008 - frozen
    seen: int | None = None,
    batch: str | None = None,
) -> Done:
    """Publish the later text that waits in place of the old one, or refuse it.

    `seen` is the number of the text that was looked at; `batch` joins what is decided in one go.
    Where newsroom.toml asks for four eyes, the first decision is a proposal.

    Raises UnknownComment, MoveRefused, Invalid, SecondPersonNeeded or Busy; then nothing has
    changed.
    """
    grounds = check_grounds(verb, grounds)
    with transaction(service.db):
        before = comments.get(service.db, comment_id)
        later = revisions.waiting(service.db, comment_id)
        refused = MoveRefused(before.state, verb.target)
        if later is None or before.state is not State.PUBLISHED or verb not in FINAL:
            raise refused
        if seen not in (None, later.number):
            raise refused
        text = (comment_id, later.number)
        first = four_eyes.confirmed(service.db, *text, verb, grounds, by)
        if first is None and four_eyes.asked_for(service, verb):
            four_eyes.propose(service, *text, verb, grounds, by, now)
            return Done(before, proposed=True)
        after = carry_out_revision(
            service, before, later, verb, grounds, by, now, batch or uuid4().hex, first
        )
    return Done(after)


def carry_out_revision(
    service: Service,
    before: Comment,
    later: Revision,
    verb: Verb,
    grounds: Grounds,
    by: Moderator | str,
    now: datetime,
    batch: str,
    first: Proposal | None = None,
) -> Comment:
    db = service.db
    after = replace(before, waiting_since=None)
    accepted = verb is Verb.PUBLISH
    if accepted:
        after = later_text.taken_over(
            replace(after, decided_at=now, decided_by=number_of(by), automated=False), later, now
        )
        comments.rewrite(db, after)
        revisions.drop(db, later)
    else:
        comments.save(db, after)
        later = later_text.refuse(db, later, verb.target, grounds, now)
        learning.learn_of_text(service, before, later, verb, grounds, now)
    settle_talk(db, before.id)
    record = later_text.remember(before, later, text=accepted, alone=True)
    decisions.note(
        db, before.id, verb, record, now, moderator=number_of(by), batch=batch,
        proposer=first.moderator if first else None,
    )  # fmt: skip
    log.add(
        db, actor_of(by), "accept text" if accepted else "refuse text", now, comment=before.id,
        from_state=before.state, to_state=after.state, reason=grounds.reason,
        explanation=grounds.explanation, batch=batch,
    )  # fmt: skip
    if accepted:
        follow_up(service, before, after, now)
    announce_revision(service, after, later, now)
    return after
