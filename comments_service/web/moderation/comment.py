"""One comment: its context, its history, and every decision that can be made about it."""

from collections.abc import Mapping

from flask import Response, request

from comments_service.contract.reasons import REASONS
from comments_service.domain.comment import Comment
from comments_service.storage import comments
from comments_service.storage import log as log_storage
from comments_service.web.context import service
from comments_service.web.moderation.card import card_of
from comments_service.web.moderation.guard import bp
from comments_service.web.moderation.pages import show
from comments_service.web.moderation.words import ACTIONS, DONE, STATES, VERBS


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
) -> Response:
    """`values` and `errors` bring a form back; `overtaken` says that somebody else was faster."""
    return show(
        "comment.html",
        status,
        card=card_of(comment),
        log=log_storage.of_comment(service().db, comment.id),
        values=values or {},
        errors=errors or {},
        overtaken=overtaken,
        done=DONE.get(request.args.get("done", "")),
        reasons=REASONS,
        actions=ACTIONS,
        states=STATES,
        verbs=VERBS,
        longest=service().config.comments.max_length,
    )
