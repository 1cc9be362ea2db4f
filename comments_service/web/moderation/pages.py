"""What all moderators' pages show."""

from typing import Any

from flask import Response, g

from comments_service.web.moderation.guard import csrf
from comments_service.web.pages import render, translator

PER_PAGE = 25


def show(template: str, status: int = 200, **context: Any) -> Response:
    """A moderators' page: who is signed in, and the CSRF token for its forms."""
    moderator = g.session.moderator if g.session else None
    return render(f"moderation/{template}", status, moderator=moderator, csrf=csrf(), **context)


def texts(errors: dict[str, str]) -> dict[str, str]:
    """Errors by field in the moderator's language."""
    t = translator()
    return {name: t(message) for name, message in errors.items()}
