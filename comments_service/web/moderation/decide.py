"""Deciding about a comment. What a moderator has not seen, a moderator does not overrule."""

from flask import Response, abort, g

from comments_service.actions.decide import decide as decide_comment
from comments_service.domain.comment import Grounds
from comments_service.domain.decision import Seen
from comments_service.domain.errors import Invalid, MoveRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import comments
from comments_service.web.context import now, service, web
from comments_service.web.moderation.comment import comment_page
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import texts
from comments_service.web.moderation.queue import TABS
from comments_service.web.pages import see_other


@bp.post("/comments/<comment_id>/decide")
def decide(comment_id: str) -> Response:
    """Publish, reject, mark as spam or restore; then back to where the moderator was."""
    verb = _verb()
    before = comments.get(service().db, comment_id)
    try:
        decide_comment(
            service(), comment_id, verb, session().moderator, now(),
            grounds=Grounds(
                reason=g.fields.get("reason"), explanation=g.fields.get("explanation", ""),
                ground=g.fields.get("ground", ""), provision=g.fields.get("provision", ""),
            ),
            seen=_seen(),
        )  # fmt: skip
    except Invalid as invalid:
        return comment_page(before, g.fields, texts(invalid.errors), 422)
    except MoveRefused:
        current = comments.get(service().db, comment_id)
        return comment_page(current, g.fields, status=409, overtaken=True)
    web().on_change()
    return _back(comment_id, verb)


def _verb() -> Verb:
    try:
        return Verb(g.fields.get("verb", ""))
    except ValueError:
        abort(400)


def _seen() -> Seen | None:
    """What the moderator was looking at, as the form says."""
    if "seen" not in g.fields:
        return None
    try:
        return Seen(State(g.fields["seen"]), int(g.fields.get("revision", "1")))
    except ValueError:
        abort(400)


def _back(comment_id: str, verb: Verb) -> Response:
    """To the tab that the form stood in, or to the comment's own page."""
    tab = g.fields.get("tab", "")
    if tab in TABS:
        page = g.fields.get("page", "1")
        # A made-up number leads to the last page there is.
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return see_other("moderation.queue", tab=tab, page=number, done=verb, comment=comment_id)
    return see_other("moderation.comment", comment_id=comment_id, done=verb)
