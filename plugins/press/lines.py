"""Lines of a tree: runs of words and inlines, see `tree.py`."""

import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

Node = dict[str, Any]
Inline = str | Node

# The elements of HTML by the inline that they become.
STYLES = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "kbd", "samp"), "code"),
    **dict.fromkeys(("s", "del"), "strike"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **{name: name for name in ("sub", "sup", "mark", "small")},
}
# The marks around <q>, where they are not the English ones.
QUOTES = {"de": ("«", "»"), "fr": ("«\u202f", "\u202f»"), "it": ("«", "»")}

# As HTML does: a no-break space is not among them.
_SPACE = re.compile(r"[ \t\n\r\f]+")


def letters(number: int) -> str:
    """Marks of links: 0 → a, 25 → z, 26 → aa. Footnotes have numbers of their own."""
    mark = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        mark = ascii_lowercase[rest] + mark
    return mark


def words_of(inlines: list[Inline]) -> str:
    """The letters alone."""
    return "".join(
        node
        if isinstance(node, str)
        else "\n"
        if node["t"] == "br"
        else words_of(node.get("c", []))
        for node in inlines
    )


def squeezed(nodes: list[Inline] | Iterator[Inline]) -> list[Inline]:
    """Runs of white space become one blank, and none stands at the start or end of a line."""
    line = list(nodes)
    blank = _squeeze(line, True)
    while line and blank:
        blank = _strip_end(line)
    return line


def _squeeze(line: list[Inline], blank: bool) -> bool:
    """Work through a line in place; whether it ends in a blank (or in nothing yet)."""
    for position, node in enumerate(line):
        if isinstance(node, str):
            text = _SPACE.sub(" ", node)
            text = text.removeprefix(" ") if blank else text
            line[position] = text
            blank = text.endswith(" ") if text else blank
        elif node["t"] == "br":
            blank = True
        elif "c" in node:
            blank = _squeeze(node["c"], blank)
        else:
            blank = False
    line[:] = [node for node in line if node != "" and not _hollow(node)]
    return blank


def _hollow(node: Inline) -> bool:
    return not isinstance(node, str) and node.get("c") == []


def _strip_end(line: list[Inline]) -> bool:
    """Take the last blank away; whether there may be another one before it."""
    last = line[-1] if line else ""
    if isinstance(last, str):
        text = last.rstrip(" \t\n\r\f")
        line[-1:] = [text] if text else []
        return not text and bool(line)
    if last["t"] == "br":
        line.pop()
        return True
    if not last.get("c"):
        return False
    again = _strip_end(last["c"])
    if not last["c"]:
        line.pop()
    return again


def bare(text: str) -> str:
    """An address as people write it."""
    return re.sub(r"^https?://(www\.)?|/$", "", text.strip().lower())


def number_in(element: Any, attribute: str) -> int | None:
    """An attribute that holds a whole number; None where it does not."""
    written = (element.get(attribute) or "").strip()
    return int(written) if re.fullmatch(r"-?\d{1,6}", written) else None


def numbers_of(element: Any, items: list[Any]) -> list[int]:
    """The number of each item of an ordered list (HTML, 4.4.5)."""
    step = -1 if element.get("reversed") is not None else 1
    start = number_in(element, "start")
    number = start if start is not None else (len(items) if step < 0 else 1)
    found = []
    for item in items:
        given = number_in(item, "value")
        number = given if given is not None else number
        found.append(number)
        number += step
    return found


def forget_ways(root: Any) -> None:
    """Remove the ways back from footnotes, and to pictures' files, which paper does not go."""
    for way in root.find_class("footnote-backref") + root.find_class("original"):
        before, parent = way.getprevious(), way.getparent()
        # The blank before it goes, too, also one that breaks no line.
        if before is not None:
            before.tail = (before.tail or "").rstrip()
        else:
            parent.text = (parent.text or "").rstrip()
        way.drop_tree()
