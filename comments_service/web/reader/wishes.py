"""Which mails an author wants, and the request to confirm the address."""

from flask import Response

from comments_service.actions import confirm
from comments_service.actions import wishes as choices
from comments_service.domain.errors import MoveRefused
from comments_service.web.context import now, service, web
from comments_service.web.fields import read_fields
from comments_service.web.pages import see_other
from comments_service.web.receipts import bp, comment_of

FIELDS = frozenset({"replies", "decisions"})


@bp.get("/<token>/mails")
def mails(token: str) -> Response:
    """The switches are part of the receipt."""
    comment_of(token)
    return see_other("receipts.show", token=token, _anchor="mails")


@bp.post("/<token>/mails")
def choose_mails(token: str) -> Response:
    comment = comment_of(token)
    fields = read_fields(FIELDS)
    choices.wish(
        service(), comment.id,
        replies=bool(fields.get("replies")), decisions=bool(fields.get("decisions")),
    )  # fmt: skip
    return see_other("receipts.show", token=token, done="mails")


@bp.get("/<token>/ask", endpoint="asked")
@bp.get("/<token>/anonymise", endpoint="anonymised")
@bp.get("/<token>/edit/withdraw", endpoint="taken_back")
def back(token: str) -> Response:
    """For who reloads a page that one of these forms has answered with."""
    comment_of(token)
    return see_other("receipts.show", token=token)


@bp.post("/<token>/ask")
def ask_again(token: str) -> Response:
    """Send the request to confirm the address once more."""
    comment = comment_of(token)
    try:
        confirm.ask_again(service(), comment.id, now())
    except MoveRefused:
        return see_other("receipts.show", token=token)
    web().on_change()
    return see_other("receipts.show", token=token, done="asked")
