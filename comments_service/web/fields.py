"""Reading what a form or a script sent. Strict: what is unclear is refused, never guessed.

Werkzeug's own `request.form` replaces bytes that are not UTF-8 and hides doubled fields, so a
comment could be stored that nobody has written.
"""

import json
import re
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import parse_qsl

from flask import request
from werkzeug.exceptions import HTTPException

from comments_service.domain.errors import NewsroomError

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

# What JSON may say with true and false.
_BOXES = frozenset({"consent", "akismet"})

# More than any form of ours has; keeps a parser from counting to a million.
_MAX_FIELDS = 40


class Unreadable(NewsroomError):
    """The body is not what a form of ours sends; `message` is a msgid, `status` is HTTP's."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def read_fields(
    known: Collection[str], *, also: re.Pattern[str] | None = None, json_too: bool = False
) -> dict[str, str]:
    """The fields of the request's body by name. Raises Unreadable.

    `also` is what further names must look like, where a form has a field for each thing in it.

    Raises werkzeug's RequestEntityTooLarge when the body is larger than the application takes.
    """
    kind = request.mimetype
    if kind not in ((FORM, JSON) if json_too else (FORM,)) or _charset() != "utf-8":
        raise Unreadable("This kind of content is not accepted. Use the form.", 415)
    try:
        body = request.get_data(cache=True).decode("utf-8")
        pairs = _from_json(body) if kind == JSON else _from_form(body)
        fields = _once(pairs)
        "".join(fields.values()).encode()
    except UnicodeError:
        raise Unreadable("The text is not valid UTF-8.") from None
    unknown = fields.keys() - set(known)
    if any(also is None or not also.fullmatch(name) for name in unknown):
        raise Unreadable("The form holds a field that is not known here.")
    return fields


def typed(*names: str) -> dict[str, str]:
    """The given fields as far as they can be read, to give a reader's text back."""
    try:
        body = request.get_data(cache=True).decode("utf-8", "replace")
        pairs = list(_from_json(body) if request.mimetype == JSON else _from_form(body))
    except (Unreadable, UnicodeError, HTTPException):
        return {}
    # JSON can escape half a character, which no answer could hold.
    return {
        name: value.encode("utf-8", "replace").decode() for name, value in pairs if name in names
    }


def _charset() -> str:
    return request.mimetype_params.get("charset", "utf-8").lower()


def _from_form(body: str) -> Iterable[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeError:
        raise
    except ValueError:
        raise Unreadable("The form holds too many fields.") from None


def _from_json(body: str) -> Iterable[tuple[str, str]]:
    doubled = Unreadable("The form holds a field twice.")

    def pairs_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise doubled
        return found

    try:
        data = json.loads(body, object_pairs_hook=pairs_of)
    except (ValueError, RecursionError):
        raise Unreadable("The JSON cannot be read.") from None
    if not isinstance(data, dict):
        raise Unreadable("The JSON is not an object of texts.")
    return [(name, _text(name, value)) for name, value in data.items()]


def _text(name: str, value: object) -> str:
    """A JSON value as a form would send it; boxes may be true or false, absent things null."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool) and name in _BOXES:
        return "yes" if value else ""
    raise Unreadable("The JSON is not an object of texts.")


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in pairs:
        if name in fields:
            raise Unreadable("The form holds a field twice.")
        fields[name] = value
    return fields
