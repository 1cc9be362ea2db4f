"""The inbox of appeals, and one appeal."""

from flask import Response, abort, g

from comments_service.actions.decide_appeal import decide_appeal as decide
from comments_service.actions.objections import must_be_left, refused_text
from comments_service.domain.errors import AnotherPersonNeeded, Invalid
from comments_service.storage import appeals as stored
from comments_service.storage.appeals import Appeal, AppealState
from comments_service.web.context import now, service, web
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.inbox import show_inbox
from comments_service.web.moderation.matter import about, about_each, names
from comments_service.web.moderation.office_words import APPEAL_DONE, APPEAL_STATES
from comments_service.web.moderation.pages import show, texts
from comments_service.web.pages import see_other


@bp.get("/appeals")
def appeals() -> Response:
    return show_inbox("appeals.html", stored.page, about_each, APPEAL_DONE, states=APPEAL_STATES)


@bp.get("/appeals/<appeal_id>")
def appeal(appeal_id: str) -> Response:
    return _page(stored.get(service().db, appeal_id))


@bp.post("/appeals/<appeal_id>")
def decide_appeal(appeal_id: str) -> Response:
    before = stored.get(service().db, appeal_id)
    try:
        outcome = AppealState(g.fields.get("outcome", ""))
    except ValueError:
        abort(400)
    try:
        after = decide(
            service(), appeal_id, outcome, g.fields.get("explanation", ""),
            session().moderator, now(),
        )  # fmt: skip
    except Invalid as invalid:
        return _page(before, texts(invalid.errors), 422)
    web().on_change()
    done = outcome if after.state is outcome else "proposed"
    return see_other("moderation.appeals", done=done)


def _page(one: Appeal, errors: dict[str, str] | None = None, status: int = 200) -> Response:
    return show(
        "appeal.html",
        status,
        appeal=one,
        matter=about(one.comment),
        refused=refused_text(service(), one),
        values=g.get("fields", {}),
        errors=errors or {},
        names=names(),
        states=APPEAL_STATES,
        leave=_leave(one),
    )


def _leave(one: Appeal) -> str:
    """Whether somebody else has to decide ("other"), nobody else could ("alone"), or neither."""
    try:
        return "alone" if must_be_left(service(), one, session().moderator) else ""
    except AnotherPersonNeeded:
        return "other"
