"""Deciding an appeal: the decision stands, or it is reversed and the text goes online.

Another person than the one who decided, where there is one (DSA, Article 20(6): not by automated
means alone, and with care).
"""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from comments_service.actions import four_eyes
from comments_service.actions.decide import carry_out
from comments_service.actions.decide_revision import carry_out_revision
from comments_service.actions.objections import refused_text, settle_appeal
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Grounds, Revision
from comments_service.domain.decision import decided
from comments_service.domain.errors import MoveRefused
from comments_service.domain.explanation import explained
from comments_service.domain.states import REFUSED, State, Verb
from comments_service.storage import appeals, comments, revisions
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.storage.database import transaction
from comments_service.storage.decisions import Proposal
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

    Against a person's decision, whoever reverses it is the second one who looks. Against a rule's,
    nobody has looked yet: where newsroom.toml wants two persons for publishing, the first reversal
    is a proposal, and the appeal stays open.

    Raises UnknownComment, MoveRefused when it was decided already, AnotherPersonNeeded, Invalid or
    Busy; then nothing has changed.
    """
    explanation = explained(explanation)
    db = service.db
    with transaction(db):
        appeal = appeals.get(db, appeal_id)
        if appeal.state is not AppealState.OPEN or outcome is AppealState.OPEN:
            raise MoveRefused(appeal.state, outcome)
        comment, later = comments.get(db, appeal.comment), refused_text(service, appeal)
        first = None
        if outcome is AppealState.REVERSED and _asks_for_two(service, comment, later):
            text = (comment.id, appeal.revision)
            first = four_eyes.confirmed(db, *text, Verb.PUBLISH, Grounds(), by)
            if first is None:
                four_eyes.propose(service, *text, Verb.PUBLISH, Grounds(), by, now)
                return appeal
        settled = settle_appeal(service, appeal, outcome, explanation, by, now)
        if outcome is AppealState.REVERSED:
            _reverse(service, comment, later, by, now, first)
    return settled


def _asks_for_two(service: Service, comment: Comment, later: Revision | None) -> bool:
    """Whether a rule alone refused what a reversal publishes, and two have to publish it."""
    if not four_eyes.asked_for(service, Verb.PUBLISH):
        return False
    if later:
        return later.automated and comment.state is State.PUBLISHED
    return comment.automated and comment.state in REFUSED


def _reverse(
    service: Service,
    comment: Comment,
    later: Revision | None,
    by: Moderator,
    now: datetime,
    first: Proposal | None,
) -> None:
    if comment.state is State.PUBLISHED:
        # Where the author has sent yet another text, that one counts, and is decided by itself.
        if later and later.body and not revisions.waiting(service.db, comment.id):
            # As it was while that text waited: should this be undone, it waits again.
            waiting = replace(comment, waiting_since=later.created_at)
            carry_out_revision(
                service, waiting, later, Verb.PUBLISH, Grounds(), by, now, uuid4().hex, first
            )
    elif comment.body and comment.state is not State.WITHDRAWN:
        after = decided(comment, Verb.PUBLISH, Grounds(), now, by.id)
        carry_out(service, comment, after, Verb.PUBLISH, by, now, uuid4().hex, first)
