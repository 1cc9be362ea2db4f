"""What went wrong, as HTTP. The one place where errors become statuses and words."""

import logging
import sqlite3
import traceback
from dataclasses import dataclass, field
from types import TracebackType

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from comments_service.contract.catalogues import Translator
from comments_service.domain import errors
from comments_service.web.context import web
from comments_service.web.fields import Unreadable, typed
from comments_service.web.pages import render, translator, wants_json

logger = logging.getLogger(__name__)

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

BUSY_RETRY_SECONDS = 30

# Fields of many words, which nobody wants to type twice.
_KEPT = ("body", "explanation", "answer", "correction")

# Status and message (a msgid) by kind of error; the first that fits counts.
_ERRORS: tuple[tuple[type[Exception], int, str], ...] = (
    (errors.UnknownThread, 404, "There is no post with this address that takes comments."),
    (errors.UnknownComment, 404, "There is nothing here. Perhaps the address is incomplete."),
    (errors.AllClosed, 409, "We take no comments at the moment. Come back later."),
    (errors.ThreadClosed, 409, "Comments on this post are closed."),
    (errors.TooLong, 413, "There is a problem"),
    (errors.Invalid, 422, "There is a problem"),
    (errors.SecondPersonNeeded, 409, "This needs a second person."),
    (errors.AppealOpen, 409,
     "The author has appealed, and you took part in the decision. Somebody else has to decide the "
     "appeal; that publishes the comment, or leaves it as it is."),
    (errors.AppealReversed, 409,
     "Somebody else has granted the author’s appeal against your decision. Leave it to others "
     "whether the comment stays."),
    (errors.AnotherPersonNeeded, 409,
     "Whoever decided about a comment does not decide about the appeal. Leave it to somebody "
     "else."),
    (errors.AdministratorNeeded, 403,
     "Only administrators may do this. Ask one of them, or whoever runs the newsroom."),
    (errors.UnknownPerson, 404, "There is nothing here. Perhaps the address is incomplete."),
    (errors.MoveRefused, 409, "This was decided already."),
    (errors.LinkExpired, 410, "This link was used already, or it is too old. Ask for a new one."),
    (errors.Busy, 503, "We could not save anything just now. Try again in a moment."),
    # A read that met a locked database or a failing disk.
    (sqlite3.OperationalError, 503,
     "We could not save anything just now. Try again in a moment."),
)  # fmt: skip

# Where the status alone would say the wrong thing.
_TITLES: dict[type[Exception], str] = {
    errors.AdministratorNeeded: "For administrators only",
    errors.AppealOpen: "Somebody else decides this",
    errors.AppealReversed: "Somebody else decides this",
    errors.AnotherPersonNeeded: "Somebody else decides this",
}

_STATUSES = {
    400: "The request cannot be understood.",
    401: "You are not signed in, or your session has ended.",
    403: "This form is out of date. Go back, reload the page and send it again.",
    404: "There is nothing here. Perhaps the address is incomplete.",
    405: "This address does not take such requests.",
    413: "That was more than fits into a comment. Go back and shorten it.",
    429: "That was too much at once. Try again a little later.",
}
_FAULT = "Something went wrong on our side. We have noted it."


@dataclass(frozen=True)
class Answer:
    """An error as HTTP: `message` and what `fields` holds are msgids."""

    status: int
    message: str
    fields: dict[str, str] = field(default_factory=dict)
    retry_after: int | None = None
    values: dict[str, object] = field(default_factory=dict)
    """What the message names."""
    title: str = ""
    """A msgid; "" where the status has one."""

    def text(self, t: Translator) -> str:
        return t(self.message, **self.values)


def describe(error: Exception) -> Answer:
    """Status and words for an error that a person can be told about."""
    if isinstance(error, Unreadable):
        return Answer(error.status, error.message)
    fields = error.errors if isinstance(error, errors.Invalid) else {}
    for kind, status, message in _ERRORS:
        if isinstance(error, kind):
            retry = BUSY_RETRY_SECONDS if status == 503 else None
            return Answer(status, message, fields, retry, title=_TITLES.get(kind, ""))
    raise error


def respond(answer: Answer) -> Response:
    """The answer as JSON or as a page that gives back what was typed."""
    t = translator()
    if wants_json():
        body: dict[str, object] = {"message": answer.text(t)}
        if answer.fields:
            body["errors"] = {name: t(message) for name, message in answer.fields.items()}
        response = jsonify(body)
        response.status_code = answer.status
    else:
        kept = typed(*_KEPT) if request.method == "POST" else {}
        response = render("error.html", answer.status, answer=answer, kept=kept)
    if answer.retry_after:
        response.headers["Retry-After"] = str(answer.retry_after)
    return response


def on_known(error: Exception) -> Response:
    if isinstance(error, (errors.Busy, sqlite3.Error)):
        # SQLite's messages name what is locked or missing, never a value.
        logger.warning("%s: %s at %s", type(error).__name__, error, request.endpoint)
    return respond(describe(error))


def on_http(error: HTTPException) -> Response:
    if isinstance(error.response, Response):
        return error.response
    status = error.code or 500
    if status >= 500:
        return _fault_page()
    response = respond(Answer(status, _STATUSES.get(status, _STATUSES[400])))
    if status == 405:
        response.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    return response


def on_fault(error: Exception) -> Response:
    """A fault of ours."""
    log_fault((type(error), error, error.__traceback__))
    return _fault_page()


def log_fault(exc_info: ExcInfo) -> None:
    """Where it happened, but no value that a reader has sent: paths hold tokens, and messages may
    quote texts."""
    kind, error, trace = exc_info
    if web().trial:
        logger.error("%s failed", request.endpoint, exc_info=error)
        return
    where = "".join(traceback.format_tb(trace))
    logger.error("%s failed: %s\n%s", request.endpoint, kind.__name__ if kind else "?", where)


def _fault_page() -> Response:
    try:
        return respond(Answer(500, _FAULT))
    except Exception:  # noqa: BLE001 - where even this page fails, the server would log the path
        return Response(f"{_FAULT}\n", 500, mimetype="text/plain")


def handle_errors(app: Flask) -> None:
    app.register_error_handler(errors.NewsroomError, on_known)
    app.register_error_handler(sqlite3.OperationalError, on_known)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_fault)
    # Where even an error page fails, Flask itself would log the path.
    app.log_exception = log_fault  # type: ignore[method-assign]
