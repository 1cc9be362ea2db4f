"""Noting, in the caller's transaction, that the author of a comment is to be written to.

Nothing but the request to confirm goes to an address that nobody has confirmed. The jobs carry the
comment's id alone: what is said, and whether anything is, is looked up when a mail is sent.
"""

from datetime import datetime, timedelta

from comments_service.actions.service import Service
from comments_service.domain.comment import Comment
from comments_service.storage import outbox

CONFIRM = "mail-confirm"
DECISION = "mail-decision"
REPLY = "mail-reply"

# Long enough to undo a slip before its author reads of it.
_GRACE = timedelta(minutes=5)


def announce_confirmation(service: Service, comment: Comment, now: datetime) -> None:
    """Ask whoever reads the mailbox whether the address may be written to."""
    if service.send_mail and comment.email and not comment.confirmed_at:
        outbox.add(service.db, CONFIRM, now, key=comment.id)


def announce_decision(service: Service, comment: Comment, now: datetime) -> None:
    """Tell the author of a decision, unless it is undone within some minutes."""
    if service.send_mail and comment.email and comment.confirmed_at and comment.wants_decisions:
        outbox.add(service.db, DECISION, now, key=comment.id, delay=_GRACE)


def announce_reply(service: Service, reply: Comment, now: datetime) -> None:
    """Tell whoever was answered; the job's key is the reply."""
    if service.send_mail and reply.parent:
        outbox.add(service.db, REPLY, now, key=reply.id, delay=_GRACE)
