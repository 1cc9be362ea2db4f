"""Comments exported by Disqus: XML of the schema `disqus.xsd` 1.0.

Posts (so Disqus calls comments) name their thread and what they answer by `dsq:id`, in old exports
by the text of `id` instead. Dates are UTC, with or without «Z».
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from comments_service.contract.faults import shown
from comments_service.domain.states import State
from comments_service.importing.found import Found, FoundComment, FoundThread
from comments_service.importing.safe_xml import fault, local, parts, texts

_NAMESPACE = "http://disqus.com"
_ID = "{http://disqus.com/disqus-internals}id"
# Disqus leads every link through itself: the address, a colon, and its signature.
_WRAPPED = re.compile(r"https?://disq\.us/(?:url)?\?url=([^&\"'<>\s]+)[^\"'<>\s]*")
_MEND = "use the file that Disqus sends after Admin, Community, Export, and unpack it first"


def read_disqus(path: Path, advance: Callable[[int], None]) -> Found:
    """Threads and posts of an export. Raises Faults."""
    name, found = shown(path), Found("disqus")
    by_own_id: dict[str, str] = {}
    posts: dict[str, str] = {}
    ours = False
    for element in parts(path, lambda parent: parent.getparent() is None, advance):
        ours = ours or _is_export(element.getparent())
        if not ours:
            break
        kind, values = local(element), texts(element)
        if kind == "thread":
            number = element.get(_ID) or values.get("id", "")
            by_own_id.setdefault(values.get("id", ""), number)
            # The same thread may stand there again, empty.
            if number not in found.threads or values.get("link"):
                found.threads[number] = _thread(number, values)
        elif kind == "post":
            post = _post(element, values, by_own_id, posts, name)
            posts.setdefault(values.get("id", ""), post.key)
            found.comments.append(post)
    if not ours:
        raise fault(name, 1, "this is not an export of Disqus", _MEND)
    return found


def _is_export(root: Any) -> bool:
    return etree.QName(root).namespace == _NAMESPACE and local(root) == "disqus"


def _thread(number: str, values: dict[str, str]) -> FoundThread:
    identifier = values.get("id", "")
    # Disqus's own plugin for WordPress made ids such as «12 https://old.example/?p=12».
    names = (values.get("link", ""), identifier, identifier.rpartition(" ")[2], number)
    return FoundThread(tuple(dict.fromkeys(filter(None, names))), unescape(values.get("title", "")))


def _post(
    element: Any, values: dict[str, str], threads: dict[str, str], posts: dict[str, str], name: str
) -> FoundComment:
    line = element.sourceline or 0
    author: dict[str, str] = {}
    thread, parent = "", None
    for child in element:
        kind = local(child)
        if kind == "author":
            author = texts(child)
        elif kind == "thread":
            own = (child.text or "").strip()
            thread = child.get(_ID) or threads.get(own, own)
        elif kind == "parent":
            own = (child.text or "").strip()
            parent = child.get(_ID) or posts.get(own)
    key = element.get(_ID) or values.get("id", "")
    if not key:
        raise fault(name, line, "a post has no id", _MEND)
    anonymous = author.get("isAnonymous", "true") == "true"
    return FoundComment(
        key=key,
        thread=thread,
        parent=parent,
        author=unescape(author.get("name", "")),
        account="" if anonymous else author.get("username", ""),
        email=author.get("email", ""),
        text=_WRAPPED.sub(_unwrapped, values.get("message", "")),
        html=True,
        at=_moment(values.get("createdAt", ""), name, line),
        state=_state(values),
    )


def _unwrapped(link: re.Match[str]) -> str:
    """The address that an author had written."""
    address, _, signature = unquote(link[1]).rpartition(":")
    return escape(address if address and "/" not in signature else unquote(link[1]))


def _state(values: dict[str, str]) -> State:
    if values.get("isDeleted") == "true":
        return State.WITHDRAWN
    if values.get("isSpam") == "true":
        return State.SPAM
    # Not in the schema, but in some exports.
    return State.PENDING if values.get("isApproved") == "false" else State.PUBLISHED


def _moment(text: str, name: str, line: int) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise fault(
            name, line, f"createdAt is no date: «{text}»", "write it as 2012-12-12T12:12:12Z"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
