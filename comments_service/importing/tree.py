"""HTML as WordPress's editors left it, brought into a shape that Markdown can express.

Afterwards blocks stand in blocks and words in paragraphs, presentation is gone, headings start at
h2 and skip no level. No word is lost on the way.
"""

from collections.abc import Iterable, Iterator
from copy import copy

from bs4 import Comment, Tag
from bs4.element import NavigableString, PageElement

from comments_service.importing.soup import (
    BLOCKS,
    HEADINGS,
    INLINE,
    KEPT_BLOCKS,
    TABLE_PARTS,
    all_in,
    holds_block,
    new,
)

_RENAMED = {
    "acronym": "abbr",
    "b": "strong",
    "center": "div",
    "dir": "ul",
    "i": "em",
    "menu": "ul",
    "strike": "del",
    "tt": "code",
}
_ATTRIBUTES = {
    "a": ("href", "title"),
    "abbr": ("title",),
    "code": ("class",),
    "dfn": ("title",),
    "img": ("src", "alt", "title"),
    "pre": ("class",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "time": ("datetime",),
}


def normalise(body: Tag) -> None:
    """Bring a parsed tree into shape, in place."""
    for comment in body.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in body.find_all(True):
        tag.name = _RENAMED.get(tag.name, tag.name)
        if tag.name in BLOCKS | INLINE:
            continue
        if tag.get("id"):
            tag.name = "span"
        else:
            tag.unwrap()
    _rename_strays(body)
    for tag in all_in(body, INLINE - {"br", "img"}):
        # Twice bold is bold, and a link in a link is none.
        if tag.find_parent(tag.name):
            tag.unwrap()
    _lift_blocks(body)
    for tag in all_in(body, HEADINGS):
        for inner in all_in(tag, BLOCKS | {"br"}):
            inner.insert_before(" ")
            inner.unwrap()
    for tag in all_in(body, ("pre",)):
        for inner in all_in(tag, (BLOCKS | INLINE) - {"a", "code", "em", "img", "strong"}):
            inner.insert_before("\n" if inner.name in BLOCKS | {"br"} else "")
            inner.unwrap()
    for tag in reversed(all_in(body, BLOCKS - KEPT_BLOCKS | {"p"})):
        if tag.name != "p" or holds_block(tag):
            _wrap_loose(tag)
            tag.unwrap()
    _mend_lists(body)
    for tag in [body, *all_in(body, ("blockquote", "li", "dd", "td", "th"))]:
        if tag.name in ("body", "blockquote") or any(
            isinstance(c, Tag) and c.name in BLOCKS for c in tag.children
        ):
            _wrap_loose(tag, but_first=tag.name == "li")
    for cell in all_in(body, ("td", "th")):
        blocks = all_in(cell, BLOCKS)
        if len(blocks) == 1 and blocks[0].name == "p":
            blocks[0].unwrap()
    _drop_empty(body)
    for text in body.find_all(string=lambda string: not string.strip(" ")):
        if all(_is_edge(n) for n in (text.previous_sibling, text.next_sibling)):
            text.extract()
    renumber_headings(body)


def strip_attributes(body: Tag, kept_ids: Iterable[str] = ()) -> int:
    """Remove every attribute without meaning in a post. How many of them were styles."""
    ids = set(kept_ids)
    seen: set[str] = set()
    styles = 0
    for tag in body.find_all(True):
        styles += "style" in tag.attrs
        allowed = _ATTRIBUTES.get(_RENAMED.get(tag.name, tag.name), ())
        tag.attrs = {
            name: value
            for name, value in tag.attrs.items()
            if name in allowed or (name == "id" and value in ids and value not in seen)
        }
        seen.add(str(tag.get("id", "")))
    return styles


def renumber_headings(body: Tag) -> None:
    """Headings from h2 on without a gap (WCAG 2.2, technique G141); their order of rank stays."""
    open_levels: list[tuple[int, int]] = []
    for tag in all_in(body, HEADINGS):
        level = int(tag.name[1])
        while open_levels and open_levels[-1][0] > level:
            open_levels.pop()
        if not open_levels:
            open_levels.append((level, 2))
        elif open_levels[-1][0] < level:
            open_levels.append((level, min(open_levels[-1][1] + 1, 6)))
        tag.name = f"h{open_levels[-1][1]}"


def _lift_blocks(body: Tag) -> None:
    """`<strong><p>…</p></strong>` becomes `<p><strong>…</strong></p>`."""
    for tag in reversed(all_in(body, INLINE)):
        if not holds_block(tag):
            continue
        for block in [tag, *all_in(tag, BLOCKS - {"pre"})]:
            for run in list(_runs(block)):
                _wrap(run, _empty_copy(tag))
        tag.unwrap()


def _empty_copy(tag: Tag) -> Tag:
    twin = copy(tag)
    twin.clear()
    return twin


def _runs(tag: Tag) -> Iterator[list[PageElement]]:
    """Neighbouring children that are no blocks; blanks alone are no run."""
    run: list[PageElement] = []
    for child in [*tag.children, None]:
        if child is not None and not (isinstance(child, Tag) and child.name in BLOCKS):
            run.append(child)
        else:
            if any(isinstance(part, Tag) or str(part).strip(" ") for part in run):
                yield run
            run = []


def _wrap(run: list[PageElement], wrapper: Tag) -> None:
    run[0].insert_before(wrapper)
    for part in run:
        wrapper.append(part.extract())


def _wrap_loose(tag: Tag, but_first: bool = False) -> None:
    """Put loose words into paragraphs; in a list's item the first ones stand well as they are."""
    for run in list(_runs(tag)):
        if but_first and run[0].previous_sibling is None:
            continue
        _wrap(run, new("p"))


def _mend_lists(body: Tag) -> None:
    """In a list stand only its items; a list between items belongs to the one before."""
    for outer in all_in(body, ("ul", "ol")):
        for child in list(outer.children):
            if isinstance(child, Tag) and child.name == "li":
                continue
            if isinstance(child, NavigableString) and not child.strip():
                child.extract()
                continue
            before = child.find_previous_sibling("li")
            if isinstance(child, Tag) and child.name in ("ul", "ol") and before is not None:
                before.append(child.extract())
            else:
                child.wrap(new("li"))
    for stray in all_in(body, ("li",)):
        if stray.parent is not None and stray.parent.name not in ("ul", "ol"):
            stray.wrap(new("ul"))


def _rename_strays(body: Tag) -> None:
    """Parts of tables and lists of terms that stand outside of them are plain blocks."""
    for tag in all_in(body, TABLE_PARTS):
        if tag.find_parent("table") is None:
            tag.name = "div"
    for tag in all_in(body, ("dl",)):
        if tag.find("dt", recursive=False) is None:
            tag.name = "div"
    for tag in all_in(body, ("dt", "dd")):
        if tag.parent is not None and tag.parent.name != "dl":
            tag.name = "div"
    for tag in all_in(body, ("figcaption",)):
        tag.name = "div"


def _drop_empty(body: Tag) -> None:
    for tag in reversed(body.find_all(True)):
        if tag.name in ("p", *HEADINGS, "li", "dt", "dd", "blockquote"):
            _trim_breaks(tag)
        if tag.name in ("img", "br", "hr", "td", "th", "tr", "pre") or tag.get("id"):
            continue
        if tag.get_text().strip() or tag.find(["img", "hr", "pre"]):
            if tag.name in HEADINGS and not tag.get_text().strip():
                tag.name = "p"
            continue
        if tag.name in INLINE and tag.get_text():
            tag.unwrap()
        elif tag.name not in ("thead", "tbody", "tfoot", "table") or not tag.find(["td", "th"]):
            tag.decompose()


def _is_edge(neighbour: PageElement | None) -> bool:
    return neighbour is None or (isinstance(neighbour, Tag) and neighbour.name in BLOCKS)


def _trim_breaks(tag: Tag) -> None:
    """Line breaks and blanks at a block's edges show nothing, however deep in words they stand."""
    for edge in (0, -1):
        holder = tag
        while holder.contents:
            child = holder.contents[edge]
            blank = isinstance(child, NavigableString) and not str(child).strip()
            if blank or (isinstance(child, Tag) and child.name == "br"):
                child.extract()
            elif isinstance(child, Tag) and child.name in INLINE and child.contents:
                holder = child
            else:
                break
