"""What the comment form's script asks for when a reader begins to write."""

from flask import Blueprint, Response, jsonify

from comments_service.actions.form_tokens import opening
from comments_service.web.context import now, service
from comments_service.web.pages import speak

bp = Blueprint("form_tokens", __name__)


@bp.get("/<thread_id>/token")
def show(thread_id: str) -> Response:
    """The form's token, and a challenge for the browser where the newsroom asks for work."""
    speak(service().threads.get(thread_id).lang)
    found = opening(service(), thread_id, now())
    work = {"challenge": found.challenge} if found.challenge else {}
    return jsonify(token=found.token, **work)
