"""The text of a post or page: its HTML checked and finished, with every fault and its line.

Raw HTML is allowed in Markdown, so the checks look at the HTML that comes out, not at the signs
that went in.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from comments_service.contract.catalogues import Translator
from comments_service.contract.characters import MEND, control_in
from comments_service.contract.config import Config
from comments_service.contract.content import Image
from comments_service.contract.faults import Fault
from plugins.anchors import Anchors
from plugins.lines import Lines
from plugins.markup import allowed, wrong_with
from plugins.model import Picture
from plugins.picture_figures import hide_licence, remove_picture, set_apart, show_picture
from plugins.picture_reader import PictureReader
from plugins.picture_rights import PictureUse
from plugins.pictures import Facts
from plugins.references import DeadReference, Link, Reference, embed, refer
from plugins.shapes import box_table, caption_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EMBEDDED = {
    "img": (),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
}
_OPENING = 70


@dataclass(frozen=True)
class Body:
    """`html` still names other texts by their file: see `references.resolve_sources`."""

    html: str
    text: str
    """The words alone."""
    files: frozenset[str]
    """Pictures and other files it shows or links, below the content folder."""
    pictures: tuple[PictureUse, ...]
    """What is said of its pictures, the lead picture's first; also of those whose time is over."""
    shown: tuple[Picture, ...]
    """The pictures that stand in the text, in their order."""
    links: tuple[Link, ...]
    addresses: tuple[tuple[str, int], ...]
    """Root-relative addresses, each with its line."""
    ids: frozenset[str]

    @property
    def opening(self) -> str:
        """The first words, for what has no title."""
        return shortened(self.text, _OPENING)


