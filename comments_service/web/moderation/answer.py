"""Answering a published comment for the company."""

from flask import Response, g

from comments_service.actions.answer import answer as answer_comment
from comments_service.domain.errors import Invalid
from comments_service.storage import comments
from comments_service.web.context import now, service, web
from comments_service.web.moderation.comment import comment_page
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import texts
from comments_service.web.pages import see_other


@bp.post("/comments/<comment_id>/answer")
def answer(comment_id: str) -> Response:
    asked = comments.get(service().db, comment_id)
    body = g.fields.get("body", "")
    if g.fields.get("preview") and body.strip():
        return comment_page(asked, g.fields, preview=body)
    try:
        answer_comment(service(), comment_id, body, session().moderator, now())
    except Invalid as invalid:
        if "parent" in invalid.errors:
            # Taken down or withdrawn meanwhile: there is nothing to answer any more.
            current = comments.get(service().db, comment_id)
            return comment_page(current, g.fields, status=409, overtaken=True)
        return comment_page(asked, g.fields, texts(invalid.errors), 422)
    web().on_change()
    return see_other("moderation.comment", comment_id=comment_id, done="answer")
