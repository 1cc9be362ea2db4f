"""Notes, second opinions and proposals taken back: moderators among themselves."""

from collections.abc import Callable

from flask import Response, g

from comments_service.actions import colleagues as actions
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.storage import comments
from comments_service.web.context import now, service
from comments_service.web.moderation.comment import comment_page
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import texts
from comments_service.web.pages import see_other


@bp.post("/comments/<comment_id>/note")
def note(comment_id: str) -> Response:
    text = g.fields.get("note", "")
    return _said(
        comment_id, "note",
        lambda: actions.add_note(service(), comment_id, text, session().moderator, now()),
    )  # fmt: skip


@bp.post("/comments/<comment_id>/ask")
def ask(comment_id: str) -> Response:
    text, sent = g.fields.get("question", ""), g.fields.get("asked", "")
    # Nobody in particular means anybody; a number that is none finds nobody.
    asked = None if not sent else int(sent) if _is_number(sent) else 0
    return _said(
        comment_id, "asked",
        lambda: actions.ask(service(), comment_id, text, asked, session().moderator, now()),
    )  # fmt: skip


@bp.post("/comments/<comment_id>/reply")
def reply(comment_id: str) -> Response:
    text = g.fields.get("reply", "")
    return _said(
        comment_id, "replied",
        lambda: actions.reply(service(), comment_id, text, session().moderator, now()),
    )  # fmt: skip


@bp.post("/comments/<comment_id>/take-back")
def take_back(comment_id: str) -> Response:
    return _said(
        comment_id, "taken-back",
        lambda: actions.take_back(service(), comment_id, session().moderator, now()),
    )  # fmt: skip


def _said(comment_id: str, code: str, act: Callable[[], None]) -> Response:
    """Do it, and show the comment; or its page with what was typed."""
    comment = comments.get(service().db, comment_id)
    try:
        act()
    except Invalid as invalid:
        return comment_page(comment, g.fields, texts(invalid.errors), 422)
    except MoveRefused:
        current = comments.get(service().db, comment_id)
        return comment_page(current, g.fields, status=409, overtaken=True)
    return see_other("moderation.comment", comment_id=comment_id, done=code, _anchor="done")


def _is_number(sent: str) -> bool:
    return sent.isascii() and sent.isdigit() and len(sent) < 9
