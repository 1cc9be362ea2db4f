"""HTML to the Markdown that the newsroom's build reads: Python-Markdown with «extra».

markdownify does the work. Changed here is what differs between the dialects: lists are indented
by four, only what would be read as a sign is escaped, and what Markdown has no sign for stays HTML.
"""

# ruff: noqa: ARG002 - markdownify calls every method with the same arguments

import html
import re
from collections import Counter
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from comments_service.importing.soup import BLOCKS

# Signs anywhere in a line; `_` only where it does not stand inside a word.
_SIGNS = re.compile(r"[\\`*{]|(?<!\w)_|_(?!\w)|\[(?=\^|TOC\])|\[(?=[^\]]*\](?:\(|\[|:))")
_AMPERSAND = re.compile(r"&(?=#?\w+;)")
# Signs only at the start of a line: headings, quotes, lists, rules; and two without an escape.
_AT_START = re.compile(r"^(\s*)(#|>|[-+](?=\s|$|[-+ ]{2})|\d+(?=\.(?:\s|$)))")
_ODD_START = re.compile(r"^(\s*)([:=](?=\s|=|$))")
_LANGUAGE = re.compile(r"(?:brush:\s*|lang(?:uage)?[-:])([\w+#-]+)")


class Converter(MarkdownConverter):
    """A method for each tag; `text` is the Markdown of what the tag holds.

    markdownify publishes types for a part of its methods only.
    """

    def __init__(self) -> None:
        super().__init__(heading_style="atx", bullets="-", escape_misc=False)
        self._items: Counter[int] = Counter()
        """How many items of each list were met; they come in their order."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        text: str = super().process_text(el, parent_tags=parent_tags)  # type: ignore[misc]
        if parent_tags and "_noformat" in parent_tags:
            return text
        if _starts_line(el):
            text = _AT_START.sub(_escaped_start, text)
            text = _ODD_START.sub(lambda m: f"{m[1]}&#{ord(m[2])};", text)
        following = el.next_sibling
        if text.endswith("!") and isinstance(following, Tag) and following.name == "a":
            return f"{text[:-1]}\\!"
        return text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _SIGNS.sub(lambda match: "\\" + match[0], text)
        text = _AMPERSAND.sub("&amp;", text).replace("<", "&lt;")
        return text.replace("|", "\\|") if parent_tags & {"td", "th"} else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href") or "")
        if "_noformat" in parent_tags or not href:
            return text
        stripped = text.strip()
        before, after = (" " * text.startswith(" ")), (" " * text.endswith(" "))
        if not stripped:
            return text
        if el.get_text().strip() == href and href.startswith(("http://", "https://")):
            return f"{before}<{href}>{after}"
        title = f' "{_attribute(str(el["title"]))}"' if el.get("title") else ""
        return f"{before}[{stripped}]({href}{title}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = re.sub(r"([\[\]\\`*_])", r"\\\1", " ".join(str(el.get("alt") or "").split()))
        title = f' "{_attribute(str(el["title"]))}"' if el.get("title") else ""
        return f"![{alt}]({el.get('src')}{title})"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return "<br>"
        return " " if "_inline" in parent_tags else "  \n"

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n* * *\n\n"

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = super().convert_list(el, text, parent_tags)  # type: ignore[misc]
        return _apart(el, ("ul", "ol")) + text

    convert_ul = convert_ol = convert_list

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = super().convert_blockquote(el, text, parent_tags)  # type: ignore[misc]
        return _apart(el, ("blockquote",)) + text

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = text.strip()
        mark = "- "
        if el.parent is not None and el.parent.name == "ol":
            self._items[id(el.parent)] += 1
            mark = f"{self._items[id(el.parent)]}. "
        lines = text.split("\n")
        indented = [f"    {line}" if line else "" for line in lines[1:]]
        return "\n".join([mark + lines[0], *indented]) + "\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = el.get_text().strip("\n")
        holder = el.find("code")
        classes = [*el.get_attribute_list("class"), *_classes(holder)]
        language = _LANGUAGE.search(" ".join(filter(None, classes)))
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{language[1].lower() if language else ''}\n{text}\n{fence}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not _is_simple(el):
            return f"\n\n{as_html(el)}\n\n"
        return f"\n\n{text.strip()}\n\n"

    def convert_q(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _as_tag(el, text)

    convert_abbr = convert_cite = convert_del = convert_dfn = convert_ins = convert_q
    convert_mark = convert_s = convert_small = convert_sub = convert_sup = convert_q
    convert_time = convert_var = convert_q

    def convert_kbd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Its text was left alone like code, but it will stand in the open."""
        return _as_tag(el, self.escape(text, parent_tags))

    convert_samp = convert_kbd

    def process_tag(self, node: Tag, parent_tags: set[str] | None = None) -> str:
        """Targets of links within the post keep an anchor: Markdown has none."""
        text: str = super().process_tag(node, parent_tags=parent_tags)  # type: ignore[misc]
        identifier = node.get("id")
        if not identifier:
            return text
        anchor = f'<span id="{html.escape(str(identifier))}"></span>'
        marked = re.match(r"\n*(?:(?:[#>-]+|\d+\.) )*", text)
        cut = marked.end() if marked else 0
        return text[:cut] + anchor + text[cut:]


