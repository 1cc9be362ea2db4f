"""Stored comments as what everybody may see of them."""

from collections.abc import Iterable
from dataclasses import replace

from comments_service.contract.published import PublishedComment
from comments_service.contract.thread_articles import UNDER_REVIEW, WITHDRAWN
from comments_service.domain.shown import Shown
from comments_service.domain.states import State
from comments_service.publish.comment_html import html_of


def entries(comments: Iterable[Shown]) -> list[PublishedComment]:
    """What stands in a thread, in the order of publication.

    A comment that was removed but answered leaves a tombstone with the reason, so that the
    answers keep their place; spam leaves none, and its answers move up.
    """
    comments = list(comments)
    visible = {c.id for c in comments if c.state is State.PUBLISHED}
    by_id = {c.id: c for c in comments}
    answered: set[str] = set()
    for comment in comments:
        if comment.id in visible:
            parent = by_id.get(comment.parent or "")
            while parent and parent.id not in answered:
                answered.add(parent.id)
                parent = by_id.get(parent.parent or "")
    shown = [entry for c in comments if c.id in visible or c.id in answered if (entry := _entry(c))]
    ids = {entry.id for entry in shown}
    return [e if e.parent is None or e.parent in ids else replace(e, parent=None) for e in shown]


_REMOVED = {State.WITHDRAWN: WITHDRAWN, State.PENDING: UNDER_REVIEW}


def _entry(comment: Shown) -> PublishedComment | None:
    if comment.state is State.PUBLISHED:
        return PublishedComment(
            id=comment.id,
            parent=comment.parent,
            author=comment.author,
            official=comment.official,
            published_at=comment.published_at,
            html=html_of(comment),
            edited_at=comment.edited_at,
        )
    rejected = comment.state is State.REJECTED
    removed = (comment.reason or "OTHER") if rejected else _REMOVED.get(comment.state)
    if removed is None:
        return None
    return PublishedComment(
        id=comment.id,
        parent=comment.parent,
        author="",
        official=None,
        published_at=comment.published_at,
        html="",
        removed=removed,
        removed_at=comment.decided_at,
    )
