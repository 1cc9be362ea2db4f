"""How many comments a post has, where lists name it: the place in a page, and what fills it.

The build writes the place and its number, the service keeps the number up to date; no page asks
for it.
"""

import re
from collections.abc import Callable
from html import escape

from comments_service.contract.catalogues import Translator
from comments_service.contract.threads import Thread

_PLACE = re.compile(r"<!-- count:([0-9a-f-]{36}) -->.*?<!-- /count -->", re.DOTALL)


def place(thread: str, html: str = "") -> str:
    """The place of a thread's number, which stands at the end of a line of facts."""
    return f"<!-- count:{thread} -->{html}<!-- /count -->"


def listed(page: str) -> set[str]:
    """Ids of the threads whose number the page tells."""
    return set(_PLACE.findall(page))


def fill(page: str, link: Callable[[str], str]) -> str:
    """Put `link(thread)` into every place, instead of what stood there."""
    return _PLACE.sub(lambda found: place(found[1], link(found[1])), page)


def count_link(thread: Thread | None, count: int, t: Translator) -> str:
    """«3 comments», leading to them; "" where there is nothing to read."""
    if thread is None or not count:
        return ""
    words = escape(t.n("%(n)s comment", "%(n)s comments", count))
    title = f'<span class="visually-hidden">: {escape(thread.title)}</span>'
    return f' <a class="count" href="{escape(thread.url)}#comments">{words}{title}</a>'
