"""Drawings (SVG): a kind of page, which may run and load things unless somebody looks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

_ACTIVE = ("script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler")
_HREFS = ("href", "src")
_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*["']?(?P<address>[^)]*)""", re.IGNORECASE)
# Other ways to name a file in a style, and the escapes that would hide one.
_LOADING_STYLE = re.compile(r"@import|image-set\(|\bsrc\(|\\", re.IGNORECASE)
_PLAIN = "save it as plain SVG, with everything it shows inside"


class UnreadablePicture(Exception):
    """The file is no picture that a page can show. `mend` says what to do."""

    def __init__(self, cause: str, mend: str) -> None:
        super().__init__(cause)
        self.mend = mend


def size(path: Path) -> tuple[int, int]:
    """Width and height of an SVG file that neither runs nor loads. Raises UnreadablePicture."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        document = etree.fromstring(path.read_bytes(), parser).getroottree()
    except (etree.XMLSyntaxError, OSError, ValueError):
        raise UnreadablePicture("it is no SVG, or damaged", "save it anew as SVG") from None
    for wrong in _wrong(document):
        raise UnreadablePicture(f"it {wrong}", _PLAIN)
    return _box(document.getroot())


def _wrong(document: Any) -> Iterator[str]:
    definitions = document.docinfo.internalDTD
    if definitions is not None and any(definitions.iterentities()):
        yield "defines entities"
    for node in document.xpath("//processing-instruction() | /processing-instruction()"):
        if node.target == "xml-stylesheet":
            yield "loads a style sheet"
    for element in document.iter(etree.Element):
        name = etree.QName(element).localname.lower()
        if name in _ACTIVE:
            yield f"holds <{name}>"
        if name == "style" and _loads("".join(element.itertext())):
            yield "loads something from elsewhere"
        for attribute, value in element.attrib.items():
            yield from _wrong_attribute(etree.QName(attribute).localname.lower(), value)


def _wrong_attribute(name: str, value: str) -> Iterator[str]:
    if name.startswith("on"):
        yield f"runs something ({name})"
    elif name in _HREFS and not (value.strip().startswith("#") or _DATA.match(value.strip())):
        yield "points to something elsewhere"
    elif name == "attributename" and value.rpartition(":")[2].lower() in _HREFS:
        yield "changes an address while it is shown"
    elif (name == "style" and _loads(value)) or _foreign(value):
        yield "loads something from elsewhere"


def _loads(style: str) -> bool:
    return bool(_LOADING_STYLE.search(style)) or _foreign(style)


def _foreign(text: str) -> bool:
    return any(
        not (match["address"].startswith("#") or _DATA.match(match["address"]))
        for match in _URL.finditer(text)
    )


def _box(root: Any) -> tuple[int, int]:
    try:
        box = [float(part) for part in root.get("viewBox", "").replace(",", " ").split()]
        width = root.get("width", "").removesuffix("px")
        height = root.get("height", "").removesuffix("px")
        if re.fullmatch(r"[\d.]+", width) and re.fullmatch(r"[\d.]+", height):
            return round(float(width)), round(float(height))
        return round(box[2]), round(box[3])
    except (ValueError, IndexError, OverflowError):
        raise UnreadablePicture(
            "it says neither width and height nor a viewBox", "save it anew as SVG"
        ) from None
