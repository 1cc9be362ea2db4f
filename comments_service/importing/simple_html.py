"""The HTML of most comments: words, paragraphs, lines, links and emphasis, without a tree.

A tree costs milliseconds, and an export may hold a hundred thousand comments. Whatever is not as
simple as it looks is left to the tree; where this gives a text, it is the one that the tree gives.
"""

import re
from collections.abc import Callable
from html import unescape

from comments_service.importing.links import absolute

_TOKEN = re.compile(r"<(/?)(p|br|a|b|strong|i|em)((?:\s[^<>]*)?)/?>|([^<]+)")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#39|#039|#x27|#x2F);|&(?=[ \n]|$)")
# What could be read as more than words, or stands for another sign.
_HARD = re.compile(r"[\\`~{}|\x00-\x09\x0b-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f]")
_SIGNS = re.compile(r"[*_\[\]<>]")
_START = re.compile(
    r"^[\s*\[]*(?:#|>|[-+](?=\s|$|[-+ ]{2})|\d+(?=\.(?:\s|$))|[:=](?=\s|=|$))", re.MULTILINE
)
_ATTRIBUTE = re.compile(r'\s+([a-z]+)="([^"<>]*)"')
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


class _Hard(Exception):
    """A tree is needed."""


def simple_text(content: str, escape: Callable[[str], str]) -> str | None:
    """The subset's text for simple HTML; None for any other. `escape` is for words."""
    if "<p>" not in content and "<p " not in content:
        content = re.sub(r" *\n *", "\n", content.strip())
        content = re.sub(r"\n{2,}", "</p><p>", content).replace("\n", "<br>")
        content = f"<p>{content}</p>"
    try:
        text = "\n\n".join(filter(None, _Reader(escape).paragraphs(content)))
    except _Hard:
        return None
    return None if _START.search(text) else text


class _Reader:
    def __init__(self, escape: Callable[[str], str]) -> None:
        self._escape = escape
        self._done: list[str] = []
        self._parts: list[str] | None = None
        """Of the paragraph that is open."""
        self._mark: tuple[str, str, int] | None = None
        """Name and attributes of the tag that is open in it, and where it begins."""

    def paragraphs(self, content: str) -> list[str]:
        """Raises _Hard."""
        place = 0
        for token in _TOKEN.finditer(content):
            if token.start() != place:
                raise _Hard
            place = token.end()
            closing, name, attributes, words = token.groups()
            if words is not None:
                self._words(words, content[place : place + 4])
            elif name == "p":
                self._paragraph(bool(closing), attributes)
            elif self._parts is None:
                raise _Hard
            elif name == "br":
                self._line()
            elif closing:
                self._close(name, self._parts)
            else:
                self._open(name, attributes, self._parts)
        if place != len(content) or self._parts is not None:
            raise _Hard
        return self._done

    def _words(self, words: str, following: str) -> None:
        if self._parts is None:
            if words.strip(" \n"):
                raise _Hard
            return
        if "&" in _ENTITY.sub("", words):
            raise _Hard
        words = re.sub(r"[ \n]+", " ", unescape(words))
        if _HARD.search(words):
            raise _Hard
        if "://" in words and not (self._mark and self._mark[0] == "a"):
            ends = words.endswith(" ") or following in ("</p>", "<br>", "<br/", "<br ", "</a>")
            if not ends or _SIGNS.search(words):
                raise _Hard
        self._parts.append(self._escape(words))

    def _paragraph(self, closing: bool, attributes: str) -> None:
        if attributes.strip() or closing != (self._parts is not None) or self._mark:
            raise _Hard
        if self._parts is not None:
            lines = (line.strip(" ") for line in "".join(self._parts).split("\n"))
            self._done.append(re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n")))
            self._parts = None
        else:
            self._parts = []

    def _line(self) -> None:
        if self._mark or self._parts is None:
            raise _Hard
        self._parts.append("\n")

    def _open(self, name: str, attributes: str, parts: list[str]) -> None:
        # «!» before a link would make it a picture.
        if self._mark or (name == "a" and parts and parts[-1].endswith("!")):
            raise _Hard
        # Stars beside stars are one sign, and a sign may begin the line.
        if parts and (parts[-1].endswith("*") or _START.match(parts[-1])):
            raise _Hard
        self._mark = (name, attributes, len(parts))

    def _close(self, name: str, parts: list[str]) -> None:
        if self._mark is None or self._mark[0] != name:
            raise _Hard
        _, attributes, start = self._mark
        inner = "".join(parts[start:])
        if not inner or inner != inner.strip():
            raise _Hard
        del parts[start:]
        parts.append(_link(inner, attributes) if name == "a" else _marked(name, inner))
        self._mark = None


def _marked(name: str, inner: str) -> str:
    # Signs close to anything but a letter are not always signs.
    closed = inner[0].isalnum() and inner[-1].isalnum()
    if not closed or "*" in inner or "_" in inner or "://" in inner:
        raise _Hard
    return f"{_MARKS[name]}{inner}{_MARKS[name]}"


def _link(inner: str, attributes: str) -> str:
    found = dict(_ATTRIBUTE.findall(attributes))
    if _ATTRIBUTE.sub("", attributes).strip(" /") or not found.keys() <= {
        *("href", "rel", "title", "target", "class"),
    }:
        raise _Hard
    url = absolute("https:", unescape(found.get("href", "")))
    if url is None or not url.startswith(("http://", "https://")):
        raise _Hard
    if inner == url:
        return f"<{url}>"
    title = unescape(found.get("title", ""))
    if "*" in url or _SIGNS.search(inner) or re.search(r'[\s"&\\<>]', title):
        raise _Hard
    return f'[{inner}]({url} "{title}")' if title else f"[{inner}]({url})"
