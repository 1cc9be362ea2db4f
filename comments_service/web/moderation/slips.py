"""The inbox of errors that readers found in announcements, and one of them."""

from flask import Response, abort, g

from comments_service.actions import decide_slip as actions
from comments_service.contract.faults import Fault
from comments_service.contract.threads import Announcement
from comments_service.domain.errors import CorrectionRefused, Invalid, UnknownThread
from comments_service.storage import slips as stored
from comments_service.storage.slips import Slip, SlipState
from comments_service.web.context import now, service, web
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.inbox import show_inbox
from comments_service.web.moderation.matter import names
from comments_service.web.moderation.office_words import SLIP_DONE, SLIP_STATES
from comments_service.web.moderation.pages import show, texts
from comments_service.web.pages import see_other

WRITE = "written"
"""What a form says that writes the correction into the post."""


@bp.get("/slips")
def slips() -> Response:
    return show_inbox("slips.html", stored.page, _posts, SLIP_DONE, states=SLIP_STATES)


@bp.get("/slips/<slip_id>")
def slip(slip_id: str) -> Response:
    return _page(stored.get(service().db, slip_id))


@bp.post("/slips/<slip_id>")
def decide_slip(slip_id: str) -> Response:
    """Write a correction, or settle it with words alone."""
    before, outcome = stored.get(service().db, slip_id), g.fields.get("outcome", "")
    if outcome not in (WRITE, *SLIP_DONE):
        abort(400)
    try:
        _decide(slip_id, outcome)
    except Invalid as invalid:
        return _page(before, texts(invalid.errors), status=422)
    except CorrectionRefused as refused:
        return _page(before, faults=refused.faults, status=409)
    web().on_change()
    return see_other("moderation.slips", done=outcome)


def _decide(slip_id: str, outcome: str) -> None:
    answer, me, moment = g.fields.get("answer", ""), session().moderator, now()
    if outcome == WRITE:
        correction = g.fields.get("correction", "")
        actions.correct_post(service(), slip_id, correction, answer, me, moment)
    else:
        actions.settle_slip(service(), slip_id, SlipState(outcome), answer, me, moment)


def _posts(found: list[Slip]) -> list[Announcement | None]:
    return [_post(one) for one in found]


def _post(one: Slip) -> Announcement | None:
    """None when it is no longer public."""
    try:
        return service().threads.post(one.post)
    except UnknownThread:
        return None


def _page(
    one: Slip,
    errors: dict[str, str] | None = None,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    return show(
        "slip.html",
        status,
        slip=one,
        post=_post(one),
        values=g.get("fields", {}),
        errors=errors or {},
        faults=faults,
        names=names(),
        states=SLIP_STATES,
    )
