"""Isso's comments as the subset here: Markdown in which HTML may stand between the words.

Isso shows both (its documentation, «Markup configuration»), so both have to come along: Markdown
stays as it was typed, tags become Markdown where there is a sign for them, and go otherwise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from comments_service.importing.links import absolute

_BLOCKS = "p|div|blockquote|ul|ol|pre|table|h[1-6]|dl|section|article"
_ONLY_HTML = re.compile(rf"\s*<(?:{_BLOCKS})(?:\s[^<>]*)?>.*>\s*", re.DOTALL | re.IGNORECASE)
_NAMES = (
    r"a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark"
    r"|ol|p|pre|q|s|small|span|strike|strong|sub|sup|tt|u|ul|var"
)
_TOKEN = re.compile(
    # What is code, or escaped, holds no tags.
    r"(?P<code>```.*?(?:```|\Z)|``.+?``|`[^`\n]*`|\\.)"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    rf"|<(?P<close>/?)(?P<name>{_NAMES})(?P<rest>(?:\s[^<>]*)?)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))"""
_HREF, _SRC, _ALT = (
    re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in ("href", "src", "alt")
)
_SIGNS = frozenset("\\`*_[]")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_LITERAL = ("code", "pre", "tt")
# Deeper nesting is no writing.
_DEEPEST = 60


def only_html(text: str) -> bool:
    """Whether it is HTML from the first block to the last, as Isso keeps what it had imported."""
    return bool(_ONLY_HTML.fullmatch(text))


def mixed(text: str) -> str:
    """Markdown with HTML in it as Markdown alone."""
    text = text.replace("\r\n", "\n")
    made = _Making()
    place = 0
    while token := _TOKEN.search(text, place):
        made.parts.append(text[place : token.start()])
        place = token.end()
        if token["code"]:
            made.parts.append(token[0])
        elif token["entity"]:
            sign = unescape(token[0])
            made.parts.append(f"\\{sign}" if sign in _SIGNS else sign)
        elif (name := token["name"].lower()) in _LITERAL and not token["close"]:
            end = text.find(f"</{token['name']}>", place) if made.closes else -1
            made.closes = end >= 0
            if made.closes:
                made.parts.append(_code(name, text[place:end]))
                place = end + len(token["name"]) + 3
        elif token["close"]:
            made.close(name)
        else:
            made.open(name, token["rest"])
    if place == 0:
        return text
    made.parts.append(text[place:])
    return re.sub(r"\n{3,}", "\n\n", "".join(made.parts)).strip()


@dataclass
class _Making:
    parts: list[str] = field(default_factory=list)
    open_tags: list[tuple[str, int, str]] = field(default_factory=list)
    """Name, where its content begins in `parts`, and its attributes."""
    closes: bool = True
    """False once code was found that nothing ends; looking again would take long."""

    def open(self, name: str, attributes: str) -> None:
        if name == "br":
            self.parts.append("\n")
        elif name == "hr":
            self.parts.append("\n\n")
        elif name == "img":
            self.parts.append(_picture(attributes))
        elif len(self.open_tags) < _DEEPEST:
            self.open_tags.append((name, len(self.parts), attributes))

    def close(self, name: str) -> None:
        """What stands between the tags, as Markdown; a tag that nothing opened or closed goes."""
        for number in range(len(self.open_tags) - 1, -1, -1):
            if self.open_tags[number][0] == name:
                _, start, attributes = self.open_tags[number]
                inner = "".join(self.parts[start:])
                del self.open_tags[number:], self.parts[start:]
                self.parts.append(_converted(name, inner, attributes))
                return


def _converted(name: str, inner: str, attributes: str) -> str:
    if mark := _MARKS.get(name):
        return _around(inner, lambda words: f"{mark}{words}{mark}")
    if name == "a":
        url = absolute("https:", _value(_HREF, attributes))
        return _around(inner, lambda words: f"[{words}]({url})") if url else inner
    if name == "blockquote":
        lines = (f"> {line}".rstrip() for line in inner.strip().split("\n"))
        return "\n\n" + "\n".join(lines) + "\n\n"
    if name == "li":
        return "\n- " + inner.strip().replace("\n", "\n  ")
    if name[0] == "h" and name[1:].isdigit():
        return "\n\n" + _around(inner.strip(), lambda words: f"**{words}**") + "\n\n"
    if name in ("p", "div", "center", "ul", "ol"):
        return f"\n\n{inner.strip()}\n\n"
    return f"«{inner}»" if name == "q" else inner


def _around(inner: str, sign: Callable[[str], str]) -> str:
    """Signs around words stand close to them, and within a paragraph; else words do alone."""
    words = inner.strip()
    if not words or "\n\n" in words or words[0] == "*" or words[-1] == "*":
        return inner
    before, _, after = inner.partition(words)
    return f"{before}{sign(words)}{after}"


def _code(name: str, inner: str) -> str:
    text = unescape(re.sub(r"</?code[^<>]*>", "", inner))
    if name == "pre":
        return f"\n\n```\n{text.strip(chr(10))}\n```\n\n"
    text = " ".join(text.split())
    fence = "``" if "`" in text else "`"
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}" if text else ""


def _picture(attributes: str) -> str:
    url = absolute("https:", _value(_SRC, attributes))
    alt = " ".join(_value(_ALT, attributes).split())
    return f"[{alt or url}]({url})" if url else alt


def _value(attribute: re.Pattern[str], attributes: str) -> str:
    found = attribute.search(attributes)
    return unescape(next(filter(None, found.groups()), "")) if found else ""
