"""A post's own HTML as a plain tree that a PDF and a text file are made from.

A node is a dict with its type under `t`: it goes to the typesetter as JSON, so that no letter of a
text is ever taken for markup. Blocks:

    p          c: inlines
    heading    c: inlines, level: 1 for <h2> to 5
    list       items: [{blocks, value}], ordered, marker: the numbering of typesetters, "1", "a" …
    quote      c: blocks, by: inlines, the attribution
    code-block text
    table      caption: inlines, head and rows: lists of rows, each [{c, span, down, align, head}]
    figure     pictures: [{src, alt}], c: blocks that stand in it besides, caption: inlines
    media      c: inlines, src: absolute address of a film or sound
    terms      items: [{terms: [inlines], blocks}]
    rule

An inline is a string or one of: em, strong, code, sub, sup, strike, underline, mark, small (each
c); br; lang (c, lang); link (c, href, mark, shown); note (mark, key).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from plugins.press.attribution import split_attribution
from plugins.press.lines import (
    QUOTES,
    STYLES,
    Inline,
    Node,
    bare,
    forget_ways,
    letters,
    number_in,
    numbers_of,
    squeezed,
    words_of,
)

_HEADINGS = {f"h{level}": max(1, level - 1) for level in range(1, 7)}
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "audio", "blockquote", "details", "div", "dl", "figure"),
        *("footer", "header", "hr", "ol", "p", "pre", "section", "summary", "table", "ul", "video"),
        *_HEADINGS,
    }
)
# A head that is repeated would repeat its notes, and a licence stands at the end of the document.
_UNMARKED = "ancestor::th | ancestor::*[contains(concat(' ', @class, ' '), ' credit ')]"
_MARKERS = {"a": "a.", "A": "A.", "i": "i.", "I": "I."}
_ALIGNMENTS = {"number": "right", "centred": "center"}


@dataclass
class Tree:
    blocks: list[Node]
    notes: dict[str, list[Node]] = field(default_factory=dict)
    """Footnotes by key."""
    links: dict[str, str] = field(default_factory=dict)
    """Every address that is linked, absolute, in the order of the text, each with its mark."""
    abbreviations: dict[str, str] = field(default_factory=dict)


def read(markup: str, absolute: Callable[[str], str], page: str, lang: str) -> Tree:
    """The tree of a text. `absolute` completes addresses; `page` is the text's own, absolute."""
    return _Walk(absolute, page, lang).read(html.fragment_fromstring(markup, create_parent="div"))


