"""The moderators' pages, one a file. Closed by default: see `guard.py`."""

from comments_service.web.moderation import (
    answer,
    appeals,
    bulk,
    by_mail,
    colleagues,
    comment,
    decide,
    decisions,
    join,
    log,
    people,
    queue,
    reports,
    settings,
    sign_in,
    slips,
    switches,
)
from comments_service.web.moderation.guard import bp

__all__ = [
    "answer",
    "appeals",
    "bp",
    "bulk",
    "by_mail",
    "colleagues",
    "comment",
    "decide",
    "decisions",
    "join",
    "log",
    "people",
    "queue",
    "reports",
    "settings",
    "sign_in",
    "slips",
    "switches",
]
