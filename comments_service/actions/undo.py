"""Taking a decision back, at any time, as long as nobody has decided anew since."""

from datetime import datetime

from comments_service.actions import later_text, objections, reconsider
from comments_service.actions.decide import actor_of, follow_up
from comments_service.actions.erase import anonymous
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment
from comments_service.domain.decision import restored
from comments_service.domain.errors import AnotherPersonNeeded, MoveRefused
from comments_service.domain.states import State
from comments_service.storage import appeals, comments, decisions, labels, log, reports
from comments_service.storage.database import transaction
from comments_service.storage.decisions import Decision
from comments_service.storage.moderators import Moderator


def undo(service: Service, batch: str, by: Moderator | str, now: datetime) -> list[Comment]:
    """Undo everything that was decided in one go, and still stands as it was decided then.

    Returns the comments as they are now. Raises MoveRefused where there is nothing to undo,
    AppealOpen where that would grant an appeal which somebody else has to decide, AppealReversed
    where somebody else has granted one.
    """
    done: list[Comment] = []
    refused: Exception = MoveRefused("decided anew", "undone")
    with transaction(service.db):
        for decision in decisions.of_batch(service.db, batch):
            if not _stands(service, decision):
                continue
            try:
                done.append(_undone(service, decision, by, now))
            except AnotherPersonNeeded as appeal:
                refused = appeal
        if not done:
            raise refused
    return done


def _stands(service: Service, decision: Decision) -> bool:
    latest = decisions.latest_of(service.db, decision.comment)
    comment = comments.get(service.db, decision.comment)
    if latest is None or latest.id != decision.id:
        return False
    if comment.state is State.WITHDRAWN or not comment.body:
        return False
    # A text that its author has sent since is not lost by going back.
    return later_text.can_return(service.db, comment, decision.before.get(later_text.LATER))


def _undone(service: Service, decision: Decision, by: Moderator | str, now: datetime) -> Comment:
    db = service.db
    comment = comments.get(db, decision.comment)
    values = dict(decision.before)
    later = values.pop(later_text.LATER, None)
    before = restored(comment, values)
    objections.check_undo(service, decision, by)
    objections.check_appeals(service, comment, before.state, by)
    if later:
        later_text.bring_back(db, comment, later)
        # What was said of it counts no more.
        labels.remove(db, comment.id, later["number"])
        reconsider.enqueue(service, now)
    if before.body != comment.body:
        comments.rewrite(db, before)
    else:
        comments.save(db, before)
    decisions.undone(db, decision, now)
    objections.grant_appeals(service, comment, before.state, by, now)
    # What was answered with the decision is open again, too.
    appeals.reopen(db, comment.id, decision.at)
    reports.reopen(db, comment.id, decision.at)
    log.add(
        db, actor_of(by), "undo", now, comment=comment.id,
        from_state=comment.state, to_state=before.state, reason=before.reason,
        explanation=before.explanation, batch=decision.batch,
    )  # fmt: skip
    follow_up(service, comment, before, now)
    if comment.author == anonymous(service, comment.lang):
        # Whoever gave up the name had what was learned of the text forgotten: going back brings it
        # no more than the name. Only who decides anew teaches again.
        labels.remove(db, comment.id)
    return before
