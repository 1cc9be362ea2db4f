"""What the readers' forms share: how faults are told, and how a page comes back."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from comments_service.web.errors import Answer, respond
from comments_service.web.pages import render, translator, wants_json

bp = Blueprint("reader", __name__)


def page(
    template: str,
    values: Mapping[str, str] | None = None,
    answer: Answer | None = None,
    **context: Any,
) -> Response:
    """A page with a form: what was typed, and what is wrong with it. JSON for scripts."""
    if answer and wants_json():
        return respond(answer)
    response = render(
        template,
        answer.status if answer else 200,
        form={"values": values or {}, "errors": texts(answer)},
        **context,
    )
    if answer and answer.retry_after:
        response.headers["Retry-After"] = str(answer.retry_after)
    return response


def texts(answer: Answer | None) -> dict[str, str]:
    """Faults by field in the reader's language; what belongs to no field stands under ""."""
    if answer is None:
        return {}
    t = translator()
    errors = {name: t(message) for name, message in answer.fields.items()}
    return errors or {"": answer.text(t)}
