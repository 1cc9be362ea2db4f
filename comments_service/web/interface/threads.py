"""Operations on a thread: sending a comment, looking at it first, and the files that it becomes."""

from comments_service.contract.config import Config
from comments_service.web.interface.parts import (
    ATOM,
    HTML,
    JSON,
    Json,
    body,
    either,
    faults,
    file,
    in_path,
    operation,
    page,
    ref,
    see,
)
from comments_service.web.interface.requests import ID, submission

_THREAD = in_path("thread_id", "The post's permanent id.", ID)
_COMMENT = in_path("comment_id", "A published comment of this thread.", ID)
_WRITES = "comments"
_READS = "files"
_FEED = {"type": "string", "description": "RFC 4287."}


def paths(config: Config) -> dict[str, Json]:
    sends = body(submission(config, as_json=False), {JSON: submission(config, as_json=True)})
    refused = faults(400, 404, 409, 413, 415, 422, 429, 503)
    return {
        "/comments/{thread_id}": {
            "parameters": [_THREAD],
            "get": operation(
                "commentForm", _WRITES, "The comment form alone",
                {"200": page("The form."), **faults(404, 503)},
            ),
            "post": operation(
                "sendComment", _WRITES, "Send a comment",
                {
                    "202": {
                        "description": "Taken. The same answer whatever becomes of it.",
                        "content": {JSON: {"schema": ref("Taken")}},
                    },
                    "303": see("Taken: the receipt, where the request prefers a page."),
                    **refused,
                    **faults(405),
                },
                description="The same comment sent twice within a few minutes is taken once.",
                sends=sends,
            ),
        },
        "/comments/{thread_id}/preview": {
            "parameters": [_THREAD],
            "get": operation(
                "previewForm", _WRITES, "The comment form alone, for who reloads a preview",
                {"200": page("The form."), **faults(404, 503)},
            ),
            "post": operation(
                "previewComment", _WRITES, "See a comment as it would look; nothing is stored",
                {"200": either("The comment's HTML.", "Preview"), **refused},
                sends=sends,
            ),
        },
        "/comments/{thread_id}/token": {
            "parameters": [_THREAD],
            "get": operation(
                "openForm", _WRITES, "What a form fetches when a reader begins to write",
                {
                    "200": file("Never kept by caches.", JSON, ref("Opening")),
                    **faults(404, 409, 429, 503),
                },
                description="Programs may do without. With `challenge`, comments that come "
                "without its solution wait for a person.",
            ),
        },
        "/comments/{thread_id}/reply/{comment_id}": {
            "parameters": [_THREAD, _COMMENT],
            "get": operation(
                "replyForm", _WRITES, "The comment form below the comment that it answers",
                {"200": page("The form."), **faults(404, 503)},
            ),
        },
    }  # fmt: skip


def files() -> dict[str, Json]:
    """What the web server sends, even while the service is down."""
    thread = {"parameters": [_THREAD]}
    return {
        "/comments/{thread_id}/thread.json": {
            **thread,
            "get": _read("thread", "The published comments of a thread", JSON, ref("Thread")),
        },
        "/comments/{thread_id}/feed.atom": {
            **thread,
            "get": _read("threadFeed", "The published comments of a thread as a feed", ATOM, _FEED),
        },
        "/comments/feed.atom": {
            "get": _read("siteFeed", "The newest comments of all threads", ATOM, _FEED)
        },
        "/comments/official.atom": {
            "get": _read("officialFeed", "The newest official answers", ATOM, _FEED)
        },
        "/comments/moderation.json": {
            "get": _read("figures", "How comments were decided on, by month", JSON, ref("Figures"))
        },
        "/comments/openapi.json": {
            "get": operation(
                "interface", _READS, "This document",
                {"200": file("OpenAPI 3.1.", JSON, {"type": "object", "required": ["openapi"]})},
            )
        },
    }  # fmt: skip


def _read(name: str, summary: str, kind: str, schema: Json) -> Json:
    return operation(
        name, _READS, summary,
        {
            "200": file("With ETag and Last-Modified.", kind, schema),
            "304": {"description": "Not changed since."},
            "404": file("There is no such file, so far.", HTML, {"type": "string"}),
        },
    )  # fmt: skip
