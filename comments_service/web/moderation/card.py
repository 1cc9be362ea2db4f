"""A comment as moderators see it, with what they need to decide."""

from dataclasses import dataclass

from babel.dates import format_timedelta

from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment
from comments_service.domain.errors import UnknownComment, UnknownThread
from comments_service.domain.states import Verb, verbs_for
from comments_service.domain.verdict import Verdict
from comments_service.publish.comment_html import render
from comments_service.storage import comments
from comments_service.web.comment_form import quoted
from comments_service.web.context import now, service
from comments_service.web.pages import page_lang


@dataclass(frozen=True)
class Card:
    comment: Comment
    html: str
    age: str
    """How long ago it came in, in words."""
    thread: Thread | None
    """None when its post is no longer public."""
    parent: dict[str, object] | None
    verdicts: list[Verdict]
    verbs: list[Verb]


def card_of(comment: Comment) -> Card:
    ours = service()
    try:
        thread = ours.threads.get(comment.thread)
    except UnknownThread:
        thread = None
    return Card(
        comment=comment,
        html=render(comment.body),
        age=format_timedelta(
            comment.created_at - now(), granularity="minute", add_direction=True,
            locale=page_lang(),
        ),
        thread=thread,
        parent=_parent(comment),
        verdicts=comments.verdicts_of(ours.db, comment.id),
        verbs=verbs_for(comment.state),
    )  # fmt: skip


def _parent(comment: Comment) -> dict[str, object] | None:
    if not comment.parent:
        return None
    try:
        return quoted(comments.get(service().db, comment.parent))
    except UnknownComment:
        return None
