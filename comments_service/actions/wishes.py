"""Which mails about a comment its author wants."""

from dataclasses import replace
from datetime import datetime

from comments_service.actions.links import DECISIONS, REPLIES
from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose
from comments_service.domain.comment import Comment
from comments_service.storage import comments
from comments_service.storage.database import transaction


def of_link(service: Service, token: str, now: datetime) -> tuple[Comment, str]:
    """The comment of a mailed link, and the kind of mail it turns off: REPLIES, DECISIONS, or ""
    for both. Links in mails stay good. Raises UnknownComment."""
    comment_id, which, *_ = *service.tokens.read(Purpose.MAILS, token, now), "", ""
    return comments.get(service.db, comment_id), which if which in (REPLIES, DECISIONS) else ""


def wish(service: Service, comment_id: str, *, replies: bool, decisions: bool) -> None:
    """Turn mails on or off. Raises UnknownComment or Busy."""
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        comments.save(
            service.db, replace(comment, wants_replies=replies, wants_decisions=decisions)
        )


def turn_off(service: Service, comment: Comment, which: str) -> None:
    """Turn off what a mailed link stands for (RFC 8058). Raises UnknownComment or Busy."""
    wish(
        service,
        comment.id,
        replies=comment.wants_replies and which == DECISIONS,
        decisions=comment.wants_decisions and which == REPLIES,
    )
