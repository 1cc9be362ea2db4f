"""Erasing a comment, or only who wrote it. The first step asks, the second does it."""

from flask import Response

from comments_service.actions import erase as erasing
from comments_service.domain.errors import MoveRefused
from comments_service.domain.states import State
from comments_service.web.context import now, service, web
from comments_service.web.pages import render, see_other
from comments_service.web.receipts import bp, comment_of, receipt


@bp.get("/<token>/withdraw", endpoint="withdraw")
@bp.get("/<token>/erase")
def erase(token: str) -> Response:
    """Ask before anything is erased. Withdrawing a comment and erasing it are the same."""
    comment = comment_of(token)
    if comment.state is State.WITHDRAWN:
        return see_other("receipts.show", token=token)
    return render("erase.html", token=token, receipt=receipt(comment, now()))


@bp.post("/<token>/withdraw", endpoint="do_withdraw")
@bp.post("/<token>/erase")
def do_erase(token: str) -> Response:
    """Erase the comment; sent twice, it is erased once."""
    comment = comment_of(token)
    try:
        erasing.erase(service(), comment.id, now())
    except MoveRefused:
        return see_other("receipts.show", token=token)
    web().on_change()
    return see_other("receipts.show", token=token)


@bp.post("/<token>/anonymise")
def anonymise(token: str) -> Response:
    """Erase name and address; the text stays."""
    comment = comment_of(token)
    try:
        erasing.anonymise(service(), comment.id, now())
    except MoveRefused:
        return see_other("receipts.show", token=token)
    web().on_change()
    return see_other("receipts.show", token=token, done="anonymised")
