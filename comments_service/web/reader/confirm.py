"""Confirming an address: GET shows what it was given with, POST confirms."""

from flask import Response, url_for

from comments_service.actions import confirm as confirming
from comments_service.actions.confirm import Asked
from comments_service.actions.links import COMMENT
from comments_service.actions.links import REPORT as REPORTED
from comments_service.actions.tokens import Purpose
from comments_service.web.context import now, service, web
from comments_service.web.pages import render, speak
from comments_service.web.reader.frame import bp


@bp.get("/confirm/<token>")
def confirm(token: str) -> Response:
    asked = confirming.asked(service(), token, now())
    speak(asked.item.lang)
    return render("confirm.html", token=token, asked=asked, receipt_url=_receipt(asked))


@bp.post("/confirm/<token>")
def do_confirm(token: str) -> Response:
    """Confirm; the second time says the same."""
    asked = confirming.confirm(service(), token, now())
    speak(asked.item.lang)
    web().on_change()
    return render("confirm.html", token=token, asked=asked, receipt_url=_receipt(asked))


def _receipt(asked: Asked) -> str:
    """Where its sender sees what has become of it."""
    tokens, item = service().tokens, asked.item.id
    if asked.what == COMMENT:
        return url_for("receipts.show", token=tokens.receipt(item))
    if asked.what == REPORTED:
        return url_for("reader.reported", token=tokens.sign(Purpose.REPORT, [item], now()))
    return url_for("reader.slip", token=tokens.sign(Purpose.SLIP, [item], now()))
