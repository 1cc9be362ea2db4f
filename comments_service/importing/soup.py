"""Trees of HTML: reading them, making parts of them, and the tags that matter in a post."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TABLE_PARTS = ("caption", "colgroup", "thead", "tbody", "tfoot", "tr", "th", "td")
KEPT_BLOCKS = frozenset(
    (*HEADINGS, "p", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr", "table")
).union(TABLE_PARTS)
BLOCKS = KEPT_BLOCKS | frozenset(
    (
        *("address", "article", "aside", "details", "div", "fieldset", "footer", "form"),
        *("figcaption", "figure", "header", "main", "nav", "section", "summary"),
    )
)
# Expressed in Markdown, or allowed in it as they are.
INLINE = frozenset(
    (
        *("a", "abbr", "br", "cite", "code", "del", "dfn", "em", "img", "ins", "kbd", "mark"),
        *("q", "s", "samp", "small", "strong", "sub", "sup", "time", "var"),
    )
)
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL | re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BLOCK = re.compile(rf" ?(</?(?:{'|'.join(sorted(BLOCKS))}|br)\b[^<>]*>) ?", re.IGNORECASE)
# Making one takes as long as reading a comment.
_MAKER = BeautifulSoup("", "lxml")
# Deeper nesting is no writing; and converting is recursive.
_DEEPEST = 60


def parse(html: str) -> Tag:
    """The body of a piece of HTML, whatever is wrong with it."""
    soup = BeautifulSoup(f"<html><body>{_squeezed(html)}</body></html>", "lxml")
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
    tag = _MAKER.new_tag(name, attrs=dict(attributes))
    if text:
        tag.append(text)
    return tag


def plain_text(html: str) -> str:
    """The words of a piece of HTML in one line."""
    body = parse(html)
    for tag in body.find_all([*BLOCKS, "br"]):
        tag.insert_after(" ")
    return " ".join(body.get_text().split())


def all_in(tag: Tag, names: Iterable[str]) -> list[Tag]:
    """What `find_all` gives, at a tenth of its cost."""
    wanted = frozenset(names)
    return [d for d in tag.descendants if isinstance(d, Tag) and d.name in wanted]


def holds_block(tag: Tag) -> bool:
    return any(isinstance(d, Tag) and d.name in BLOCKS for d in tag.descendants)


def _too_deep(body: Tag) -> bool:
    level: list[Tag] = [body]
    for _ in range(_DEEPEST):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return False
    return True


def _squeezed(html: str) -> str:
    """One blank for many, none beside blocks, as a browser shows them; `pre` is left alone.

    In the tree itself the same would take time that grows with the square of a long post.
    """
    parts = _PRE.split(html)
    for number in range(0, len(parts), 2):
        parts[number] = _AROUND_BLOCK.sub(r"\1", _BLANKS.sub(" ", parts[number]))
    return "".join(parts)
