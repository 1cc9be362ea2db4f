"""A comment as it would look, before anybody sends it. Nothing is stored and nobody is asked."""

from collections.abc import Mapping
from datetime import datetime

from comments_service.actions.judging import check_open
from comments_service.actions.service import Service
from comments_service.actions.submit import check
from comments_service.contract.published import PublishedComment
from comments_service.contract.thread_page import render_draft
from comments_service.publish.comment_html import render


def preview(service: Service, thread_id: str, fields: Mapping[str, str], now: datetime) -> str:
    """The comment's HTML, made as a publication would make it.

    Raises what `submit` raises: UnknownThread, ThreadClosed, Invalid or TooLong.
    """
    thread = service.threads.get(thread_id)
    check_open(service, thread, now)
    submission = check(service, thread, fields)
    comment = PublishedComment(
        id="",
        parent=submission.parent,
        author=submission.author,
        official=None,
        published_at=now,
        html=render(submission.body),
    )
    return render_draft(service.jinja, service.config, thread, comment)
