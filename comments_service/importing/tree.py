"""HTML as WordPress's editors left it, brought into a shape that Markdown can express.

Afterwards blocks stand in blocks and words in paragraphs, presentation is gone, headings start at
h2 and skip no level. No word is lost on the way.
"""

import re
from collections.abc import Iterable, Iterator
from copy import copy

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
KEPT_BLOCKS = frozenset(
    (*HEADINGS, "p", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr", "figure")
) | {"figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
BLOCKS = KEPT_BLOCKS | frozenset(
    (
        *("address", "article", "aside", "details", "div", "fieldset", "footer", "form"),
        *("header", "main", "nav", "section", "summary"),
    )
)
# Expressed in Markdown, or allowed in it as they are.
INLINE = frozenset(
    (
        *("a", "abbr", "br", "cite", "code", "del", "dfn", "em", "img", "ins", "kbd", "mark"),
        *("q", "s", "samp", "small", "strong", "sub", "sup", "time", "var"),
    )
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
# Deeper nesting is no writing; and converting is recursive.
_DEEPEST = 60


def parse(html: str) -> Tag:
    """The body of a piece of HTML, whatever is wrong with it."""
    soup = BeautifulSoup(f"<html><body>{html}</body></html>", "lxml")
    body = soup.body
    assert body is not None  # noqa: S101 - it stands in the text above
    if _too_deep(body):
        lines = (line.strip() for line in body.get_text("\n").split("\n"))
        body.clear()
        for line in filter(None, lines):
            paragraph = soup.new_tag("p")
            paragraph.string = line
            body.append(paragraph)
    return body


def new(name: str, text: str = "", **attributes: str) -> Tag:
    """A tag that stands nowhere yet."""
    tag = BeautifulSoup("", "lxml").new_tag(name, attrs=dict(attributes))
    if text:
        tag.append(text)
    return tag


def plain_text(html: str) -> str:
    """The words of a piece of HTML in one line."""
    body = parse(html)
    for tag in body.find_all([*BLOCKS, "br"]):
        tag.insert_after(" ")
    return " ".join(body.get_text().split())


def normalise(body: Tag) -> None:
    """Bring a parsed tree into shape, in place."""
    for comment in body.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    _collapse_blanks(body)
    for tag in body.find_all(True):
        tag.name = _RENAMED.get(tag.name, tag.name)
        if tag.name in BLOCKS | INLINE:
            continue
        if tag.get("id"):
            tag.name = "span"
        else:
            tag.unwrap()
    for tag in _all(body, INLINE - {"br", "img"}):
        # Twice bold is bold, and a link in a link is none.
        if tag.find_parent(tag.name):
            tag.unwrap()
    _lift_blocks(body)
    for tag in _all(body, HEADINGS):
        for inner in _all(tag, BLOCKS):
            inner.unwrap()
    for tag in reversed(_all(body, BLOCKS - KEPT_BLOCKS | {"p"})):
        if tag.name != "p" or tag.find(BLOCKS):
            _wrap_loose(tag)
            tag.unwrap()
    _mend_lists(body)
    for tag in [body, *_all(body, ("blockquote", "li", "dd", "td", "th"))]:
        if tag.name in ("body", "blockquote") or tag.find(BLOCKS, recursive=False):
            _wrap_loose(tag, but_first=tag.name == "li")
    for cell in _all(body, ("td", "th")):
        if [child.name for child in cell.children if isinstance(child, Tag)] == ["p"]:
            for paragraph in cell.find_all("p"):
                paragraph.unwrap()
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
        allowed = _ATTRIBUTES.get(tag.name, ())
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
    for tag in _all(body, HEADINGS):
        level = int(tag.name[1])
        while open_levels and open_levels[-1][0] > level:
            open_levels.pop()
        if not open_levels:
            open_levels.append((level, 2))
        elif open_levels[-1][0] < level:
            open_levels.append((level, min(open_levels[-1][1] + 1, 6)))
        tag.name = f"h{open_levels[-1][1]}"


def _too_deep(body: Tag) -> bool:
    level: list[Tag] = [body]
    for _ in range(_DEEPEST):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return False
    return True


def _all(tag: Tag, names: Iterable[str]) -> list[Tag]:
    return list(tag.find_all(list(names)))


def _collapse_blanks(body: Tag) -> None:
    """One blank for many, as a browser shows them; a no-break space is none of them."""
    for text in body.find_all(string=True):
        if not text.find_parent("pre"):
            words = re.sub(r"[ \t\r\n\f]+", " ", text)
            before = text.previous_sibling
            after_break = isinstance(before, Tag) and before.name == "br"
            text.replace_with(NavigableString(words.lstrip(" ") if after_break else words))


def _lift_blocks(body: Tag) -> None:
    """`<strong><p>…</p></strong>` becomes `<p><strong>…</strong></p>`."""
    for tag in reversed(_all(body, INLINE)):
        if not tag.find(BLOCKS):
            continue
        for block in [tag, *_all(tag, BLOCKS - {"pre"})]:
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
    for outer in _all(body, ("ul", "ol")):
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
    for stray in _all(body, ("li",)):
        if stray.parent is not None and stray.parent.name not in ("ul", "ol"):
            stray.wrap(new("ul"))
    for stray in _all(body, ("dt", "dd")):
        if stray.parent is not None and stray.parent.name != "dl":
            stray.name = "p" if stray.find(BLOCKS) is None else "blockquote"


def _drop_empty(body: Tag) -> None:
    for tag in reversed(body.find_all(True)):
        if tag.name in ("p", *HEADINGS, "li", "dt", "dd", "blockquote"):
            _trim_breaks(tag)
        if tag.name in ("img", "br", "hr", "td", "th", "tr", "pre") or tag.get("id"):
            continue
        if tag.get_text().strip() or tag.find(["img", "hr", "pre"]):
            continue
        if tag.name in INLINE and tag.get_text():
            tag.unwrap()
        elif tag.name not in ("thead", "tbody", "tfoot", "table") or not tag.find(["td", "th"]):
            tag.decompose()


def _is_edge(neighbour: PageElement | None) -> bool:
    return neighbour is None or (isinstance(neighbour, Tag) and neighbour.name in BLOCKS)


def _trim_breaks(tag: Tag) -> None:
    """Line breaks and blanks at a block's edges show nothing."""
    for edge in (0, -1):
        while tag.contents:
            child = tag.contents[edge]
            blank = isinstance(child, NavigableString) and not str(child).strip()
            if not blank and not (isinstance(child, Tag) and child.name == "br"):
                break
            child.extract()
