"""Publishing what a known author has sent, once its address is confirmed."""

from datetime import datetime

from comments_service.actions import judging
from comments_service.actions.decide import follow_up
from comments_service.actions.service import Service
from comments_service.domain.comment import Actor, ActorKind, Comment
from comments_service.domain.errors import UnknownThread
from comments_service.domain.states import State
from comments_service.publish.comment_html import rendered
from comments_service.storage import comments, decisions, log

KNOWN = Actor(ActorKind.RULE, "known author")


def admit_known(service: Service, comment: Comment, now: datetime) -> Comment:
    """The comment as it is after its address was confirmed: published where that was all it lacked.

    An address typed into a form proves nothing, so under «newcomers» a known author's comment waits
    for its own confirmation. What a person has taken up stays with people. Belongs into the
    transaction that stores `confirmed_at`.
    """
    if service.config.comments.moderation != "newcomers" or _in_hands(service, comment):
        return comment
    try:
        thread = service.threads.get(comment.thread)
    except UnknownThread:
        return comment
    verdicts = comments.verdicts_of(service.db, comment.id, comment.revision)
    if judging.state_for(service, thread, comment, verdicts, now) is not State.PUBLISHED:
        return comment
    after = judging.place(service, thread, rendered(comment), verdicts, now)
    comments.save(service.db, after)
    log.add(
        service.db, KNOWN, after.state, now, comment=after.id,
        from_state=comment.state, to_state=after.state,
    )  # fmt: skip
    follow_up(service, comment, after, now)
    return after


def _in_hands(service: Service, comment: Comment) -> bool:
    """Whether it waits for nobody any more, or a person has looked at it already."""
    decided = comment.state is not State.PENDING or comment.decided_at is not None
    return decided or decisions.taken_up(service.db, comment.id)
