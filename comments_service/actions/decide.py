"""A moderator's decision about a comment, with reason, log and everything that follows."""

from dataclasses import replace
from datetime import datetime

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.service import Service
from comments_service.contract.reasons import REASONS
from comments_service.domain.comment import Actor, Comment
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.states import State, Verb, check_move
from comments_service.storage import comments, log, outbox
from comments_service.storage.database import transaction

MAX_EXPLANATION = 2000

LABEL = "akismet-label"


def decide(
    service: Service,
    comment_id: str,
    verb: Verb,
    actor: Actor,
    now: datetime,
    *,
    reason: str | None = None,
    explanation: str = "",
    seen: State | None = None,
) -> Comment:
    """Bring the comment where `verb` leads. A rejection carries a reason code and an explanation.

    `seen` is the state that the moderator was looking at: what somebody else has decided
    meanwhile is not overruled unseen. Raises UnknownComment, MoveRefused, Invalid or Busy; then
    nothing has changed.
    """
    reason, explanation = _grounds(verb, reason, explanation)
    with transaction(service.db):
        before = comments.get(service.db, comment_id)
        state = verb.target
        if seen is not None and seen is not before.state:
            raise MoveRefused(before.state, state)
        if not before.body:
            # Its text was forgotten in time; there is nothing left to decide about.
            raise MoveRefused(before.state, state)
        check_move(before.state, state)
        comments.decide(
            service.db,
            before,
            state,
            reason=reason,
            explanation=explanation,
            automated=False,
            now=now,
        )
        log.add(
            service.db,
            actor,
            verb,
            now,
            comment=comment_id,
            from_state=before.state,
            to_state=state,
            reason=reason,
            explanation=explanation,
        )
        if State.PUBLISHED in (before.state, state):
            enqueue_publication(service.db, before.thread, now)
        _enqueue_label(service, before, state, now)
    return replace(before, state=state, reason=reason, explanation=explanation)


def _grounds(verb: Verb, reason: str | None, explanation: str) -> tuple[str | None, str]:
    explanation = explanation.strip()
    if verb is Verb.SPAM:
        return "SPAM", ""
    if verb is not Verb.REJECT:
        return None, ""
    errors = {}
    if reason not in REASONS:
        errors["reason"] = "Choose a reason."
    if not explanation:
        errors["explanation"] = "Write an explanation. The author will read it."
    elif len(explanation) > MAX_EXPLANATION:
        errors["explanation"] = "The explanation is too long. Use at most 2,000 characters."
    if errors:
        raise Invalid(errors)
    return reason, explanation


def _enqueue_label(service: Service, before: Comment, state: State, now: datetime) -> None:
    """Akismet learns of decisions about what it has seen, and of nothing else."""
    if not before.akismet:
        return
    if state is State.SPAM or (state is State.PUBLISHED and before.published_at is None):
        outbox.add(
            service.db, LABEL, now, payload={"comment": before.id, "spam": state is State.SPAM}
        )
