"""Whether the service can do its work, for whoever watches it."""

from flask import Blueprint, Response, jsonify

from comments_service.actions.rebuild import out_of_date_since
from comments_service.contract.dates import iso
from comments_service.domain.errors import Busy
from comments_service.storage import comments
from comments_service.storage.database import translated
from comments_service.web.context import now, service, web

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def check() -> Response:
    """200 when the database answers and the workers are alive, else 503.

    A site that cannot be built is told, too, but no reason to restart the service. Never why: it
    may be a text under embargo, and who asks may be anybody.
    """
    healthy = web().worker_alive() and _database_answers()
    facts = {"status": "ok" if healthy else "failing"}
    if since := out_of_date_since(service(), now()):
        facts |= {"site": "out of date", "since": iso(since)}
    response = jsonify(facts)
    response.status_code = 200 if healthy else 503
    return response


def _database_answers() -> bool:
    try:
        with translated():
            comments.exists(service().db, "")
    except Busy:
        return False
    return True
