"""Signing in and out."""

import re

from flask import Response, g, request, url_for

from comments_service.actions import sign_in as actions
from comments_service.domain.errors import SignInRefused
from comments_service.web.context import now, service
from comments_service.web.moderation.cookie import ENTRY, SESSION
from comments_service.web.moderation.guard import bp, when_out_of_date
from comments_service.web.moderation.pages import OUT_OF_DATE, show_entry, texts
from comments_service.web.pages import own, see_other

_REFUSED = "Name or password are wrong."
_PATH = re.compile(r"/[A-Za-z0-9/_.-]*(\?[A-Za-z0-9_=&-]*)?")


@bp.get("/sign-in")
def sign_in() -> Response:
    if g.session:
        return see_other("moderation.queue")
    return _page(request.args.get("next", ""))


@bp.post("/sign-in")
def enter() -> Response:
    """Start a new session, and end the one that this browser had (ASVS 5.0, 7.2.4)."""
    name, target = g.fields.get("name", ""), g.fields.get("next", "")
    try:
        started = actions.sign_in(service(), name, g.fields.get("password", ""), now())
    except SignInRefused:
        return _page(target, name, texts({"name": _REFUSED}), 401)
    if g.session:
        actions.sign_out(service(), SESSION.value())
    answer = own(own_path(target) or url_for("moderation.queue"))
    return ENTRY.end(SESSION.set(answer, started.token))


@when_out_of_date("moderation.enter")
def enter_again() -> Response:
    name, target = g.fields.get("name", ""), g.fields.get("next", "")
    return _page(target, name, texts({"password": OUT_OF_DATE}), 403)


@bp.post("/sign-out")
def sign_out() -> Response:
    actions.sign_out(service(), SESSION.value())
    return SESSION.end(see_other("moderation.sign_in", done="signed-out"))


def own_path(target: str) -> str:
    """`target` if it is a page of the moderators, else "": links in mails must lead nowhere
    else (ASVS 5.0, 3.7.2)."""
    pages = url_for("moderation.queue")
    fits = target.startswith(pages) and _PATH.fullmatch(target)
    return target if fits and "//" not in target and ".." not in target else ""


def _page(
    target: str, name: str = "", errors: dict[str, str] | None = None, status: int = 200
) -> Response:
    return show_entry(
        "sign_in.html", status, next=own_path(target), name=name, errors=errors or {},
        done=request.args.get("done", ""),
    )  # fmt: skip
