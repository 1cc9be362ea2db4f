"""The moderators' pages as their navigation lists them, with what waits in each."""

from dataclasses import dataclass

from flask import current_app, url_for

from comments_service.storage import inboxes
from comments_service.storage.moderators import Moderator
from comments_service.web.context import service


@dataclass(frozen=True)
class Place:
    section: str
    """What a page calls itself by `section`."""
    name: str
    """msgid"""
    url: str
    waiting: int | None = None
    """How much waits there; None: nothing is counted."""


def places(moderator: Moderator) -> list[Place]:
    """In the order in which they stand."""
    waiting = inboxes.waiting(service().db)
    listed = [
        ("queue", "Queue", "queue", waiting.queue),
        ("appeals", "Appeals", "appeals", waiting.appeals),
        ("reports", "Reports", "reports", waiting.reports),
        ("slips", "Errors found", "slips", waiting.slips),
        ("decisions", "My decisions", "decisions", None),
        ("filter", "Spam filter", "spam_filter", None),
        ("log", "Log", "log", None),
        *([("people", "People", "people", None)] * moderator.administers),
        ("switches", "Switches", "switches", None),
        ("settings", "Settings", "settings", None),
    ]
    found = [
        Place(section, name, url_for(f"moderation.{endpoint}"), count)
        for section, name, endpoint, count in listed
        if f"moderation.{endpoint}" in current_app.view_functions
    ]
    found.insert(4, Place("search", "Search", url_for("moderation.queue", tab="all")))
    return found
