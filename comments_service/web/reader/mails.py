"""The link at the end of a mail: turning mails about a comment off, and on again."""

from flask import Response, request

from comments_service.actions import wishes as choices
from comments_service.domain.comment import Comment
from comments_service.web.context import now, service
from comments_service.web.fields import read_fields
from comments_service.web.pages import render, speak
from comments_service.web.reader.frame import bp
from comments_service.web.reader.wishes import FIELDS

# What a mail program sends on its own (RFC 8058, 3.1): no cookie, no form of ours.
_ONE_CLICK = "List-Unsubscribe"


@bp.get("/mails/<token>")
def mails(token: str) -> Response:
    comment, _ = choices.of_link(service(), token, now())
    return _page(token, comment, saved=False)


@bp.post("/mails/<token>")
def choose(token: str) -> Response:
    """Set both switches; or turn off what the mail was about, when a mail program asks to."""
    comment, which = choices.of_link(service(), token, now())
    # Mail programs may send it as multipart/form-data, which no form of ours does.
    by_program = request.mimetype == "multipart/form-data"
    fields = {} if by_program else read_fields({*FIELDS, "save", _ONE_CLICK})
    if "save" not in fields:
        choices.turn_off(service(), comment, which)
    else:
        choices.wish(
            service(), comment.id,
            replies=bool(fields.get("replies")), decisions=bool(fields.get("decisions")),
        )  # fmt: skip
    comment, _ = choices.of_link(service(), token, now())
    return _page(token, comment, saved=True)


def _page(token: str, comment: Comment, *, saved: bool) -> Response:
    speak(comment.lang)
    return render("mails.html", token=token, comment=comment, saved=saved)
