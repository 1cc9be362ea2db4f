"""«Report illegal content»: the form below every comment, and the receipt of a report."""

from collections.abc import Mapping

from flask import Response, request, url_for

from comments_service.actions import report as reporting
from comments_service.actions.tokens import Purpose
from comments_service.contract.reasons import REPORTABLE
from comments_service.domain.errors import NewsroomError, UnknownComment, UnknownThread
from comments_service.storage import comments, reports
from comments_service.storage.reports import Report
from comments_service.web.comment_form import quoted
from comments_service.web.context import now, service, web
from comments_service.web.errors import Answer, describe
from comments_service.web.fields import read_fields
from comments_service.web.pages import own, page_lang, render, speak
from comments_service.web.reader.frame import bp, page


@bp.get("/report/<comment_id>")
def report(comment_id: str) -> Response:
    try:
        return _form(comment_id)
    except UnknownComment:
        return _gone(comment_id, {})


@bp.post("/report/<comment_id>")
def send_report(comment_id: str) -> Response:
    """Take in the report; sent twice, it is the same."""
    fields = read_fields(reporting.FIELDS)
    _speak_of(comment_id)
    try:
        filed = reporting.report(service(), comment_id, fields, page_lang(), now())
    except UnknownComment:
        return _gone(comment_id, fields)
    except NewsroomError as error:
        return _form(comment_id, fields, describe(error))
    web().on_change()
    token = service().tokens.sign(Purpose.REPORT, [filed.id], now())
    return own(url_for("reader.reported", token=token))


@bp.get("/reported/<token>")
def reported(token: str) -> Response:
    """The receipt: what has become of a report."""
    found = report_of(token)
    try:
        thread = service().threads.get(found.thread)
    except UnknownThread:
        thread = None
    return render(
        "reported.html",
        token=token,
        done=request.args.get("done", "") == "erased",
        report=found,
        reason=REPORTABLE.get(found.code),
        thread=thread,
        hours=service().config.comments.expected_hours,
    )


def report_of(token: str) -> Report:
    """The report of a receipt; the answer speaks its language. Raises UnknownComment."""
    report_id, *_ = *service().tokens.read(Purpose.REPORT, token, now()), ""
    found = reports.get(service().db, report_id)
    speak(found.lang)
    return found


def _form(
    comment_id: str, values: Mapping[str, str] | None = None, answer: Answer | None = None
) -> Response:
    comment = reporting.reported(service(), comment_id)
    speak(comment.lang)
    return page(
        "report.html",
        values,
        answer,
        comment=quoted(comment),
        thread=service().threads.get(comment.thread),
        reasons=REPORTABLE.values(),
    )


def _gone(comment_id: str, values: Mapping[str, str]) -> Response:
    """Nobody sees the comment any more; what was typed is given back."""
    _speak_of(comment_id)
    kept = values.get("explanation", "")
    return render("report_gone.html", 404, kept=kept)


def _speak_of(comment_id: str) -> None:
    try:
        speak(comments.get(service().db, comment_id).lang)
    except UnknownComment:
        return
