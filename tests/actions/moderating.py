"""What the tests of moderators' actions share."""

from datetime import datetime
from typing import Any

from comments_service.actions.service import Service
from comments_service.actions.submit import submit
from comments_service.domain.comment import Comment, Revision
from comments_service.domain.states import State
from comments_service.publish.comment_html import render
from comments_service.storage import comments, moderators, revisions
from comments_service.storage.moderators import Moderator
from tests.support import NOW, READER, THREAD, all_comments, fields


def sent(service: Service, body: str = "Wann geht es los?", **more: str) -> Comment:
    known = {comment.id for comment in all_comments(service)}
    submit(service, THREAD, fields(body, **more), READER, NOW)
    return next(c for c in all_comments(service) if c.id not in known)


def person(service: Service, name: str) -> Moderator:
    found = moderators.get(service.db, moderators.add(service.db, name, "Presse", NOW))
    assert found
    return found


def revised(service: Service, comment: Comment, body: str, at: datetime = NOW) -> Revision:
    """A later text of a published comment, waiting."""
    kept = revisions.of_comment(service.db, comment.id)
    number = 1 + max(comment.revision, *(one.number for one in kept), 0)
    later = Revision(comment.id, number, body, render(body), State.PENDING, at)
    revisions.put(service.db, later)
    waits = {"waiting_since": "2026-11-20T09:00:00.000000Z"}
    service.db.table("comments").update(comment.id, waits)
    return later


def now_is(service: Service, comment: Comment) -> Comment:
    return comments.get(service.db, comment.id)


def facts(comment: Comment, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(comment, name) for name in names)
