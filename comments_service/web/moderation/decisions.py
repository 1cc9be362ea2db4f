"""A moderator's own decisions, each of which can be undone at any time."""

from flask import Response, g, request

from comments_service.actions.undo import undo as undo_batch
from comments_service.domain.errors import MoveRefused
from comments_service.storage import batches
from comments_service.web.context import now, service, web
from comments_service.web.moderation.common import common
from comments_service.web.moderation.decide import back_to_list
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import PER_PAGE, show
from comments_service.web.moderation.words import DONE
from comments_service.web.pages import see_other

# SQLite counts in 64 bits; nobody turns that many pages.
_LAST_PAGE = 1_000_000


@bp.get("/decisions")
def decisions() -> Response:
    return _page()


@bp.post("/undo")
def undo() -> Response:
    """Take back everything that was decided in one go; then back to where the moderator was."""
    try:
        done = undo_batch(service(), g.fields.get("batch", ""), session().moderator, now())
    except MoveRefused:
        return _page(409, refused=True)
    web().on_change()
    return back_to_list(done="undone", at=done[0].id, batch=None) or see_other(
        "moderation.decisions", done="undone"
    )


def _page(status: int = 200, *, refused: bool = False) -> Response:
    page = min(max(1, request.args.get("page", 1, type=int)), _LAST_PAGE)
    # One more than is shown tells whether there is a next page.
    found = batches.of_moderator(
        service().db, session().moderator.id, PER_PAGE + 1, (page - 1) * PER_PAGE
    )
    return show(
        "decisions.html",
        status,
        **common(),
        batches=found[:PER_PAGE],
        threads=service().threads.all(),
        page=page,
        more=len(found) > PER_PAGE,
        refused=refused,
        done=DONE.get(request.args.get("done", "")),
    )
