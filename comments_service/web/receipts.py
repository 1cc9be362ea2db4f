"""The receipt of one comment: its state, the reason of a decision, and taking it back.

Whoever has the address is its author: no account, no cookie. GET only shows, since mail scanners
and browsers open links on their own.
"""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from flask import Blueprint, Response

from comments_service.actions.erase import erase
from comments_service.contract.reasons import REASONS
from comments_service.domain.comment import Comment
from comments_service.domain.errors import MoveRefused, UnknownThread
from comments_service.domain.states import State
from comments_service.publish.comment_html import render as comment_html
from comments_service.storage import comments
from comments_service.web.context import now, service, web
from comments_service.web.pages import render, see_other, speak, translator

bp = Blueprint("receipts", __name__)


@bp.get("/<token>")
def show(token: str) -> Response:
    comment = _comment(token)
    return render("receipt.html", token=token, receipt=_receipt(comment, now()))


@bp.get("/<token>/withdraw")
def confirm(token: str) -> Response:
    """Ask before everything is erased."""
    comment = _comment(token)
    if comment.state is State.WITHDRAWN:
        return see_other("receipts.show", token=token)
    return render("withdraw.html", token=token, receipt=_receipt(comment, now()))


@bp.post("/<token>/withdraw")
def withdraw(token: str) -> Response:
    """Erase the comment; sent twice, it is erased once."""
    comment = _comment(token)
    try:
        erase(service(), comment.id, now())
    except MoveRefused:
        return see_other("receipts.show", token=token)
    web().on_change()
    return see_other("receipts.show", token=token)


def told_state(comment: Comment, now: datetime, expected_hours: int) -> State:
    """The state that an author is told.

    What a rule alone took for spam reads as waiting for as long as a decision usually takes: a
    spammer cannot tune a text against this page, and an author whom a rule wronged still learns
    of it in time.
    """
    judged_by_rule = comment.state is State.SPAM and comment.automated
    if judged_by_rule and now - comment.created_at < timedelta(hours=expected_hours):
        return State.PENDING
    return comment.state


def _comment(token: str) -> Comment:
    """The comment of a receipt. A made-up token looks like one that never was: UnknownComment."""
    ours = service()
    comment = comments.get(ours.db, ours.tokens.comment_of(token))
    speak(comment.lang)
    return comment


def _receipt(comment: Comment, now: datetime) -> dict[str, object]:
    """What the receipt's templates show."""
    config = service().config
    try:
        thread = service().threads.get(comment.thread)
    except UnknownThread:
        thread = None
    state = told_state(comment, now, config.comments.expected_hours)
    subject = translator()("Objection: comment %(id)s", id=comment.id)
    return {
        "comment": comment,
        "state": state,
        "html": comment_html(comment.body),
        "thread": thread,
        "reason": REASONS.get(comment.reason or "")
        if state in (State.REJECTED, State.SPAM)
        else None,
        "expected_hours": config.comments.expected_hours,
        "contact": config.address.email,
        "objection": f"mailto:{config.address.email}?{urlencode({'subject': subject})}".replace(
            "+", "%20"
        ),
    }
