"""Changing a comment's text, looking at it first, and taking a waiting text back."""

from flask import Response, request

from comments_service.actions import edit as edits
from comments_service.actions.erase import withdraw_revision
from comments_service.domain.errors import MoveRefused, NewsroomError
from comments_service.publish.comment_html import render as comment_html
from comments_service.spam.akismet_link import Reader
from comments_service.web.context import now, service, web
from comments_service.web.errors import Answer, describe
from comments_service.web.fields import read_fields
from comments_service.web.pages import see_other
from comments_service.web.reader.frame import page
from comments_service.web.receipts import bp, comment_of, receipt

_FIELDS = frozenset({"body", "preview"})


@bp.get("/<token>/edit")
def edit(token: str) -> Response:
    """The form with the text that counts now: the newest one that waits, or the comment's."""
    facts = receipt(comment_of(token), now())
    if not facts["editable"]:
        return see_other("receipts.show", token=token)
    body = facts["waits"].body if facts["waits"] else facts["comment"].body
    return page("edit.html", {"body": body}, token=token, receipt=facts, preview="")


@bp.post("/<token>/edit")
def change(token: str) -> Response:
    """Take the new text, or show it first; sent twice, it is the same."""
    comment = comment_of(token)
    fields = read_fields(_FIELDS)
    reader = Reader(request.remote_addr or "", request.user_agent.string[:500])
    body = fields.get("body", "")
    try:
        if fields.get("preview"):
            shown = comment_html(edits.checked(service(), comment, body, now()))
            return _again(token, fields, preview=shown)
        edits.edit(service(), comment.id, body, reader, now())
    except MoveRefused:
        return see_other("receipts.show", token=token)
    except NewsroomError as error:
        return _again(token, fields, describe(error))
    web().on_change()
    return see_other("receipts.show", token=token, done="edited")


@bp.post("/<token>/edit/withdraw")
def take_back(token: str) -> Response:
    """Take back a text that waits; what is public stays."""
    comment = comment_of(token)
    try:
        withdraw_revision(service(), comment.id, now())
    except MoveRefused:
        return see_other("receipts.show", token=token)
    web().on_change()
    return see_other("receipts.show", token=token, done="kept")


def _again(
    token: str, fields: dict[str, str], answer: Answer | None = None, preview: str = ""
) -> Response:
    facts = receipt(comment_of(token), now())
    return page("edit.html", fields, answer, token=token, receipt=facts, preview=preview)
