"""Whether the service can do its work, for whoever watches it."""

from flask import Blueprint, Response, jsonify

from comments_service.domain.errors import Busy
from comments_service.storage import comments
from comments_service.storage.database import translated
from comments_service.web.context import service, web

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def check() -> Response:
    """200 when the database answers and the worker is alive, else 503."""
    healthy = web().worker_alive() and _database_answers()
    response = jsonify({"status": "ok" if healthy else "failing"})
    response.status_code = 200 if healthy else 503
    return response


def _database_answers() -> bool:
    try:
        with translated():
            comments.exists(service().db, "")
    except Busy:
        return False
    return True
