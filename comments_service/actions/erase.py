"""Authors have what they wrote erased, wholly or but for the text.

Each erasure is noted in the journal before it is committed, so that no backup brings it back, and
followed by `scrub`, since databases keep words in their indexes and logs for a while.
"""

from datetime import datetime

from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.scrub import enqueue_scrub
from comments_service.actions.service import Service
from comments_service.domain.comment import AUTHOR, Comment
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State, check_move
from comments_service.domain.told import told_state
from comments_service.storage import comments, erasure, journal, log, revisions
from comments_service.storage.database import checkpoint, transaction
from comments_service.storage.journal import Erasure


def erase(service: Service, comment_id: str, now: datetime) -> Comment:
    """Erase name, address and text for good, and take the comment off the site.

    Returns the comment as it was. Raises UnknownComment, or MoveRefused when it was done already.
    """
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        check_move(comment.state, State.WITHDRAWN)
        journal.note(service.paths.data, comment.id)
        erasure.whole(service.db, comment, now)
        log.add(
            service.db, AUTHOR, "withdraw", now,
            comment=comment.id, from_state=comment.state, to_state=State.WITHDRAWN,
        )  # fmt: skip
        _follow_up(service, comment, now)
    checkpoint(service.db)
    return comment


def anonymise(service: Service, comment_id: str, now: datetime) -> Comment:
    """Take name and address off a comment for good; its text stays, under «Anonymous».

    The receipt stays good. Raises UnknownComment, or MoveRefused where there is no text any more.
    """
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        if comment.state is State.WITHDRAWN or not comment.body:
            raise MoveRefused(comment.state, comment.state)
        name = anonymous(service, comment.lang)
        if (comment.author, comment.email) != (name, None):
            journal.note(service.paths.data, comment.id, Erasure.PERSON)
            erasure.person(service.db, comment, name, now)
            log.add(
                service.db, AUTHOR, "anonymise", now,
                comment=comment.id, from_state=comment.state, to_state=comment.state,
            )  # fmt: skip
            _follow_up(service, comment, now)
    checkpoint(service.db)
    return comment


def withdraw_revision(service: Service, comment_id: str, now: datetime) -> None:
    """Take back a later text that waits; what is published stays as it is.

    Raises UnknownComment, or MoveRefused where none waits.
    """
    hours = service.config.comments.expected_hours
    with transaction(service.db):
        comment = comments.get(service.db, comment_id)
        waits = [
            revision
            for revision in revisions.of_comment(service.db, comment_id)
            if told_state(revision, now, hours) is State.PENDING
        ]
        if not waits:
            raise MoveRefused(comment.state, State.WITHDRAWN)
        number = waits[0].number
        journal.note(service.paths.data, comment.id, Erasure.REVISION, number)
        erasure.revision(service.db, comment.id, number)
        log.add(service.db, AUTHOR, "withdraw revision", now, comment=comment.id)
        enqueue_scrub(service.db, now)
    checkpoint(service.db)


def anonymous(service: Service, lang: str) -> str:
    """The name of whoever gave theirs up, in a comment's language."""
    return service.translator(lang)("Anonymous")


def _follow_up(service: Service, comment: Comment, now: datetime) -> None:
    if comment.published_at:
        enqueue_publication(service.db, comment.thread, now)
    enqueue_scrub(service.db, now)
