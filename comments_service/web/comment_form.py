"""The comment form on a page of its own: for replies, and whenever a form comes back."""

from collections.abc import Mapping

from flask import Response, request

from comments_service.actions.form_tokens import token_again, token_of_empty
from comments_service.actions.submit import check_parent
from comments_service.contract.thread_page import Policy, thread_facts
from comments_service.contract.threads import Thread
from comments_service.domain.comment import Comment
from comments_service.domain.errors import Invalid
from comments_service.publish.comment_html import html_of
from comments_service.web.context import now, service
from comments_service.web.errors import Answer, respond
from comments_service.web.pages import render, translator, wants_json


def form_page(
    thread: Thread, values: Mapping[str, str], answer: Answer | None = None, preview: str = ""
) -> Response:
    """The form with `values`, or why there is none; `answer` says what was wrong with them.

    `preview` is the comment as HTML that can be trusted.
    """
    t = translator()
    facts = thread_facts(thread, now(), service().switches())
    errors: dict[str, str] = {}
    if answer:
        # Faults that belong to no field stand in the summary alone.
        errors = {name: t(message) for name, message in answer.fields.items()}
        errors = errors or {"": answer.text(t)}
    if "parent" in errors:
        # What was answered is gone; sent again, the comment stands for itself.
        values = {**values, "parent": ""}
    values = {**values, "token": _token(thread, values.get("token", ""))}
    response = render(
        "comment.html",
        answer.status if answer else 200,
        thread=facts,
        policy=_policy(thread),
        parent=_parent(thread, values.get("parent", "")),
        form={"values": values, "errors": errors, "preview": preview},
        failed=bool(errors),
    )
    if answer and answer.retry_after:
        response.headers["Retry-After"] = str(answer.retry_after)
    return response


def form_again(thread: Thread, values: Mapping[str, str], answer: Answer) -> Response:
    """The same for a form that was sent: everything typed is kept. JSON for scripts."""
    return respond(answer) if wants_json() else form_page(thread, values, answer)


def quoted(comment: Comment) -> dict[str, object]:
    """A comment as context for what answers it."""
    return {
        "id": comment.id,
        "author": comment.author,
        "official": comment.official,
        "at": comment.published_at or comment.created_at,
        "html": html_of(comment),
    }


def _token(thread: Thread, sent: str) -> str:
    """The form's token; one that comes back was opened before."""
    if request.method == "POST":
        return token_again(service(), thread.id, sent, now())
    return token_of_empty(service(), thread.id, now())


def _parent(thread: Thread, comment_id: str) -> dict[str, object] | None:
    if not comment_id:
        return None
    try:
        return quoted(check_parent(service(), thread, comment_id))
    except Invalid:
        return None


def _policy(thread: Thread) -> Policy:
    return service().publisher.policy(thread.lang)
