"""How often one sender may write or try to sign in. Nobody is locked out for long."""

import time
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter, RequestLimit

from comments_service.domain.errors import NewsroomError
from comments_service.web import public
from comments_service.web.context import now, service
from comments_service.web.errors import Answer, describe, respond

# Guessing a password of 15 characters at this pace is hopeless; whoever mistypes is not held up.
SIGN_INS = "10 per minute"

_TOO_FAST = "That was too much at once. Try again in about %(minutes)s min."


def limit(app: Flask, rate_of_comments: str) -> None:
    """Put the limits on the routes that have one. Every request counts, whatever comes of it.

    Each application counts for itself, in memory; a sender is a hash, never an address.
    """
    limiter = Limiter(_sender, app=app, storage_uri="memory://", strategy="moving-window")
    for endpoint, rate, answer in (
        ("public.submit", rate_of_comments, _comment_refused),
        ("moderation.enter", SIGN_INS, respond),
        ("moderation.accept", SIGN_INS, respond),
    ):
        limited = limiter.limit(rate, on_breach=_breach(answer))
        view: Callable[..., Any] = app.view_functions[endpoint]
        app.view_functions[endpoint] = limited(view)


def _sender() -> str:
    return service().sender(request.remote_addr or "", now())


def _breach(answer: Callable[[Answer], Response]) -> Callable[[RequestLimit], Response]:
    def refuse(breached: RequestLimit) -> Response:
        seconds = max(1, int(breached.reset_at - time.time()))
        minutes = -(-seconds // 60)
        return answer(Answer(429, _TOO_FAST, retry_after=seconds, values={"minutes": minutes}))

    return refuse


def _comment_refused(answer: Answer) -> Response:
    try:
        return public.too_fast(answer)
    except NewsroomError as error:
        return respond(describe(error))
