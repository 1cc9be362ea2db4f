"""`/comments/openapi.json`: what scripts may ask of the service, described for machines."""

import json

from flask import Blueprint, Response, current_app

from comments_service.web.context import service
from comments_service.web.interface.document import document

bp = Blueprint("interface", __name__)

_KEPT = "newsroom.interface"


@bp.get("/openapi.json")
def show() -> Response:
    return Response(_text(), mimetype="application/json")


def _text() -> str:
    """Made when it is first asked for: it says the same for as long as the application runs."""
    kept = current_app.extensions
    if _KEPT not in kept:
        kept[_KEPT] = json.dumps(document(service().config), indent=1)
    return str(kept[_KEPT])
