"""The text of a WordPress post as Markdown, checked against what it was made from."""

import re
from collections import Counter
from dataclasses import dataclass

from bs4 import Tag
from markdown import Markdown
from pelican.tools.pelican_import import decode_wp_content

from comments_service.importing import shortcodes, soup, tree
from comments_service.importing.embeds import replace_embeds
from comments_service.importing.export import WpItem
from comments_service.importing.figures import shape_figures
from comments_service.importing.links import Links, Target, absolute
from comments_service.importing.markdown import as_html, to_markdown
from comments_service.importing.notes import Notes
from comments_service.importing.pictures import Pictures

# What the build reads Markdown with, as far as it changes words and structure.
_EXTENSIONS = ["abbr", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables"]
_BLOCK = re.compile(r"<!--\s*/?wp:([\w/-]+)\s*(?:\{.*?\}\s*)?(/?)-->", re.DOTALL)
_NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")
_URL = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class Conversion:
    """What the conversion of one post needs to know of its surroundings."""

    item: WpItem
    place: Target
    """Where the post itself will stand."""
    links: Links
    pictures: Pictures
    notes: Notes

    def markdown(self) -> str:
        """The post's text; everything that could not come along unchanged is noted."""
        body = soup.parse(self._html())
        replace_embeds(body, self._base, self.notes)
        self._add_lead_and_enclosure(body)
        _link_addresses(body)
        shape_figures(body)
        self.pictures.place(body)
        targets = self._resolve_links(body)
        if styles := tree.strip_attributes(body, targets):
            self.notes.add(f"{styles} style {'attribute' if styles == 1 else 'attributes'} dropped")
        tree.normalise(body)
        return checked_markdown(body, self.notes)

    @property
    def _base(self) -> str:
        return self.item.link or self.pictures.site

    def _html(self) -> str:
        content = self.item.content.replace("\r\n", "\n")
        in_blocks = "<!-- wp:" in content
        for block in _BLOCK.finditer(content):
            if block[2]:
                self.notes.add(f"block «{block[1]}», which WordPress fills, left out")
        content = _BLOCK.sub("\n", content)
        if _NEXT_PAGE.search(content):
            self.notes.add("the pages of a paginated post stand below each other")
            content = _NEXT_PAGE.sub("\n\n<hr>\n\n", content)
        media = self.pictures.media
        content = shortcodes.expand(
            content, lambda ids: media.of_post(self.item.id, ids), self.notes
        )
        return content if in_blocks else str(decode_wp_content(content))

    def _add_lead_and_enclosure(self, body: Tag) -> None:
        """The featured picture opens the post, or is linked at its end; so are enclosures."""
        item = self.item
        number = item.meta.get("_thumbnail_id", "")
        lead = self.pictures.media.attachment("", number) if number else None
        if lead is not None and not body.find("img", class_=f"wp-image-{number}"):
            figure = soup.new("figure")
            figure.append(soup.new("img", src=lead.attachment_url))
            figure.append(soup.new("figcaption", lead.excerpt))
            if self.pictures.copies.picture(lead.attachment_url):
                self.notes.add("the lead picture opens the text: as «image» it needs a credit")
                body.insert(0, figure)
            else:
                body.append(figure)
        url = item.meta.get("enclosure", "").partition("\n")[0].strip()
        if url and url not in item.content and (target := absolute(self._base, url)):
            paragraph = soup.new("p")
            paragraph.append(soup.new("a", target, href=target))
            body.append(paragraph)

    def _resolve_links(self, body: Tag) -> set[str]:
        """Give every link its new target; the ids in the post that something links to."""
        ids = {str(tag.get("id") or tag.get("name")) for tag in body.find_all(_has_name)}
        own_name = self.place.path.name
        targets: set[str] = set()
        for tag in body.find_all("a"):
            if tag.get("href") is None:
                # An anchor of old, `<a name="x">`; whether it is needed, the links decide.
                tag.name, tag.attrs = "span", {"id": str(tag.get("id") or tag.get("name") or "")}
                continue
            href, _, fragment = str(tag["href"]).strip().partition("#")
            resolved = self._target(href) if href else own_name
            if resolved == own_name and fragment in ids:
                targets.add(fragment)
                tag["href"] = f"#{fragment}"
            elif resolved is None or (not href and resolved == own_name):
                self.notes.add(f"link without a target now, its words stay: {tag['href']}")
                tag.unwrap()
            else:
                outward = "://" in resolved and fragment
                tag["href"] = f"{resolved}#{fragment}" if outward else resolved
        return targets

    def _target(self, href: str) -> str | None:
        """What a link leads to now: a copied file, an imported post, or the address itself."""
        url = absolute(self._base, href)
        if url is None:
            return None
        if page := self.pictures.media.attachment_page(url):
            url = page.attachment_url
        return self.pictures.copies.document(url) or self.links.resolve(url, self.place)


def checked_markdown(body: Tag, notes: Notes) -> str:
    """Markdown that the build turns into the same words, links and pictures again.

    Where Markdown would be misread, that block stands in the file as HTML, which Markdown allows.
    """
    text = to_markdown(body)
    if _content_of(_rendered(text)) == _content_of(body):
        return text
    blocks = []
    for block in body.find_all(True, recursive=False):
        alone = soup.parse(str(block))
        own = to_markdown(alone)
        if _content_of(_rendered(own)) != _content_of(alone):
            notes.add(f"a <{block.name}> kept as HTML, Markdown has no form for it")
            own = as_html(block)
        blocks.append(own)
    return "\n\n".join(blocks)


def _rendered(text: str) -> Tag:
    return soup.parse(Markdown(extensions=_EXTENSIONS).convert(text))


def _content_of(tag: Tag) -> tuple[str, Counter[tuple[str, ...]]]:
    """Words without their blanks, and how often each meaningful tag stands there."""
    words = "".join(tag.get_text().split())
    names = ("a", "img", "li", "pre", "table", "tr", "blockquote", "ul", "ol", "dl", "dt", "dd")
    tags = Counter(
        (found.name, *(str(found.get(name) or "") for name in ("href", "src", "alt", "title")))
        for found in tag.find_all([*names, "strong", "em", "br", "hr", *soup.HEADINGS])
    )
    return words, tags


def _has_name(tag: Tag) -> bool:
    return bool(tag.get("id") or (tag.name == "a" and tag.get("name")))


def _link_addresses(body: Tag) -> None:
    """WordPress shows an address alone in its line as what stands there; it becomes a link."""
    for text in body.find_all(string=_URL):
        parent, words = text.find_parent(), text.strip()
        neighbours = (text.previous_sibling, text.next_sibling)
        alone = all(n is None or (isinstance(n, Tag) and n.name == "br") for n in neighbours)
        if (
            alone
            and parent
            and parent.name in ("p", "div", "body", "figure")
            and _URL.fullmatch(words)
        ):
            text.replace_with(soup.new("a", words, href=words))
