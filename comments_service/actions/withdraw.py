"""An author takes a comment back."""

from datetime import datetime

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.service import Service
from comments_service.domain.comment import AUTHOR, Comment
from comments_service.domain.states import State, check_move
from comments_service.storage import comments, journal, log
from comments_service.storage.database import checkpoint, transaction


def withdraw(service: Service, receipt: str, now: datetime) -> Comment:
    """Erase name, address and text for good, and take the comment off the site.

    Raises UnknownComment for a token that is not ours, MoveRefused when it was done already.
    """
    comment_id = service.tokens.comment_of(receipt)
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        check_move(comment.state, State.WITHDRAWN)
        journal.note(service.paths.data, comment.id)
        comments.erase(service.db, comment, now)
        log.add(
            service.db,
            AUTHOR,
            "withdraw",
            now,
            comment=comment.id,
            from_state=comment.state,
            to_state=State.WITHDRAWN,
        )
        if comment.published_at:
            enqueue_publication(service.db, comment.thread, now)
    checkpoint(service.db)
    return comment
