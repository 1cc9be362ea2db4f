"""Deciding an appeal: the decision stands, or it is reversed and the text goes online.

Another person than the one who decided, where there is one (DSA, Article 20(6): not by automated
means alone, and with care).
"""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from comments_service.actions.decide import carry_out
from comments_service.actions.decide_revision import carry_out_revision
from comments_service.actions.objections import refused_text, settle_appeal
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.decision import decided
from comments_service.domain.errors import MoveRefused
from comments_service.domain.explanation import explained
from comments_service.domain.states import State, Verb
from comments_service.storage import appeals, comments, revisions
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
        settled = settle_appeal(service, appeal, outcome, explanation, by, now)
        if outcome is AppealState.REVERSED:
            _reverse(service, appeal, by, now)
    return settled


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
