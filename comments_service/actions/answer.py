"""An official answer, written by a signed-in moderator."""

from datetime import datetime

from comments_service.actions.author_mail import announce_reply
from comments_service.actions.publish_thread import enqueue_publication
from comments_service.actions.record import enqueue_record
from comments_service.actions.service import Service
from comments_service.actions.submit import check_parent
from comments_service.contract import ids
from comments_service.contract.config import Config
from comments_service.domain import submission as submissions
from comments_service.domain.comment import Actor, ActorKind, Comment
from comments_service.domain.errors import Invalid
from comments_service.domain.states import State
from comments_service.domain.submission import SENT_TWICE
from comments_service.publish.comment_html import rendered
from comments_service.storage import comments, log
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator


def answer(
    service: Service, parent_id: str, body: str, moderator: Moderator, now: datetime
) -> Comment:
    """Publish the company's answer to a published comment, under name and function.

    It is the company's own word, so closed threads take it too. Raises Invalid, TooLong,
    UnknownComment, UnknownThread or Busy.
    """
    asked = comments.get(service.db, parent_id)
    thread = service.threads.get(asked.thread)
    check_parent(service, thread, parent_id)
    if not body.strip():
        raise Invalid({"body": "Write an answer."})
    text = submissions.check(
        thread.id,
        {"author": moderator.name, "body": body},
        max_length=service.config.comments.max_length,
        consent_needed=False,
        reserved=(),
    ).body
    comment = Comment(
        id=ids.new_id(),
        thread=thread.id,
        parent=parent_id,
        lang=thread.lang,
        author=moderator.name,
        email=None,
        body=text,
        state=State.PUBLISHED,
        created_at=now,
        published_at=now,
        decided_at=now,
        official=_function(service.config, moderator, thread.lang),
    )
    with transaction(service.db):
        if known := comments.answered_before(service.db, comment, now - SENT_TWICE):
            return comments.get(service.db, known)
        comments.add(service.db, rendered(comment))
        log.add(
            service.db,
            Actor(ActorKind.PERSON, moderator.name),
            "answer",
            now,
            comment=comment.id,
            to_state=State.PUBLISHED,
        )
        enqueue_publication(service.db, thread.id, now)
        announce_reply(service, comment, now)
        enqueue_record(service, now)
    return comment


def _function(config: Config, moderator: Moderator, lang: str) -> str:
    """The function in the post's language, where newsroom.toml knows the person; else as an
    administrator has set it, and the newsroom's name where nobody has."""
    roles = {author.name.casefold(): author.role for author in config.authors}
    roles |= {contact.name.casefold(): contact.role for contact in config.contacts}
    role = roles.get(moderator.name.casefold())
    return role[lang] if role else moderator.function or config.newsroom.name
