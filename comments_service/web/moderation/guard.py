"""Who may see the moderators' pages: nobody but a signed-in moderator, unless a page says so.

OWASP ASVS 5.0: 8.3.1 (deny by default), 3.5.1 (CSRF tokens), 3.5.3 (no GET that changes
anything).
"""

from hmac import compare_digest
from typing import cast

from flask import Blueprint, Response, g, request, url_for
from werkzeug.exceptions import Forbidden

from comments_service.actions.sign_in import current_session
from comments_service.storage.moderators import Session
from comments_service.web.context import now, service
from comments_service.web.errors import Answer, respond
from comments_service.web.fields import read_fields
from comments_service.web.moderation.cookie import session_token
from comments_service.web.pages import own, reader_lang, speak

bp = Blueprint("moderation", __name__)

# What can be reached without a session; everything else cannot.
PUBLIC = frozenset(
    {"moderation.sign_in", "moderation.enter", "moderation.join", "moderation.accept"}
)

FIELDS = frozenset(
    {"csrf", "verb", "seen", "tab", "reason", "explanation", "body", "name", "function",
     "password", "next"}
)  # fmt: skip


@bp.before_request
def admit() -> Response | None:
    """Let a request through, or answer it. Form fields are in `g.fields` afterwards."""
    speak(reader_lang())
    g.session = _session()
    changes = request.method not in ("GET", "HEAD")
    if changes:
        _refuse_other_sites()
        g.fields = read_fields(FIELDS)
    if request.endpoint in PUBLIC:
        return None
    if g.session is None:
        return respond(Answer(401, _ENDED)) if changes else own(_sign_in_first())
    if changes and not compare_digest(g.fields.get("csrf", "").encode(), csrf().encode()):
        raise Forbidden
    return None


def session() -> Session:
    """The session of a request that was let through."""
    return cast(Session, g.session)


def csrf() -> str:
    """The token that this session's forms carry; "" before signing in."""
    return session().csrf if g.session else ""


_ENDED = "You are not signed in, or your session has ended."


def _session() -> Session | None:
    token = session_token()
    return current_session(service(), token, now()) if token else None


def _refuse_other_sites() -> None:
    """Forms of other sites are refused even where no session guards a form, as at sign-in.

    The Origin header would say nothing: with `Referrer-Policy: no-referrer` browsers send
    «null» (Fetch Standard, «append a request `Origin` header»).
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden


def _sign_in_first() -> str:
    # The queue is where one lands anyway.
    if request.endpoint == "moderation.queue" and not request.query_string:
        return url_for("moderation.sign_in")
    return url_for("moderation.sign_in", next=request.full_path.rstrip("?"))
