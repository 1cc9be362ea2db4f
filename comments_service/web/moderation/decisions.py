"""A moderator's own decisions, each of which can be undone at any time."""

from functools import partial

from flask import Response, g, request

from comments_service.actions.undo import undo as undo_batch
from comments_service.domain.errors import MoveRefused
from comments_service.storage import batches
from comments_service.web.context import now, service, web
from comments_service.web.moderation.common import common
from comments_service.web.moderation.decide import back_to_list
from comments_service.web.moderation.guard import bp, session
from comments_service.web.moderation.pages import page_of, show
from comments_service.web.moderation.queue import missed
from comments_service.web.moderation.words import DONE
from comments_service.web.pages import see_other


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
    left = _left(g.fields.get("batch", ""))
    news = {"done": "undone-partly", "missed": ".".join(left)} if left else {"done": "undone"}
    return back_to_list(**news, at=done[0].id, batch=None) or see_other(
        "moderation.decisions", **news
    )


def _left(batch: str) -> list[str]:
    """The comments whose decision could not be undone with the others of its batch."""
    found = batches.get(service().db, batch)
    return [item.comment for item in found.items if not item.undone] if found else []


def _page(status: int = 200, *, refused: bool = False) -> Response:
    page = page_of(partial(batches.of_moderator, service().db, session().moderator.id))
    return show(
        "decisions.html",
        status,
        **common(),
        batches=page.listed,
        threads=service().threads.all(),
        page=page.number,
        more=page.more,
        refused=refused,
        done=DONE.get(request.args.get("done", "")),
        missed=missed(),
    )