def to_markdown(body: Tag) -> str:
    """The Markdown of a tree that `tree.normalise` has shaped."""
    converter = Converter()
    text: str = converter.process_tag(body)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def as_html(tag: Tag) -> str:
    """The tag as HTML that Markdown passes through: no blank line ends it early."""
    return re.sub(r"\n\s*\n", "\n", str(tag))


def _as_tag(el: Tag, text: str) -> str:
    if not text.strip():
        return text
    attributes = "".join(
        f' {name}="{html.escape(str(value))}"' for name, value in el.attrs.items() if name != "id"
    )
    return f"<{el.name}{attributes}>{text}</{el.name}>"


def _apart(el: Tag, names: tuple[str, ...]) -> str:
    """Two lists or quotes in a row would be read as one; a comment keeps them apart."""
    before = el.find_previous_sibling()
    return "\n\n<!-- -->\n" if before is not None and before.name in names else ""


def _attribute(text: str) -> str:
    """A title between quotes; Python-Markdown knows no escape there but the entity."""
    return _AMPERSAND.sub("&amp;", " ".join(text.split())).replace('"', "&quot;")


def _classes(tag: Any) -> list[str]:
    return list(filter(None, tag.get_attribute_list("class"))) if isinstance(tag, Tag) else []


def _escaped_start(match: re.Match[str]) -> str:
    sign = match[2]
    return f"{match[1]}{sign}\\" if sign.isdigit() else f"{match[1]}\\{sign}"


def _starts_line(el: NavigableString) -> bool:
    node: Any = el
    while True:
        previous = node.previous_sibling
        while isinstance(previous, NavigableString) and not previous.strip(" "):
            previous = previous.previous_sibling
        if previous is not None:
            return isinstance(previous, Tag) and (previous.name == "br" or previous.name in BLOCKS)
        node = node.parent
        if node is None or node.name in BLOCKS or node.name == "body":
            return True


def _is_simple(table: Tag) -> bool:
    """Whether pipes can draw it: one header row at the top, nothing but words in the cells."""
    rows = table.find_all("tr")
    if not rows or table.find([*(BLOCKS - {"thead", "tbody", "tfoot", "tr", "th", "td"}), "img"]):
        return False
    if any(
        cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1"
        for cell in table.find_all(["td", "th"])
    ):
        return False
    heads = [[cell.name == "th" for cell in row.find_all(["td", "th"])] for row in rows]
    return all(heads[0]) and not any(any(row) for row in heads[1:])
