"""Accepting an invitation: a one-time link, then a password. Opening the link uses nothing up."""

from flask import Response, g, request

from comments_service.actions import sign_in as actions
from comments_service.domain.errors import Invalid
from comments_service.web.context import now, service
from comments_service.web.moderation.cookie import ENTRY, SESSION
from comments_service.web.moderation.guard import bp, when_out_of_date
from comments_service.web.moderation.pages import OUT_OF_DATE, show_entry, texts
from comments_service.web.pages import see_other


@bp.get("/join/<token>")
def join(token: str) -> Response:
    return _page(token, {"mailbox": request.args.get("mailbox", "")})


@bp.post("/join/<token>")
def accept(token: str) -> Response:
    """Set a password, and sign in; administrators may change their name and function."""
    typed = _typed()
    password = g.fields.get("password", "")
    try:
        started = actions.accept(service(), token, password=password, now=now(), **typed)
    except Invalid as invalid:
        return _page(token, typed, texts(invalid.errors), 422)
    answer = see_other("moderation.queue", done="joined")
    return ENTRY.end(SESSION.set(answer, started.token))


@when_out_of_date("moderation.accept")
def accept_again(token: str) -> Response:
    return _page(token, _typed(), texts({"password": OUT_OF_DATE}), 403)


def _typed() -> dict[str, str]:
    return {name: g.fields.get(name, "") for name in ("name", "function", "mailbox")}


def _page(
    token: str, values: dict[str, str], errors: dict[str, str] | None = None, status: int = 200
) -> Response:
    moderator = actions.invited(service(), token, now())
    own = {"name": moderator.name, "function": moderator.function}
    return show_entry(
        "join.html", status, token=token, invited=moderator, values={**own, **values},
        errors=errors or {},
        shortest=actions.MIN_PASSWORD, longest=actions.MAX_PASSWORD,
    )  # fmt: skip
