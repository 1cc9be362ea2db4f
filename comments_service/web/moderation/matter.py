"""A comment as the inboxes show it: what somebody appeals against, or has reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from comments_service.contract.reasons import REASONS, REPORTABLE
from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment, LogEntry
from comments_service.domain.errors import UnknownThread
from comments_service.publish.comment_html import render
from comments_service.storage import comments, log, moderators, queue_context
from comments_service.web.context import service
from comments_service.web.moderation.words import ACTIONS, STATES

ALL_REASONS = {**REPORTABLE, **REASONS}


@dataclass(frozen=True)
class Matter:
    comment: Comment
    thread: Thread | None
    """None when its post is no longer public."""

    @property
    def html(self) -> str:
        return render(self.comment.body)

    @property
    def log(self) -> list[LogEntry]:
        return log.of_comment(service().db, self.comment.id)

    @property
    def state(self) -> str:
        """msgid"""
        return STATES[self.comment.state]

    @property
    def there(self) -> bool:
        """Whether readers see it, or may yet."""
        return self.comment.state.value in ("published", "pending")

    actions = ACTIONS
    reasons = ALL_REASONS


class _Objection(Protocol):
    @property
    def comment(self) -> str: ...


def about(comment_id: str) -> Matter:
    return _matter(comments.get(service().db, comment_id))


def about_each(objections: Sequence[_Objection]) -> list[Matter]:
    """The same for all that a page lists, read at once."""
    found = queue_context.by_id(service().db, (one.comment for one in objections))
    return [_matter(found[one.comment]) for one in objections]


def _matter(comment: Comment) -> Matter:
    try:
        return Matter(comment, service().threads.get(comment.thread))
    except UnknownThread:
        return Matter(comment, None)


def names() -> dict[int, str]:
    """Everybody's name by number, those who were shut out included."""
    return {one.id: one.name for one in moderators.everyone(service().db)}
