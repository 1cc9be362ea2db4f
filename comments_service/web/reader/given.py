"""A report and an error found, for whoever has their receipt: to take along, and to erase."""

from typing import Any

from flask import Response, request, url_for

from comments_service.actions import export_own, own_data
from comments_service.web.context import now, service, web
from comments_service.web.pages import render, see_other, wants_json
from comments_service.web.reader.download import as_file, as_page
from comments_service.web.reader.frame import bp
from comments_service.web.reader.report import report_of
from comments_service.web.reader.slip import slip_of


@bp.get("/reported/<token>/export")
def report_export(token: str) -> Response:
    data = export_own.one_report(service(), report_of(token), now())
    return _export(data, "report", "reader.reported", token)


@bp.get("/reported/<token>/erase")
def report_erase(token: str) -> Response:
    """Ask before anything is erased."""
    report_of(token)
    return render("given_erase.html", token=token, what="report")


@bp.post("/reported/<token>/erase")
def report_erased(token: str) -> Response:
    """Erase it; sent twice, it is erased once."""
    own_data.erase_report(service(), report_of(token).id, now())
    web().on_change()
    return see_other("reader.reported", token=token, done="erased")


@bp.get("/slip/<token>/export")
def slip_export(token: str) -> Response:
    data = export_own.one_slip(service(), slip_of(token), now())
    return _export(data, "message", "reader.slip", token)


@bp.get("/slip/<token>/erase")
def slip_erase(token: str) -> Response:
    """Ask before anything is erased."""
    slip_of(token)
    return render("given_erase.html", token=token, what="slip")


@bp.post("/slip/<token>/erase")
def slip_erased(token: str) -> Response:
    """Erase it; sent twice, it is erased once."""
    own_data.erase_slip(service(), slip_of(token).id, now())
    web().on_change()
    return see_other("reader.slip", token=token, done="erased")


def _export(data: dict[str, Any], name: str, receipt: str, token: str) -> Response:
    """To read and to print, or for programs."""
    if wants_json() or request.args.get("format") == "json":
        return as_file(data, f"{name}.json")
    return as_page(
        "export.html",
        data,
        json_url=url_for(request.endpoint or "", token=token, format="json"),
        back_url=url_for(receipt, token=token),
    )
