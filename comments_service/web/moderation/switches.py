"""The crisis switch, for administrators, and single threads, for all moderators."""

from flask import Response, abort, g

from comments_service.actions import switches as actions
from comments_service.contract.switches import CLOSED, HOLD
from comments_service.domain.errors import Invalid
from comments_service.web.context import now, service, web
from comments_service.web.moderation.guard import administrators, bp, session
from comments_service.web.moderation.office_words import CRISES, SWITCHES_DONE
from comments_service.web.moderation.pages import done_words, show, texts
from comments_service.web.pages import see_other


@bp.get("/switches")
def switches() -> Response:
    return _page()


@bp.post("/switches")
@administrators
def switch_crisis() -> Response:
    crisis = {"off": "", "hold": HOLD, "close": CLOSED}.get(g.fields.get("crisis", ""), "?")
    why, me = g.fields.get("why", ""), session().moderator
    try:
        actions.switch_crisis(service(), crisis, me, now(), why)
    except Invalid as invalid:
        return _page(texts(invalid.errors), 422)
    web().on_change()
    return see_other("moderation.switches", done="crisis")


@bp.get("/threads/<thread_id>")
def thread(thread_id: str) -> Response:
    found = service().threads.get(thread_id)
    closed = service().switches().closed.get(thread_id)
    return show(
        "thread.html",
        thread=found,
        closed=closed,
        over=found.closed(now()),
        crisis=service().switches().crisis,
        crises=CRISES,
        done=done_words(SWITCHES_DONE),
    )


@bp.post("/threads/<thread_id>")
def switch_thread(thread_id: str) -> Response:
    """`verb` says close or reopen."""
    verb, why, me = g.fields.get("verb", ""), g.fields.get("why", ""), session().moderator
    if verb == "close":
        actions.close_thread(service(), thread_id, me, now(), why)
    elif verb == "reopen":
        actions.reopen_thread(service(), thread_id, me, now(), why)
    else:
        abort(400)
    web().on_change()
    return see_other("moderation.thread", thread_id=thread_id, done=verb)


def _page(errors: dict[str, str] | None = None, status: int = 200) -> Response:
    current, threads = service().switches(), service().threads.all()
    closed = sorted(current.closed.items(), key=lambda row: row[1], reverse=True)
    return show(
        "switches.html",
        status,
        current=current,
        crises=CRISES,
        closed=[(threads.get(thread_id), thread_id, at) for thread_id, at in closed],
        values=g.get("fields", {}),
        errors=errors or {},
        done=done_words(SWITCHES_DONE),
    )
