"""A comment as the inboxes show it: what somebody appeals against, or has reported."""

from dataclasses import dataclass

from comments_service.contract.reasons import REASONS, REPORTABLE
from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment, LogEntry
from comments_service.domain.errors import UnknownThread
from comments_service.publish.comment_html import render
from comments_service.storage import comments, log, moderators
from comments_service.web.context import service
from comments_service.web.moderation.words import ACTIONS, STATES

# How many that are settled an inbox still lists.
SETTLED = 50

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


def about(comment_id: str) -> Matter:
    comment = comments.get(service().db, comment_id)
    try:
        return Matter(comment, service().threads.get(comment.thread))
    except UnknownThread:
        return Matter(comment, None)


def names() -> dict[int, str]:
    """Everybody's name by number, those who were shut out included."""
    return {one.id: one.name for one in moderators.everyone(service().db)}
