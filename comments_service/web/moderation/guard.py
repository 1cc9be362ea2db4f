"""Who may see the moderators' pages: nobody but a signed-in moderator, unless a page says so.

OWASP ASVS 5.0: 8.3.1 (deny by default), 3.5.1 (CSRF tokens), 3.5.3 (no GET that changes
anything).
"""

import re
from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, request, url_for
from werkzeug.exceptions import Forbidden

from comments_service.actions.mail_decision import form_fits
from comments_service.actions.sign_in import current_session
from comments_service.domain.errors import AdministratorNeeded
from comments_service.domain.keys import USUAL
from comments_service.storage.moderators import Session
from comments_service.web.context import now, service
from comments_service.web.errors import Answer, respond
from comments_service.web.fields import read_fields
from comments_service.web.moderation.cookie import SESSION
from comments_service.web.moderation.entry import is_entry_token
from comments_service.web.pages import own, reader_lang, speak

bp = Blueprint("moderation", __name__)

# What can be reached without a session; everything else cannot.
PUBLIC = frozenset(
    {
        *("moderation.sign_in", "moderation.enter", "moderation.join", "moderation.accept"),
        *("moderation.by_mail", "moderation.decide_by_mail"),
    }
)
# A signed link in a mail stands for a session; its form carries a token made for that link.
_BY_LINK = "moderation.decide_by_mail"

FIELDS = frozenset(
    {
        *("csrf", "verb", "seen", "revision", "later", "back", "next", "batch"),
        *("tab", "page"),
        *("reason", "ground", "provision", "explanation", "body"),
        *("name", "function", "password"),
        *("note", "question", "asked", "reply", "preview"),
        *("role", "email", "mailbox", "old", "lang", "wants-mail", "keys"),
        *(f"key-{action}" for action in USUAL),
        *("outcome", "answer", "correction", "crisis", "why"),
        *("rule", "confirm"),
    }
)

# The boxes of the comments in a bulk decision.
_PICKS = re.compile(r"pick-[0-9a-f-]{36}")
_WITH_PICKS = frozenset({"moderation.bulk"})

# How the forms of PUBLIC are shown again, by endpoint.
_AGAIN: dict[str, Callable[..., Response]] = {}


@bp.before_request
def admit() -> Response | None:
    """Let a request through, or answer it. Form fields are in `g.fields` afterwards."""
    speak(reader_lang())
    g.session = _session()
    changes = request.method not in ("GET", "HEAD")
    if changes:
        _refuse_other_sites()
        also = _PICKS if request.endpoint in _WITH_PICKS else None
        g.fields = read_fields(FIELDS, also=also)
    if request.endpoint in PUBLIC:
        return _out_of_date() if changes and not _belongs() else None
    if g.session is None:
        return respond(Answer(401, _ENDED)) if changes else own(_sign_in_first())
    if changes and not compare_digest(_sent_token().encode(), csrf().encode()):
        raise Forbidden
    return None


def administrators(view: Callable[..., Response]) -> Callable[..., Response]:
    """A page or form for administrators alone. Raises AdministratorNeeded for moderators."""

    @wraps(view)
    def only(**values: Any) -> Response:
        if not session().moderator.administers:
            raise AdministratorNeeded
        return view(**values)

    return only


def session() -> Session:
    """The session of a request that was let through."""
    return cast(Session, g.session)


def csrf() -> str:
    """The token that this session's forms carry; "" before signing in."""
    return session().csrf if g.session else ""


def when_out_of_date(
    endpoint: str,
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """What answers a form of PUBLIC whose token is missing or wrong: the form, with a fresh one."""

    def register(view: Callable[..., Response]) -> Callable[..., Response]:
        _AGAIN[endpoint] = view
        return view

    return register


_ENDED = "You are not signed in, or your session has ended."


def _session() -> Session | None:
    token = SESSION.value()
    return current_session(service(), token, now()) if token else None


def _belongs() -> bool:
    """Whether a form of PUBLIC was made for this browser, or for this link."""
    if request.endpoint == _BY_LINK:
        token = str((request.view_args or {})["token"])
        return form_fits(service(), token, _sent_token(), now())
    return is_entry_token(_sent_token())


def _sent_token() -> str:
    token: str = g.fields.get("csrf", "")
    return token


def _out_of_date() -> Response:
    show_again = _AGAIN.get(request.endpoint or "")
    if show_again is None:
        raise Forbidden
    return show_again(**(request.view_args or {}))


def _refuse_other_sites() -> None:
    """Forms of other sites are refused before anybody looks at what they hold.

    An Origin of «null» says nothing: with `Referrer-Policy: no-referrer` browsers send it for
    our own forms too (Fetch Standard, «append a request `Origin` header»).
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden
    origin = request.headers.get("Origin", "null")
    if origin != "null" and not _is_ours(origin):
        raise Forbidden


def _is_ours(origin: str) -> bool:
    """The host alone counts: behind a proxy the scheme of a request is not known."""
    try:
        host = urlsplit(origin).netloc.lower()
    except ValueError:
        return False
    configured = urlsplit(service().config.newsroom.url).netloc
    return host in (request.host.lower(), configured.lower())


def _sign_in_first() -> str:
    # An address with a token is a secret, which would stand in histories and logs as a query.
    if "token" in (request.view_args or {}):
        return url_for("moderation.sign_in", done="link")
    # The queue is where one lands anyway.
    if request.endpoint == "moderation.queue" and not request.query_string:
        return url_for("moderation.sign_in")
    return url_for("moderation.sign_in", next=request.full_path.rstrip("?"))
