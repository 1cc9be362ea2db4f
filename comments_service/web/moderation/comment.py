"""One comment: its context, its history, and every decision that can be made about it."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from comments_service.domain.comment import Comment
from comments_service.publish.comment_html import render
from comments_service.storage import (
    appeals,
    batches,
    colleagues,
    comments,
    moderators,
    neighbours,
    reports,
    revisions,
)
from comments_service.storage import log as log_storage
from comments_service.web.context import service
from comments_service.web.moderation.card import addressed_to, card_of, quoted
from comments_service.web.moderation.common import common
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import show
from comments_service.web.moderation.today import today_of
from comments_service.web.moderation.words import ACTIONS, DONE

# How many answers to a comment, and how many beside it on each side, are shown with it.
_REPLIES, _BESIDE = 10, 2
# What is told among what colleagues say, where its form stands.
_AMONG_COLLEAGUES = ("note", "asked", "replied")


@bp.get("/comments/<comment_id>")
def comment(comment_id: str) -> Response:
    return comment_page(comments.get(service().db, comment_id))


def comment_page(
    comment: Comment,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
    *,
    overtaken: bool = False,
    preview: str = "",
) -> Response:
    """`values` and `errors` bring a form back; `overtaken` says that somebody else was faster;
    `preview` is an official answer that is not sent yet."""
    db, me = service().db, session().moderator
    card = card_of(comment)
    return show(
        "comment.html",
        status,
        **common(),
        card=card,
        today=today_of(card),
        for_me=addressed_to(card, me),
        **_around(comment),
        revisions=[one for one in revisions.of_comment(db, comment.id) if one.body],
        batches=batches.of_comment(db, comment.id),
        notes=colleagues.notes_of(db, comment.id),
        appeals=appeals.of_comment(db, comment.id),
        reports=reports.of_comment(db, comment.id),
        others=[o for o in moderators.everyone(db) if o.id != me.id and not o.disabled],
        log=log_storage.of_comment(db, comment.id),
        values=values or {},
        errors=errors or {},
        overtaken=overtaken,
        preview=render(preview) if preview.strip() else "",
        done=DONE.get(request.args.get("done", "")),
        done_among=request.args.get("done") in _AMONG_COLLEAGUES,
        actions=ACTIONS,
        longest=service().config.comments.max_length,
    )


def _around(comment: Comment) -> dict[str, Any]:
    """What stands near it in its thread."""
    db = service().db
    return {
        "above": [quoted(one) for one in neighbours.ancestors(db, comment)],
        "beside": [quoted(one) for one in neighbours.siblings(db, comment, _BESIDE)],
        "below": [quoted(one) for one in neighbours.replies(db, comment, _REPLIES)],
    }
