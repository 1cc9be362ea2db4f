"""Isso's generic JSON: a list of threads with `id` (an address), `title` and `comments`.

Comments have `id`, `author`, `email`, `created` («2005-02-24 04:03:37», UTC), `text`; `parent` and
`mode` where the program that wrote the file knew them. Ids count within a thread, and may repeat.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from comments_service.contract.faults import Fault, Faults, shown
from comments_service.domain.states import State
from comments_service.importing.found import Found, FoundComment, FoundThread
from comments_service.importing.isso_text import mixed, only_html

MODES = {1: State.PUBLISHED, 2: State.PENDING, 4: State.WITHDRAWN}
# More than SQLite's largest number has.
_MOST_DIGITS = 20
_MEND = "write it as Isso's documentation on generic imports says"


class _Wrong(Exception):
    """A value that does not fit; says where it stands."""


def read_generic(path: Path, advance: Callable[[int], None]) -> Found:
    """Raises Faults with line and column, or with the place in the list, and OSError."""
    name, data = shown(path), path.read_bytes()
    advance(len(data))
    try:
        threads = json.loads(data, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise _fault(name, 0, f"byte {error.start} is no UTF-8") from None
    except RecursionError:
        raise _fault(name, 0, "it is nested too deeply") from None
    except json.JSONDecodeError as error:
        cause = f"broken JSON at column {error.colno}: {error.msg}"
        raise _fault(name, error.lineno, cause) from None
    found = Found("isso")
    try:
        for number, thread in enumerate(_list(threads, "the file"), 1):
            _take(thread, f"thread {number}", found)
    except _Wrong as error:
        raise _fault(name, 0, str(error)) from None
    return found


def _take(thread: Any, where: str, found: Found) -> None:
    if not isinstance(thread, dict):
        raise _Wrong(f"{where} is no object")
    address, title = _text(thread, "id", where), _text(thread, "title", where, "")
    # Isso's own exporters write titles as in an address.
    found.threads.setdefault(address, FoundThread((address,), unquote_plus(title)))
    for number, row in enumerate(_list(thread.get("comments"), f"comments of {where}"), 1):
        place = f"comment {number} of {where}"
        if not isinstance(row, dict):
            raise _Wrong(f"{place} is no object")
        text, email = _text(row, "text", place), _text(row, "email", place, "")
        html = only_html(text)
        found.comments.append(
            FoundComment(
                key=_key(row, "id", place) or str(number),
                thread=address,
                parent=_key(row, "parent", place),
                author=_text(row, "author", place, ""),
                account=email,
                email=email,
                text=text if html else mixed(text),
                html=html,
                at=_moment(_text(row, "created", place), place),
                state=_state(row, place),
            )
        )


class _Endless:
    """A number of so many digits that it is none of Isso's; whoever needs it says where."""


def _whole(digits: str) -> int | _Endless:
    return int(digits) if len(digits) <= _MOST_DIGITS else _Endless()


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Wrong(f"{where} is no list")
    return value


def _text(row: dict[str, Any], field: str, where: str, default: str | None = None) -> str:
    value = row.get(field)
    value = default if value is None else value
    if not isinstance(value, str):
        raise _Wrong(f"{where}: {field} is missing or no text")
    return value


def _key(row: dict[str, Any], field: str, where: str) -> str | None:
    value = row.get(field)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | str)):
        raise _Wrong(f"{where}: {field} is no number")
    return None if value is None else str(value)


def _state(row: dict[str, Any], where: str) -> State:
    mode = row.get("mode", 1)
    if mode not in MODES:
        raise _Wrong(f"{where}: mode is not 1, 2 or 4")
    return MODES[mode]


def _moment(text: str, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _Wrong(f"{where}: created is no date like 2005-02-24 04:03:37: {text!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _fault(name: str, line: int, cause: str) -> Faults:
    return Faults([Fault(name, line, cause, _MEND)])
