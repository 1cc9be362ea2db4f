"""The log of decisions and sign-ins, newest first."""

from flask import Response, request

from comments_service.contract.reasons import REASONS
from comments_service.storage import log as log_storage
from comments_service.web.context import service
from comments_service.web.moderation.guard import bp
from comments_service.web.moderation.pages import PER_PAGE, show
from comments_service.web.moderation.words import ACTIONS

# SQLite counts in 64 bits; nobody turns that many pages.
_LAST_PAGE = 1_000_000


@bp.get("/log")
def log() -> Response:
    page = min(max(1, request.args.get("page", 1, type=int)), _LAST_PAGE)
    # One more than is shown tells whether there is a next page.
    entries = log_storage.latest(service().db, PER_PAGE + 1, (page - 1) * PER_PAGE)
    return show(
        "log.html",
        entries=entries[:PER_PAGE],
        page=page,
        more=len(entries) > PER_PAGE,
        actions=ACTIONS,
        reasons=REASONS,
    )
