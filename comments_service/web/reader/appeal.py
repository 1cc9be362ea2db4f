"""Objecting to a decision."""

from flask import Response

from comments_service.actions import appeal as appeals
from comments_service.domain.errors import MoveRefused, NewsroomError
from comments_service.web.context import now, service, web
from comments_service.web.errors import describe
from comments_service.web.fields import read_fields
from comments_service.web.pages import see_other
from comments_service.web.reader.frame import page
from comments_service.web.receipts import bp, comment_of, receipt


@bp.get("/<token>/appeal")
def appeal(token: str) -> Response:
    facts = receipt(comment_of(token), now())
    if not facts["reasons"] or facts["appeal"] or facts["too_late"]:
        return see_other("receipts.show", token=token)
    return page("appeal.html", token=token, receipt=facts)


@bp.post("/<token>/appeal")
def object_to(token: str) -> Response:
    """Take in the appeal; sent twice, it is the same."""
    comment = comment_of(token)
    fields = read_fields({"body"})
    try:
        appeals.appeal(service(), comment.id, fields.get("body", ""), now())
    except MoveRefused:
        return see_other("receipts.show", token=token)
    except NewsroomError as error:
        facts = receipt(comment, now())
        return page("appeal.html", fields, describe(error), token=token, receipt=facts)
    web().on_change()
    return see_other("receipts.show", token=token, done="appealed")
