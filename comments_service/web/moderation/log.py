"""The log of decisions and sign-ins, newest first, and what somebody looks for in it."""

import re
from datetime import date, datetime, time, timedelta
from functools import partial

from flask import Response, request

from comments_service.storage import log as log_storage
from comments_service.storage.log import Wanted
from comments_service.storage.log_check import verify
from comments_service.web.context import service
from comments_service.web.moderation.guard import bp
from comments_service.web.moderation.matter import ALL_REASONS
from comments_service.web.moderation.pages import page_of, show, texts
from comments_service.web.moderation.words import ACTIONS

_FILTERS = ("person", "action", "comment", "since", "until")
_ID = re.compile(r"[0-9a-f-]{1,36}")

_NO_DAY = "Enter a day such as 2026-11-20."
_NO_ID = "Enter a comment's number, or how it begins."


@bp.get("/log")
def log() -> Response:
    asked = {name: request.args.get(name, "").strip() for name in _FILTERS}
    wanted, errors = _read(asked)
    page = page_of(partial(log_storage.find, service().db, wanted))
    return show(
        "log.html",
        entries=page.listed,
        page=page.number,
        more=page.more,
        actions=ACTIONS,
        reasons=ALL_REASONS,
        people=log_storage.actors(service().db),
        asked=asked,
        narrowed={name: value for name, value in asked.items() if value},
        errors=texts(errors),
        checked=verify(service().db) if request.args.get("check") == "yes" else None,
    )


def _read(asked: dict[str, str]) -> tuple[Wanted, dict[str, str]]:
    """What is looked for, and what could not be understood and is left out."""
    errors: dict[str, str] = {}
    moments: dict[str, datetime | None] = {"since": None, "until": None}
    for name in moments:
        try:
            moments[name] = _day(asked[name])
        except ValueError:
            errors[name] = _NO_DAY
    comment = asked["comment"].lower()
    if comment and not _ID.fullmatch(comment):
        errors["comment"], comment = _NO_ID, ""
    until = moments["until"]
    return Wanted(
        asked["person"], asked["action"], comment, moments["since"],
        # The day itself is meant, too.
        until + timedelta(days=1) if until else None,
    ), errors  # fmt: skip


def _day(value: str) -> datetime | None:
    """Midnight of a day in the newsroom's time zone. Raises ValueError."""
    if not value:
        return None
    day = date.fromisoformat(value)
    if not 2000 <= day.year < 3000:
        raise ValueError(value)
    return datetime.combine(day, time(), service().config.newsroom.timezone)
