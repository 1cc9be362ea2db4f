"""What all moderators' pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import Response, g, request

from comments_service.web.moderation.cookie import ENTRY
from comments_service.web.moderation.entry import entry_token
from comments_service.web.moderation.guard import csrf
from comments_service.web.moderation.navigation import places
from comments_service.web.moderation.words import RULE_NAMES
from comments_service.web.pages import render, translator

PER_PAGE = 25
Listed = TypeVar("Listed")
# SQLite counts in 64 bits; nobody turns that many pages.
_LAST_PAGE = 1_000_000

OUT_OF_DATE = (
    "This form was out of date, or your browser refuses cookies. Enter your password again."
)


def show(template: str, status: int = 200, **context: Any) -> Response:
    """A moderators' page: who is signed in, and the CSRF token for its forms."""
    moderator = g.session.moderator if g.session else None
    common: dict[str, Any] = {
        "moderator": moderator,
        "csrf": csrf(),
        "places": places(moderator) if moderator else [],
        "rule_names": RULE_NAMES,
    }
    return render(f"moderation/{template}", status, **{**common, **context})


@dataclass(frozen=True)
class Page(Generic[Listed]):
    """What is shown of a list."""

    number: int
    listed: list[Listed]
    more: bool
    """Whether there is a next page."""


def page_of(find: Callable[[int, int], list[Listed]]) -> Page[Listed]:
    """The page that is asked for, the first one where that is no number.

    `find` reads so many (`limit`) from some place on (`offset`).
    """
    number = min(max(1, request.args.get("page", 1, type=int)), _LAST_PAGE)
    # One more than is shown tells whether there is a next page.
    found = find(PER_PAGE + 1, (number - 1) * PER_PAGE)
    return Page(number, found[:PER_PAGE], len(found) > PER_PAGE)


def done_words(words: Mapping[str, str]) -> str | None:
    """What a page says about what was just done. Addresses carry the code, never a text."""
    return words.get(request.args.get("done", ""))


def show_entry(template: str, status: int = 200, **context: Any) -> Response:
    """A page for who is not signed in yet: its form carries the browser's entry token."""
    token = entry_token()
    return ENTRY.set(show(template, status, entry=token, **context), token)


def texts(errors: dict[str, str]) -> dict[str, str]:
    """Errors by field in the moderator's language."""
    t = translator()
    return {name: t(message) for name, message in errors.items()}