class _Walk:
    def __init__(self, absolute: Callable[[str], str], page: str, lang: str) -> None:
        self._absolute, self._page = absolute, page
        self._quotes = QUOTES.get(lang, ("“", "”"))
        self._tree = Tree([])
        self._unread: dict[str, Any] = {}
        """Footnotes that the text has not come to, by their id."""
        self._waiting: list[Node] = []
        """Pictures met inside of a line; they follow its paragraph."""

    def read(self, root: Any) -> Tree:
        forget_ways(root)
        for notes in root.find_class("footnote"):
            self._unread |= {str(item.get("id")): item for item in notes.iter("li")}
            notes.drop_tree()
        self._tree.blocks = self._blocks(root)
        for item in self._unread.values():
            # Nothing refers to it, yet the page shows it.
            self._tree.blocks += self._blocks(item)
        return self._tree

    def _read_note(self, key: str) -> None:
        """Read a footnote where the text first refers to it: its links count from there."""
        if (item := self._unread.pop(key, None)) is not None:
            waiting, self._waiting = self._waiting, []
            self._tree.notes[key] = self._blocks(item)
            self._waiting = waiting

    def _blocks(self, parent: Any) -> list[Node]:
        found: list[Node] = []
        line: list[Inline] = [parent.text or ""]
        for child in parent:
            if isinstance(child.tag, str):
                if _is_block(child):
                    found += self._paragraph(line)
                    line = []
                    found += self._block(child)
                else:
                    line += self._inline(child)
            line.append(child.tail or "")
        return found + self._paragraph(line)

    def _paragraph(self, line: list[Inline]) -> list[Node]:
        inlines = squeezed(line)
        found: list[Node] = [{"t": "p", "c": inlines}] if inlines else []
        found += self._waiting
        self._waiting = []
        return found

    def _block(self, element: Any) -> list[Node]:
        tag = element.tag
        if tag in _HEADINGS:
            node = {"t": "heading", "level": _HEADINGS[tag], "c": self._line(element)}
            return [node, *self._late()]
        if tag in ("ul", "ol"):
            return [self._list(element)]
        if tag == "blockquote":
            blocks, by = split_attribution(self._blocks(element), words_of)
            return [{"t": "quote", "c": blocks, "by": by}]
        if tag == "pre":
            return [{"t": "code-block", "text": element.text_content().rstrip("\n")}]
        if tag == "table":
            return [self._table(element)]
        if tag == "figure":
            return [self._figure(element)]
        if tag in ("audio", "video"):
            return [self._medium(element)]
        if tag == "dl":
            return [self._terms(element)]
        if tag == "hr":
            return [{"t": "rule"}]
        if tag == "summary":
            return [{"t": "p", "c": [{"t": "strong", "c": self._line(element)}]}, *self._late()]
        return self._in_language(element, self._blocks(element))

    def _in_language(self, element: Any, blocks: list[Node]) -> list[Node]:
        if lang := element.get("lang"):
            for block in blocks:
                if block["t"] in ("p", "heading"):
                    block["c"] = [{"t": "lang", "lang": lang, "c": block["c"]}]
        return blocks

    def _line(self, element: Any) -> list[Inline]:
        """The contents of what can hold no paragraphs."""
        return squeezed(self._inlines(element))

    def _late(self) -> list[Node]:
        found, self._waiting = self._waiting, []
        return found

    def _inlines(self, parent: Any) -> Iterator[Inline]:
        yield parent.text or ""
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._inline(child)
            yield child.tail or ""

    def _inline(self, element: Any) -> list[Inline]:
        tag = element.tag
        if tag == "br":
            return [{"t": "br"}]
        if tag == "wbr":
            return ["\u200b"]
        if tag in ("img", "picture"):
            self._waiting.append(self._loose_picture(element))
            return []
        if tag == "rp":
            return []
        if tag == "a":
            return self._anchor(element)
        inner = list(self._inlines(element))
        if tag in STYLES:
            inner = [{"t": STYLES[tag], "c": inner}]
        elif tag == "q":
            inner = [self._quotes[0], *inner, self._quotes[1]]
        elif tag == "rt":
            inner = [" (", *inner, ")"]
        elif tag == "abbr" and (meaning := element.get("title")):
            # Who reads paper cannot point at the word.
            self._tree.abbreviations.setdefault(element.text_content().strip(), meaning)
        if lang := element.get("lang"):
            inner = [{"t": "lang", "lang": lang, "c": inner}]
        return inner

    def _anchor(self, element: Any) -> list[Inline]:
        address = (element.get("href") or "").strip()
        inner = list(self._inlines(element))
        if "footnote-ref" in element.classes:
            self._read_note(address[1:])
            return [{"t": "note", "key": address[1:], "mark": element.text_content().strip()}]
        if not address:
            return inner
        if address.startswith("#"):
            href = f"{self._page}{address}"
            return [{"t": "link", "c": inner, "href": href, "mark": "", "shown": href}]
        href = self._whole(address)
        shown = re.sub(r"^(mailto|tel|sms|geo):", "", href, flags=re.IGNORECASE)
        link: Node = {"t": "link", "c": inner, "href": href, "mark": "", "shown": shown}
        text = words_of(inner)
        if bare(shown) not in bare(text) and not element.xpath(_UNMARKED):
            link["mark"] = self._tree.links.setdefault(href, letters(len(self._tree.links)))
        return [link]

    def _whole(self, address: str) -> str:
        return self._absolute(address) if address.startswith("/") else address

    def _list(self, element: Any) -> Node:
        found = list(element.iterchildren("li"))
        values = numbers_of(element, found) if element.tag == "ol" else [None] * len(found)
        items = [
            {"blocks": self._in_language(item, self._blocks(item)), "value": value}
            for item, value in zip(found, values, strict=True)
        ]
        marker = _MARKERS.get(element.get("type", ""), "1.")
        return {"t": "list", "ordered": element.tag == "ol", "items": items, "marker": marker}

    def _table(self, element: Any) -> Node:
        caption = element.find("caption")
        head: list[list[Node]] = []
        rows: list[list[Node]] = []
        for row in element.iter("tr"):
            # Tables inside of tables tell their rows themselves.
            if next(row.iterancestors("table")) is element:
                cells = [self._cell(cell) for cell in row.iterchildren("td", "th")]
                (head if row.getparent().tag == "thead" else rows).append(cells)
        if head and not any(cell["c"] for row in head for cell in row):
            # Markdown wants a head even where there is none to write.
            head = []
        return {
            "t": "table",
            "caption": [] if caption is None else self._line(caption),
            "head": head,
            "rows": rows,
        }

    def _cell(self, cell: Any) -> Node:
        align = next((a for name, a in _ALIGNMENTS.items() if name in cell.classes), "")
        return {
            "c": self._blocks(cell),
            "span": max(1, number_in(cell, "colspan") or 1),
            "down": max(1, number_in(cell, "rowspan") or 1),
            "align": align,
            "head": cell.tag == "th",
        }

    def _figure(self, element: Any) -> Node:
        caption = element.find("figcaption")
        inlines: list[Inline] = []
        if caption is not None:
            inlines = self._line(caption)
            caption.drop_tree()
        blocks = self._blocks(element)
        pictures = [p for b in blocks if b["t"] == "figure" for p in b["pictures"]]
        if not inlines:
            inlines = next((b["caption"] for b in blocks if b["t"] == "figure"), [])
        rest = [block for block in blocks if block["t"] != "figure"]
        return {"t": "figure", "pictures": pictures, "c": rest, "caption": inlines}

    def _loose_picture(self, element: Any) -> Node:
        image = element if element.tag == "img" else element.find(".//img")
        title = (image.get("title") or "").strip()
        picture = {"src": image.get("src") or "", "alt": image.get("alt") or ""}
        caption: list[Inline] = [title] if title else []
        return {"t": "figure", "pictures": [picture], "c": [], "caption": caption}

    def _medium(self, element: Any) -> Node:
        source = element if element.get("src") else element.find("source")
        address = "" if source is None else self._whole(source.get("src") or "")
        return {"t": "media", "c": self._line(element), "src": address}

    def _terms(self, element: Any) -> Node:
        items: list[Node] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                if not items or items[-1]["blocks"]:
                    items.append({"terms": [], "blocks": []})
                items[-1]["terms"].append(self._line(child))
            else:
                if not items:
                    items.append({"terms": [], "blocks": []})
                items[-1]["blocks"] += self._blocks(child)
        return {"t": "terms", "items": items}


def _is_block(element: Any) -> bool:
    return element.tag in _BLOCKS or any(
        child.tag in _BLOCKS for child in element.iterdescendants() if isinstance(child.tag, str)
    )
