"""«Report an error in this announcement»: the form, and the receipt."""

from collections.abc import Mapping

from flask import Response, request, url_for

from comments_service.actions import slip as finding
from comments_service.actions.tokens import Purpose
from comments_service.contract.threads import Announcement
from comments_service.domain.errors import NewsroomError, UnknownComment, UnknownThread
from comments_service.storage import slips
from comments_service.storage.slips import Slip
from comments_service.web.context import now, service, web
from comments_service.web.errors import Answer, describe
from comments_service.web.fields import read_fields
from comments_service.web.pages import own, render, speak
from comments_service.web.reader.frame import bp, page


@bp.get("/error/<post_id>")
def error(post_id: str) -> Response:
    return _form(_post(post_id))


@bp.post("/error/<post_id>")
def send_error(post_id: str) -> Response:
    """Take in what somebody has found; sent twice, it is the same."""
    post = _post(post_id)
    fields = read_fields(finding.FIELDS)
    try:
        found = finding.point_out(service(), post.id, fields, now())
    except NewsroomError as fault:
        return _form(post, fields, describe(fault))
    web().on_change()
    token = service().tokens.sign(Purpose.SLIP, [found.id], now())
    return own(url_for("reader.slip", token=token))


@bp.get("/slip/<token>")
def slip(token: str) -> Response:
    """The receipt: what has become of it."""
    found = slip_of(token)
    try:
        post = service().threads.post(found.post)
    except UnknownThread:
        post = None
    done = request.args.get("done", "") == "erased"
    return render("slip.html", token=token, done=done, slip=found, post=post)


def slip_of(token: str) -> Slip:
    """What a receipt is for; the answer speaks its language. Raises UnknownComment."""
    slip_id, *_ = *service().tokens.read(Purpose.SLIP, token, now()), ""
    found = slips.get(service().db, slip_id)
    speak(found.lang)
    return found


def _post(post_id: str) -> Announcement:
    """Raises UnknownComment, whose words fit an announcement, too."""
    try:
        post = service().threads.post(post_id)
    except UnknownThread:
        raise UnknownComment(post_id) from None
    speak(post.lang)
    return post


def _form(
    post: Announcement, values: Mapping[str, str] | None = None, answer: Answer | None = None
) -> Response:
    return page("slip_form.html", values, answer, post=post)
