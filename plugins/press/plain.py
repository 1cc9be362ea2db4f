"""A text as reporters paste it: words alone, one line a paragraph, nothing wrapped."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plugins.press.lines import Inline, Node
from plugins.press.tree import Tree


@dataclass(frozen=True)
class Count:
    """Characters of a text: line ends never count, blanks in one of the two."""

    all: int
    without_blanks: int

    def __add__(self, other: "Count") -> "Count":
        return Count(self.all + other.all, self.without_blanks + other.without_blanks)


def count(text: str) -> Count:
    seen = text.replace("\r", "").replace("\n", "").replace("\t", " ")
    return Count(len(seen), len("".join(seen.split())))


def plain(tree: Tree) -> str:
    """The text without pictures and addresses; footnotes at its end."""
    parts = [*_blocks(tree.blocks)]
    notes = "\n".join(
        f"[{mark}] {' '.join(_blocks(tree.notes[key]))}" for key, mark in _notes(tree.blocks)
    )
    return "\n\n".join([*parts, notes] if notes else parts)


def line(inlines: list[Inline]) -> str:
    """Inlines as one line of plain text."""
    return "".join(map(_inline, inlines)).strip(" ")


def quotations(blocks: list[Node]) -> Iterator[tuple[str, str]]:
    """Every quotation in the text: the words, and who said them ("" if nobody is named)."""
    for node in walk(blocks):
        if node["t"] == "quote":
            yield "\n".join(_blocks(node["c"])), line(node["by"])


def walk(blocks: list[Node]) -> Iterator[Node]:
    """All blocks, also those inside of others."""
    for node in blocks:
        yield node
        for inner in _inside(node):
            yield from walk(inner)


def _inside(node: Node) -> Iterator[list[Node]]:
    kind = node["t"]
    if kind in ("quote", "figure"):
        yield node["c"]
    elif kind in ("list", "terms"):
        yield from (item["blocks"] for item in node["items"])
    elif kind == "table":
        yield from (cell["c"] for row in (*node["head"], *node["rows"]) for cell in row)


def _blocks(blocks: list[Node]) -> Iterator[str]:
    yield from (text for text in map(_block, blocks) if text)


def _block(node: Node) -> str:
    kind = node["t"]
    if kind in ("p", "heading"):
        return line(node["c"])
    if kind == "list":
        return "\n".join(_item(node, item) for item in node["items"])
    if kind == "quote":
        by = line(node["by"])
        return "\n".join([*_blocks(node["c"]), *([f"— {by}"] if by else [])])
    if kind == "code-block":
        return str(node["text"])
    if kind == "table":
        caption = line(node["caption"])
        rows = [_row(row) for row in (*node["head"], *node["rows"])]
        return "\n".join([*([caption] if caption else []), *rows])
    if kind == "figure":
        # A picture's words stand with the picture: see the list of pictures.
        return "\n\n".join(_blocks(node["c"]))
    if kind == "media":
        return line(node["c"])
    if kind == "terms":
        return "\n".join(_term(item) for item in node["items"])
    return ""


def _item(node: Node, item: dict[str, Any]) -> str:
    sign = f"{item['value']}." if node["ordered"] else "–"
    text = "\n".join(_blocks(item["blocks"])).replace("\n", "\n  ")
    return f"{sign} {text}"


def _row(row: list[Node]) -> str:
    """With tabulators: pasted into a spreadsheet, the cells find their columns."""
    cells: list[str] = []
    for cell in row:
        cells.append(" ".join(_blocks(cell["c"])).replace("\n", " "))
        cells += [""] * (cell["span"] - 1)
    return "\t".join(cells)


def _term(item: dict[str, Any]) -> str:
    terms = ", ".join(line(term) for term in item["terms"])
    meaning = " ".join(_blocks(item["blocks"]))
    return f"{terms}: {meaning}" if terms else meaning


def _inline(node: Inline) -> str:
    if isinstance(node, str):
        return node
    if node["t"] == "br":
        return "\n"
    if node["t"] == "note":
        return f" [{node['mark']}]"
    return "".join(map(_inline, node.get("c", [])))


def _notes(blocks: list[Node]) -> Iterator[tuple[str, str]]:
    """Key and mark of each footnote, in the order of the text, once."""
    seen: dict[str, str] = {}
    for node in _marks(blocks):
        seen.setdefault(node["key"], node["mark"])
    yield from seen.items()


def _marks(found: Any) -> Iterator[Node]:
    if isinstance(found, dict):
        if found.get("t") == "note":
            yield found
        for value in found.values():
            yield from _marks(value)
    elif isinstance(found, list):
        for value in found:
            yield from _marks(value)
