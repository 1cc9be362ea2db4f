"""Deciding an appeal: the decision stands, or it is reversed and the text goes online.

Another person than the one who decided, where there is one (DSA, Article 20(6): not by automated
means alone, and with care).
"""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from comments_service.actions.author_mail import announce_appeal_decided
from comments_service.actions.decide import actor_of, carry_out
from comments_service.actions.decide_revision import carry_out_revision
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Grounds, Revision
from comments_service.domain.decision import decided
from comments_service.domain.errors import AnotherPersonNeeded, MoveRefused
from comments_service.domain.explanation import explained
from comments_service.domain.states import State, Verb
from comments_service.storage import appeals, comments, log, moderators, revisions
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator


def decide_appeal(
    service: Service,
    appeal_id: str,
    outcome: AppealState,
    explanation: str,
    by: Moderator,
    now: datetime,
) -> Appeal:
    """`outcome` is UPHELD or REVERSED; `explanation` is for the author, with either.

    Raises UnknownComment, MoveRefused when it was decided already, AnotherPersonNeeded, Invalid or
    Busy; then nothing has changed.
    """
    explanation = explained(explanation)
    db = service.db
    with transaction(db):
        appeal = appeals.get(db, appeal_id)
        if appeal.state is not AppealState.OPEN or outcome is AppealState.OPEN:
            raise MoveRefused(appeal.state, outcome)
        alone = must_be_left(service, appeal, by)
        settled = replace(
            appeal, state=outcome, decided_at=now, moderator=by.id, explanation=explanation
        )
        appeals.save(db, settled)
        log.add(
            db, actor_of(by), f"appeal {outcome}", now, comment=appeal.comment,
            explanation=explanation,
        )  # fmt: skip
        if alone:
            log.add(db, actor_of(by), "appeal alone", now, comment=appeal.comment)
        if outcome is AppealState.REVERSED:
            _reverse(service, appeal, by, now)
        announce_appeal_decided(service, settled, now)
    return settled


def must_be_left(service: Service, appeal: Appeal, by: Moderator) -> bool:
    """Whether somebody decides about their own decision because there is nobody else.

    Raises AnotherPersonNeeded where there is.
    """
    if by.id != appeal.against:
        return False
    if any(one.id != by.id for one in moderators.active(service.db)):
        raise AnotherPersonNeeded(by.name)
    return True


def refused_text(service: Service, appeal: Appeal) -> Revision | None:
    """The later text that an appeal is about; None where it is about the comment as a whole."""
    kept = revisions.of_comment(service.db, appeal.comment)
    found = (one for one in kept if one.number == appeal.revision)
    return next((one for one in found if one.state is not State.PENDING), None)


def _reverse(service: Service, appeal: Appeal, by: Moderator, now: datetime) -> None:
    comment = comments.get(service.db, appeal.comment)
    later = refused_text(service, appeal)
    if comment.state is State.PUBLISHED:
        # Where the author has sent yet another text, that one counts, and is decided by itself.
        if later and later.body and not revisions.waiting(service.db, comment.id):
            # As it was while that text waited: should this be undone, it waits again.
            waiting = replace(comment, waiting_since=later.created_at)
            carry_out_revision(
                service, waiting, later, Verb.PUBLISH, Grounds(), by, now, uuid4().hex
            )
    elif comment.body and comment.state is not State.WITHDRAWN:
        _publish(service, comment, by, now)


def _publish(service: Service, comment: Comment, by: Moderator, now: datetime) -> None:
    after = decided(comment, Verb.PUBLISH, Grounds(), now, by.id)
    carry_out(service, comment, after, Verb.PUBLISH, by, now, uuid4().hex)
