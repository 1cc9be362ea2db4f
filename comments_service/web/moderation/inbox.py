"""An inbox of the office, page by page: what is open, then what was settled."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from flask import Response
from sqlite_utils import Database

from comments_service.web.context import service
from comments_service.web.moderation.matter import names
from comments_service.web.moderation.pages import done_words, page_of, show


class Item(Protocol):
    @property
    def state(self) -> str: ...


One = TypeVar("One", bound=Item)
Subject = TypeVar("Subject")


def show_inbox(
    template: str,
    find: Callable[[Database, int, int], list[One]],
    subjects: Callable[[list[One]], list[Subject]],
    done: dict[str, str],
    **more: Any,
) -> Response:
    """`find` reads so many from some place on; `subjects` tells what each of them is about."""
    page = page_of(partial(find, service().db))
    listed = list(zip(page.listed, subjects(page.listed), strict=True))
    return show(
        template,
        open=[pair for pair in listed if pair[0].state == "open"],
        settled=[pair for pair in listed if pair[0].state != "open"],
        page=page.number,
        more=page.more,
        names=names(),
        done=done_words(done),
        **more,
    )
