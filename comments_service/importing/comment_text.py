"""A comment in HTML as the text its author would type here: the comments' Markdown subset.

That subset has paragraphs, emphasis, code, quotes, lists and links. What else stood in a comment
keeps its words: a heading becomes bold, a table's row a line, a picture or film a link.
"""

# ruff: noqa: ARG002 - markdownify calls every method with the same arguments

import re
from html import unescape

from bs4 import Tag
from pelican.tools.pelican_import import decode_wp_content

from comments_service.importing import soup, tree
from comments_service.importing.embeds import replace_embeds
from comments_service.importing.links import absolute
from comments_service.importing.markdown import Converter
from comments_service.importing.notes import Notes
from comments_service.importing.simple_html import simple_text
from comments_service.publish.comment_html import render

_SIGNS = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])")
_TAG = re.compile(r"<[^>]*>")
_URL = re.compile(r"https?://[^\s<>]+")
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\s*(?:<p>[^<]*</p>\s*)+")
# What HTML or the subset would read as anything but words.
_SPECIAL = re.compile(
    r"[<>&\\`*_\[\]#+~=|\t\r@]|://|  |\n\n\n| \n|\n |^(?:-|\d+[.)])", re.MULTILINE
)
_SUBSET = frozenset(("a", "br", "code", "em", "strong"))


class _Comment(Converter):
    """The subset is CommonMark, where a line stays a line and no entity is read."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return _words_escaped(text)

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n"


def _words_escaped(text: str) -> str:
    """Addresses stay as they are, so that they are recognised as links."""
    parts: list[str] = []
    end = 0
    for url in _URL.finditer(text):
        parts += [_SIGNS.sub(r"\\\g<0>", text[end : url.start()]), url[0]]
        end = url.end()
    return "".join(parts) + _SIGNS.sub(r"\\\g<0>", text[end:])


def comment_text(content: str) -> tuple[str, tuple[str, ...]]:
    """The text, and what could not come along as it was.

    Where nothing marks paragraphs, lines and blank lines do, as in WordPress.
    """
    content = content.replace("\r\n", "\n")
    if (words := _only_words(content)) is not None:
        return words, ()
    if (simple := simple_text(content, _words_escaped)) is not None:
        return simple, ()
    return by_tree(content)


def by_tree(content: str) -> tuple[str, tuple[str, ...]]:
    """What `comment_text` gives, for any HTML; this takes milliseconds."""
    notes = Notes()
    body = soup.parse(content if _PARAGRAPH.search(content) else decode_wp_content(content))
    replace_embeds(body, "https:", notes)
    _keep_words_of_the_rest(body)
    tree.strip_attributes(body)
    tree.normalise(body)
    for heading in soup.all_in(body, soup.HEADINGS):
        heading.name = "p"
        heading.append(_wrapped(heading, "strong"))
    for tag in soup.all_in(body, soup.INLINE - _SUBSET):
        tag.unwrap()
    text = _converted(body)
    if _words(render(text)) != _letters(body):
        notes.add("some of its markup could not be kept")
        text = "\n\n".join(_kept(block) for block in body.find_all(True, recursive=False))
    return text, notes.lines()


def _only_words(content: str) -> str | None:
    """The text of a comment without any markup but paragraphs: most are, and this is quick."""
    text = content.strip()
    if _PARAGRAPHS.fullmatch(text):
        inner = (part.rpartition("<p>")[2] for part in text.split("</p>")[:-1])
        text = "\n\n".join(filter(None, (" ".join(part.split()) for part in inner)))
    return None if _SPECIAL.search(text) else text


def _converted(body: Tag) -> str:
    text: str = _Comment().process_tag(body)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _kept(block: Tag) -> str:
    """The block, if it keeps its words; otherwise rather plain words than misread ones."""
    text = _converted(soup.parse(str(block)))
    if _words(render(text)) == _letters(block):
        return text
    lines = (_escaped(str(line)) for line in block.find_all(string=True))
    return "\n".join(filter(None, lines))


def _keep_words_of_the_rest(body: Tag) -> None:
    for tag in soup.all_in(body, ["img"]):
        url, alt = absolute("https:", str(tag.get("src") or "")), str(tag.get("alt") or "").strip()
        if url is None:
            tag.replace_with(alt)
            continue
        link = soup.new("a", alt or url, href=url)
        tag.replace_with(link)
    for tag in soup.all_in(body, ["a"]):
        url = absolute("https:", str(tag.get("href") or ""))
        if url is None or not url.startswith(("http://", "https://", "mailto:")):
            tag.unwrap()
        else:
            tag["href"] = url
    for row in soup.all_in(body, ["tr"]):
        cells = [" ".join(cell.get_text().split()) for cell in row.find_all(["td", "th"])]
        row.clear()
        row.name = "p"
        row.append(" · ".join(filter(None, cells)))
    for tag in soup.all_in(body, ["table", "thead", "tbody", "tfoot", "caption", "dl", "figure"]):
        tag.name = "div"
    for tag in soup.all_in(body, ["dt", "dd", "figcaption"]):
        tag.name = "p"
    for tag in soup.all_in(body, ["q"]):
        tag.insert_before("«")
        tag.insert_after("»")
        tag.unwrap()
    for tag in soup.all_in(body, ["hr"]):
        tag.decompose()


def _wrapped(tag: Tag, name: str) -> Tag:
    wrapper = soup.new(name)
    for child in list(tag.children):
        wrapper.append(child.extract())
    return wrapper


def _words(rendered: str) -> str:
    """The letters and signs of HTML that was made here, where each tag ends with its sign."""
    return "".join(unescape(_TAG.sub("", rendered)).split())


def _letters(tag: Tag) -> str:
    return "".join(tag.get_text().split())


def _escaped(text: str) -> str:
    text = re.sub(r"[\\`*_\[\]<]", r"\\\g<0>", " ".join(text.split()))
    return re.sub(r"^([-+>]|\d+(?=[.)]))", lambda m: _escaped_start(m[0]), text)


def _escaped_start(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
