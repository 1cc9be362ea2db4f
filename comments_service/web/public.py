"""Readers write: the form, replies, and the address that takes them."""

from flask import Blueprint, Response, jsonify, request, url_for

from comments_service.actions.preview_comment import preview as preview_comment
from comments_service.actions.submit import check_parent
from comments_service.actions.submit import submit as submit_comment
from comments_service.contract.threads import Thread
from comments_service.domain.errors import Invalid, NewsroomError
from comments_service.domain.submission import FIELDS
from comments_service.spam.akismet_link import Reader
from comments_service.web.comment_form import form_again, form_page
from comments_service.web.context import now, service, web
from comments_service.web.errors import Answer, describe
from comments_service.web.fields import read_fields, typed
from comments_service.web.pages import own, speak, wants_json

bp = Blueprint("public", __name__)

# What a form gives back; the trap stays empty.
_KEPT = ("author", "email", "body", "parent", "consent", "akismet", "token")


@bp.post("/<name:thread_id>")
def submit(thread_id: str) -> Response:
    """Accept a comment; the answer never tells a spammer the verdict."""
    thread = _thread(thread_id)
    fields = read_fields(FIELDS, json_too=True)
    reader = Reader(request.remote_addr or "", request.user_agent.string[:500])
    try:
        receipt = submit_comment(service(), thread.id, fields, reader, now())
    except NewsroomError as error:
        return form_again(thread, fields, describe(error))
    if receipt.shown:
        web().on_change()
    address = url_for("receipts.show", token=receipt.token)
    if not wants_json():
        return own(address)
    response = jsonify(receipt=address)
    response.status_code = 202
    return response


@bp.post("/<thread_id>/preview")
def preview(thread_id: str) -> Response:
    """The comment as it would look, above the form with everything kept. JSON for scripts."""
    thread = _thread(thread_id)
    fields = read_fields(FIELDS, json_too=True)
    try:
        html = preview_comment(service(), thread.id, fields, now())
    except NewsroomError as error:
        return form_again(thread, fields, describe(error))
    return jsonify(html=html) if wants_json() else form_page(thread, fields, preview=html)


@bp.get("/<name:thread_id>")
@bp.get("/<thread_id>/preview", endpoint="form_of_preview")
def form(thread_id: str) -> Response:
    """The form alone, for who reloads a page that a form has answered with."""
    return form_page(_thread(thread_id), {})


@bp.get("/<thread_id>/reply/<comment_id>")
def reply(thread_id: str, comment_id: str) -> Response:
    """The form below the comment that it answers."""
    thread = _thread(thread_id)
    try:
        check_parent(service(), thread, comment_id)
    except Invalid as gone:
        return form_page(thread, {}, Answer(404, "", gone.errors))
    return form_page(thread, {"parent": comment_id})


def too_fast(answer: Answer) -> Response:
    """The answer to a sender who has reached the limit; nothing was stored, the text is kept."""
    return form_again(_thread((request.view_args or {})["thread_id"]), typed(*_KEPT), answer)


def _thread(thread_id: str) -> Thread:
    thread = service().threads.get(thread_id)
    speak(thread.lang)
    return thread
