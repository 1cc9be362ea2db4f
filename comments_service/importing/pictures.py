"""Pictures in a post: copied beside it where a copy is at hand, otherwise links to where they are.

A page of the newsroom shows nothing from another host, so a picture's address alone is no picture.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4 import Tag
from bs4.element import NavigableString

from comments_service.contract.licences import RESERVED
from comments_service.contract.pictures import read_caption
from comments_service.importing import soup
from comments_service.importing.copies import Copies
from comments_service.importing.export import WpItem
from comments_service.importing.links import absolute
from comments_service.importing.media import FORMATS, Media
from comments_service.importing.notes import Notes
from comments_service.importing.soup import HEADINGS

# For a picture of which nobody ever said what it shows; the file's name follows.
_PICTURE = {"de": "Bild", "en": "Picture", "fr": "Image", "it": "Immagine"}
# WordPress has no field for the credit that every picture needs here.
_NO_CREDIT = {
    "de": "Bild: unbekannt",
    "en": "Photo: unknown",
    "fr": "Photo: inconnu",
    "it": "Immagine: sconosciuto",
}
# What announces a licence. Nobody knows what the pictures of another system may be used for.
_LICENCE = {"de": "Lizenz", "en": "Licence", "fr": "Licence", "it": "Licenza"}
_LAZY = ("data-src", "data-lazy-src", "data-orig-file", "data-original")
_NUMBER = re.compile(r"wp-image-(\d+)")
_ALIGNED = re.compile(r"^align(left|right|center|none|wide|full)$")


@dataclass
class Pictures:
    """Turns the pictures of one post into its own, or into links."""

    media: Media
    copies: Copies
    site: str
    lang: str
    notes: Notes

    def place(self, body: Tag) -> None:
        for tag in body.find_all("img"):
            self._place(tag)

    def _place(self, tag: Tag) -> None:
        if _is_emoji(tag):
            tag.replace_with(str(tag.get("alt") or ""))
            return
        source = next((tag[name] for name in _LAZY if tag.get(name)), tag.get("src"))
        url = absolute(self.site, str(source or ""))
        if not source or url is None:
            self.notes.add("a picture without a usable address dropped")
            tag.replace_with(str(tag.get("alt") or ""))
            return
        if tag.get("width") == "1" and tag.get("height") == "1":
            self.notes.add(f"tracking pixel dropped: {url}")
            tag.decompose()
            return
        number = _NUMBER.search(" ".join(tag.get_attribute_list("class")))
        attachment = self.media.attachment(url, number[1] if number else "")
        alt = self._alt(tag, url, attachment)
        link = tag.parent if tag.parent is not None and tag.parent.name == "a" else None
        full = self._larger(link)
        if (name := self.copies.picture(full or url) or self.copies.picture(url)) is not None:
            self._show(tag, name, alt, link if full else None)
        else:
            self._link(tag, full or url, alt, link)

    def _alt(self, tag: Tag, url: str, attachment: WpItem | None) -> str:
        """What the picture shows, from the first place that says it."""
        meta = attachment.meta.get("_wp_attachment_image_alt", "") if attachment else ""
        said = [str(tag.get("alt") or ""), meta]
        guessed = [attachment.excerpt, attachment.title] if attachment else []
        guessed.append(str(tag.get("title") or ""))
        texts = [soup.plain_text(text) for text in (*said, *guessed)]
        file = unquote(PurePosixPath(urlsplit(url).path).name)
        alt = next(filter(None, texts), f"{_PICTURE[self.lang]} {file}")
        if not any(texts[: len(said)]):
            self.notes.add(f"a picture had no alternative text, check «{alt}»: {url}")
        return alt

    def _larger(self, link: Tag | None) -> str | None:
        """The address of the larger version that a picture links to, if that is what it does."""
        url = absolute(self.site, str(link.get("href", ""))) if link is not None else None
        if link is None or url is None or link.get_text().strip() or len(link.find_all("img")) > 1:
            return None
        if page := self.media.attachment_page(url):
            return page.attachment_url
        return url if PurePosixPath(urlsplit(url).path).suffix.lower() in FORMATS else None

    def _show(self, tag: Tag, name: str, alt: str, link: Tag | None) -> None:
        aligned = any(_ALIGNED.match(c) for c in tag.get_attribute_list("class") if c)
        tag.attrs = {"src": name, "alt": alt}
        if link is not None:
            link.unwrap()
        figure = tag.find_parent("figure")
        if figure is not None:
            self._caption(figure, tag)
        elif aligned or tag.find_parent(list(HEADINGS)):
            _set_apart(tag)
        caption = str(tag.get("title") or "")
        said = read_caption(caption)
        if not said.credit:
            caption = _sentence(caption, _NO_CREDIT[self.lang])
            self.notes.add(f"a picture's credit is unknown, write it into its caption: {name}")
        if not said.licence:
            caption = _sentence(caption, f"{_LICENCE[self.lang]}: {RESERVED.id}")
            self.notes.add(f"a picture's licence is unknown, «{RESERVED.id}» stands there: {name}")
        tag["title"] = caption

    def _caption(self, figure: Tag, picture: Tag) -> None:
        """The build makes a figure of a picture alone in its paragraph, its title the caption."""
        figure.name = "p"
        caption = figure.find("figcaption")
        if not isinstance(caption, Tag):
            return
        picture["title"] = " ".join(caption.get_text().split())
        for link in caption.find_all("a", href=True):
            self.notes.add(f"a caption cannot hold a link: {link['href']}")
        caption.decompose()

    def _link(self, tag: Tag, url: str, alt: str, link: Tag | None) -> None:
        self.notes.add(f"picture on another host, now a link: {url}")
        aligned = any(_ALIGNED.match(c) for c in tag.get_attribute_list("class") if c)
        anchor = soup.new("a", alt, href=url)
        if link is not None and not self._larger(link):
            # A link cannot hold another one: the picture's stands before what it led to.
            link.insert_before(anchor)
            anchor.insert_after(" ")
            tag.extract()
            if not link.get_text().strip():
                link.string = str(link.get("title") or link.get("href"))
        elif link is not None:
            link.replace_with(anchor)
        else:
            tag.replace_with(anchor)
        figure = anchor.find_parent("figure")
        if figure is not None:
            _captioned_link(figure, alt)
        elif aligned:
            _set_apart(anchor)


def _sentence(text: str, addition: str) -> str:
    """`addition` as a sentence of its own behind `text`."""
    if text and (text[-1].isalnum() or text[-1] in ")»”"):
        text += "."
    return f"{text} {addition}".strip()


def _is_emoji(tag: Tag) -> bool:
    classes = tag.get_attribute_list("class")
    return (
        "wp-smiley" in classes
        or "emoji" in classes
        or "//s.w.org/images/core/emoji" in str(tag.get("src"))
    )


def _captioned_link(figure: Tag, alt: str) -> None:
    """A figure without its picture is a paragraph: the link, a dash, the caption."""
    caption = figure.find("figcaption")
    if isinstance(caption, Tag):
        if " ".join(caption.get_text().split()) in ("", alt):
            caption.decompose()
        else:
            for blank in list(caption.previous_siblings):
                if not isinstance(blank, NavigableString) or blank.strip():
                    break
                blank.extract()
            caption.insert_before(" – ")
            caption.unwrap()
    figure.name = "p"
    figure.attrs = {}


def _set_apart(tag: Tag) -> None:
    """An aligned picture becomes a block of its own, before the paragraph that flowed round it."""
    block = tag
    while block.parent is not None and block.parent.name in ("a", "strong", "em", "b", "i", "span"):
        block = block.parent
    paragraph = block.parent
    if paragraph is None or paragraph.name not in ("p", *HEADINGS):
        return
    own = soup.new("p")
    paragraph.insert_before(own)
    own.append(tag.extract())
