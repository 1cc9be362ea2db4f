"""How often one sender may write or try to sign in. Nobody is locked out for long."""

import time
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, g, request
from flask_limiter import Limiter, RequestLimit
from limits import parse_many

from comments_service.domain.errors import NewsroomError
from comments_service.web import limit_memory, public
from comments_service.web.context import now, service
from comments_service.web.errors import Answer, describe, respond
from comments_service.web.pages import wants_json

# Guessing a password of 15 characters at this pace is hopeless; whoever mistypes is not held up.
SIGN_INS = "10 per minute"
# What no person does with forms, even with faulty ones.
POSTS_A_MINUTE = 60
# Each form that somebody begins to fill in asks once; a whole office may share an address.
FORMS = "120 per minute"

_TOO_FAST = "That was too much at once. Try again in about %(minutes)s min."
_TOO_FAST_KEPT = (
    "That was too much at once (limit: %(count)s in %(span)s min.). "
    "Your text is kept below; try again in about %(minutes)s min."
)


def limit(app: Flask, rate_of_comments: str) -> None:
    """Put a loose limit on everything that is sent, and tighter ones on comments and sign-ins.

    Only comments that were taken use up a reader's allowance: who forgets a field, or meets a
    full disk, sends again at once. What several threads take at the same moment may exceed it by
    their number. Each application counts for itself, in memory; a sender is a hash, never an
    address.
    """
    limiter = Limiter(
        _sender,
        app=app,
        storage_uri=f"{limit_memory.SCHEME}://",
        strategy="moving-window",
        application_limits=[_posts(rate_of_comments)],
        application_limits_exempt_when=lambda: request.method != "POST",
        on_breach=_refuse,
    )
    for endpoint, rate, counts in (
        ("public.submit", rate_of_comments, _was_taken),
        ("receipts.change", rate_of_comments, _was_taken),
        ("receipts.object_to", rate_of_comments, _was_taken),
        ("receipts.ask_again", rate_of_comments, _was_taken),
        ("reader.send_report", rate_of_comments, _was_taken),
        ("reader.send_error", rate_of_comments, _was_taken),
        ("reader.send", rate_of_comments, _was_taken),
        ("form_tokens.show", FORMS, None),
        ("moderation.enter", SIGN_INS, None),
        ("moderation.accept", SIGN_INS, None),
        ("moderation.change_password", SIGN_INS, None),
    ):
        limited = limiter.limit(rate, deduct_when=counts)
        view: Callable[..., Any] = app.view_functions[endpoint]
        app.view_functions[endpoint] = limited(view)


def _posts(rate_of_comments: str) -> str:
    """The loose limit: never less than twice what the configured one lets through in a minute."""
    comments = min(
        rate.amount * max(1, 60 // rate.get_expiry()) for rate in parse_many(rate_of_comments)
    )
    return f"{max(POSTS_A_MINUTE, 2 * comments)} per minute"


def _was_taken(response: Response) -> bool:
    return response.status_code in (202, 303)


def _sender() -> str:
    if "sender" not in g:
        g.sender = service().sender(request.remote_addr or "", now())
    sender: str = g.sender
    return sender


def _refuse(breached: RequestLimit) -> Response:
    seconds = max(1, int(breached.reset_at - time.time()))
    values: dict[str, object] = {
        "minutes": _minutes(seconds),
        "count": breached.limit.amount,
        "span": _minutes(breached.limit.get_expiry()),
    }
    comment = request.endpoint in ("public.submit", "public.preview")
    words = _TOO_FAST_KEPT if comment and not wants_json() else _TOO_FAST
    answer = Answer(429, words, retry_after=seconds, values=values)
    return _comment_refused(answer) if comment else respond(answer)


def _minutes(seconds: int) -> int:
    """Begun minutes count whole."""
    return -(-seconds // 60)


def _comment_refused(answer: Answer) -> Response:
    try:
        return public.too_fast(answer)
    except NewsroomError as error:
        return respond(describe(error))
