"""An author objects to a decision (DSA, Article 20): once for each, within six months."""

from datetime import datetime

from comments_service.actions import statements
from comments_service.actions.author_mail import announce_appeal
from comments_service.actions.service import Service
from comments_service.contract import ids
from comments_service.domain.comment import AUTHOR, Comment
from comments_service.domain.errors import MoveRefused
from comments_service.domain.free_text import checked_text
from comments_service.domain.statement import Statement
from comments_service.storage import appeals, comments, decisions, log
from comments_service.storage.appeals import Appeal
from comments_service.storage.database import transaction

MAX_TEXT = 5000


def appeal(service: Service, comment_id: str, text: str, now: datetime) -> Appeal:
    """Object to the decision that the author of a comment is told now.

    Sent twice, it is the same. Raises UnknownComment, Invalid, Busy, or MoveRefused where nothing
    was refused, or it is too late.
    """
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        refused = statements.told(service, comment, now)
        if refused is None:
            raise MoveRefused(comment.state, comment.state)
        if found := about(service, comment, refused):
            return found
        if now > refused.appeal_until:
            raise MoveRefused(comment.state, comment.state)
        words = checked_text("body", text, MAX_TEXT, missing="Write why you see it differently.")
        against, proposer = _deciders(service, comment, refused)
        filed = Appeal(
            id=ids.new_id(),
            comment=comment.id,
            revision=refused.revision,
            at=now,
            text=words,
            against=against,
            proposer=proposer,
        )
        appeals.add(service.db, filed)
        log.add(service.db, AUTHOR, "appeal", now, comment=comment.id)
        announce_appeal(service, now)
    return filed


def about(service: Service, comment: Comment, refused: Statement) -> Appeal | None:
    """The appeal against a decision, if there is one."""
    return next(
        (
            one
            for one in appeals.of_comment(service.db, comment.id)
            if one.revision == refused.revision and one.at >= refused.decided_at
        ),
        None,
    )


def _deciders(
    service: Service, comment: Comment, refused: Statement
) -> tuple[int | None, int | None]:
    """Who decided, and who had proposed it: somebody else should look at it now."""
    if refused.automated:
        return None, None
    latest = decisions.latest_of(service.db, comment.id)
    if refused.revision == comment.revision:
        mine = latest and latest.moderator == comment.decided_by
        return comment.decided_by, latest.proposer if latest and mine else None
    return (latest.moderator, latest.proposer) if latest else (None, None)
