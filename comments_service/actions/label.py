"""Sending a moderator's decision back to Akismet."""

from typing import Any

from comments_service.actions.service import Service
from comments_service.domain.errors import UnknownComment, UnknownThread
from comments_service.domain.states import State
from comments_service.storage import comments


def send_label(service: Service, payload: dict[str, Any]) -> None:
    """Raises AkismetUnavailable; the outbox tries again."""
    try:
        comment = comments.get(service.db, payload["comment"])
    except UnknownComment:
        # An older backup was restored meanwhile.
        return
    # Withdrawn meanwhile: its text is gone, and it was never ours to pass on.
    if not service.akismet or comment.state is State.WITHDRAWN:
        return
    try:
        page = service.page_of(service.threads.get(comment.thread))
    except UnknownThread:
        return
    service.akismet.learn(comment, page, spam=payload["spam"])