def shortened(text: str, length: int) -> str:
    """Whole words of `text`, at most `length` characters, with … where something is left out."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"


class BodyReader:
    """Reads one text; afterwards `faults` holds what is wrong in it."""

    def __init__(
        self,
        path: Path,
        name: str,
        content: Path,
        config: Config,
        lines: Lines,
        t: Translator,
        taken: Anchors,
        pictures: PictureReader,
        place: str,
    ) -> None:
        """`taken` are the anchors that the theme sets on the text's page; `place` is where its
        pictures stand, of those in `picture_places.py`.
        """
        self.faults: list[Fault] = pictures.faults
        self._folder, self._name, self._content = path.parent, name, content
        self._config, self._lines, self._t, self._taken = config, lines, t, taken
        self._pictures, self._where = pictures, place
        self._shown: dict[Any, Picture] = {}
        self._files: set[str] = set()
        self._links: list[Link] = []
        self._addresses: list[tuple[str, int]] = []
        self._ids: set[str] = set()

    def read(self, markup: str) -> Body:
        root = html.fragment_fromstring(markup, create_parent="div")
        # Notes between the authors are not for readers.
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        for paragraph in list(root.iter("p")):
            set_apart(paragraph)
        elements = list(root.iterdescendants())
        level = 1
        for element in elements:
            self._common(element)
            if element.tag in _HEADINGS:
                level = self._heading(element, level)
            elif element.tag == "a":
                self._anchor(element)
            elif element.tag in _EMBEDDED:
                self._embedded(element)
        for image in self._shown:
            hide_licence(image)
        text = " ".join(root.text_content().split())
        if control := control_in(text):
            # Written as a number, such as &#7;, it passes for text until now.
            self._fault(self._lines.find("&#"), f"a text holds the control {control[1]}", MEND)
        self._shape(elements)
        return Body(
            html=_inner(root),
            text=text,
            files=frozenset(self._files),
            pictures=tuple(self._pictures.uses),
            shown=tuple(p for p in self._shown.values() if not self._pictures.over(p)),
            links=tuple(self._links),
            addresses=tuple(self._addresses),
            ids=frozenset(self._ids),
        )

    def picture(self, image: Image, line: int) -> Picture | None:
        """The lead picture, to be asked for before the text; its faults are noted for `line`."""
        reference = self._try(lambda: embed(image.file, *self._place), line)
        if reference is None:
            return None
        picture = self._pictures.lead(image, reference.key, line)
        if picture is not None:
            self._files.add(reference.key)
        return picture

    @property
    def _place(self) -> tuple[Path, Path, Config]:
        return self._folder, self._content, self._config

    def _fault(self, line: int, cause: str, mend: str) -> None:
        self.faults.append(Fault(self._name, line, cause, mend))

    def _try(self, resolve: Callable[[], Reference], line: int) -> Reference | None:
        try:
            reference = resolve()
        except DeadReference as error:
            self._fault(line, str(error), error.mend)
            return None
        return reference

    def _common(self, element: Any) -> None:
        # What stands inside of something forbidden goes with it.
        if all(allowed(parent) for parent in element.iterancestors()):
            for needle, cause, mend in wrong_with(element):
                self._fault(self._lines.find(needle), cause, mend)
        if identifier := element.get("id"):
            line = self._lines.of_id(identifier)
            if identifier in self._ids:
                cause = f"the anchor {identifier!r} stands twice"
                self._fault(line, cause, "rename one of them")
            elif identifier in self._taken:
                cause = f"the theme has an anchor {identifier!r}, too"
                self._fault(line, cause, f"rename it, for example «text-{identifier}»")
            self._ids.add(identifier)

    def _shape(self, elements: list[Any]) -> None:
        """Figures and tables get their form; a table is named by its caption or its chapter."""
        chapter = ""
        named: Counter[str] = Counter()
        for element in elements:
            if element.tag in _HEADINGS:
                chapter = " ".join(element.text_content().split())
            elif element.tag == "img" and (picture := self._shown.get(element)):
                if self._pictures.over(picture):
                    remove_picture(element)
                    continue
                self._files.add(picture.key)
                show_picture(element, picture, self._where, self._t)
            elif element.tag == "table":
                name = caption_of(element)
                if not name:
                    name = self._t("Table: %(name)s", name=chapter) if chapter else self._t("Table")
                named[name] += 1
                # Whoever jumps from region to region must be able to tell them apart.
                box_table(element, f"{name} {named[name]}" if named[name] > 1 else name)

    def _heading(self, element: Any, level: int) -> int:
        found = int(element.tag[1])
        words = " ".join(element.text_content().split())
        line = self._lines.find((element.text or words).strip() or words)
        if not words:
            self._fault(line, "a heading is empty", "write its words, or remove the #")
        elif found == 1:
            self._fault(
                line,
                f"the heading {words!r} is of the title's level",
                "start it with ##: the title is the only heading above",
            )
        elif found > level + 1:
            self._fault(
                line,
                f"the heading {words!r} skips a level",
                f"start it with {'#' * (level + 1)}",
            )
        return found

    def _anchor(self, element: Any) -> None:
        if "footnote-backref" in element.classes:
            element.attrib.pop("title", None)
            element.set("aria-label", self._t("Back to the text"))
            return
        address = element.get("href")
        if address is None or "footnote-ref" in element.classes:
            return
        # Markdown writes blanks and umlauts as they stand in the file.
        line = self._lines.find(address)
        reference = self._try(lambda: refer(address.strip(), *self._place), line)
        if reference is None:
            return
        element.set("href", reference.href)
        if reference.key and not reference.is_text:
            self._attached(reference.key, line)
        if reference.is_text or reference.fragment:
            self._links.append(Link(reference.key, reference.fragment, line))
        elif reference.is_local:
            self._addresses.append((reference.href, line))

    def _embedded(self, element: Any) -> None:
        written = element.get("src") or f"<{element.tag}"
        line = self._lines.find(written)
        if element.tag == "img":
            self._picture(element, written, line)
        else:
            for attribute in _EMBEDDED[element.tag]:
                if address := element.get(attribute):
                    self._embed(element, attribute, address, line)
        if element.attrib.pop("srcset", None) is not None:
            self._fault(line, "srcset cannot stand in a text", "name one picture in src")

    def _picture(self, element: Any, written: str, line: int) -> None:
        key = ""
        if not (address := element.get("src")):
            self._fault(line, "a picture has no address", "write its file name in parentheses")
        elif reference := self._try(lambda: embed(address.strip(), *self._place), line):
            key = reference.key
        if picture := self._pictures.inline(element, key, written, line):
            self._shown[element] = picture

    def _embed(self, element: Any, attribute: str, address: str, line: int) -> None:
        reference = self._try(lambda: embed(address.strip(), *self._place), line)
        if reference is None:
            return
        element.set(attribute, reference.href)
        facts = self._attached(reference.key, line)
        if attribute == "poster" and facts and not (element.get("width") and element.get("height")):
            element.set("width", str(facts.width))
            element.set("height", str(facts.height))

    def _attached(self, key: str, line: int) -> Facts | None:
        """A file that is linked or played; what is known of it if it is a picture."""
        self._files.add(key)
        return self._pictures.attached(key, line)


def _inner(root: Any) -> str:
    children = (html.tostring(child, encoding="unicode") for child in root)
    return ((root.text or "") + "".join(children)).strip()
