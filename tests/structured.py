"""What Google's documents ask of structured data, as checks: Article, Event, BreadcrumbList,
Organization and ProfilePage. Each check gives a list of complaints, empty where all is well.

More strictly than the documents, everything they recommend and a post can have is required.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image

Node = dict[str, Any]
Read = Callable[[str], bytes | None]
"""The bytes behind an absolute address of the newsroom; None where there is nothing."""

SHAPES = {"1:1": 1.0, "4:3": 4 / 3, "16:9": 16 / 9}
FEWEST_PIXELS = 50_000
FORMATS = {"PNG", "JPEG", "WEBP", "GIF"}


def nodes(tree: Any) -> list[Node]:
    """Every object in a page's head."""
    found = [
        json.loads(text) for text in tree.xpath("//script[@type='application/ld+json']/text()")
    ]
    assert all(node["@context"] == "https://schema.org" for node in found)
    return found


def of_type(tree: Any, kind: str) -> list[Node]:
    return [node for node in nodes(tree) if node["@type"] == kind]


def article(node: Node, read: Read) -> list[str]:
    return [
        *_needs(node, "headline", "description", "image", "datePublished", "dateModified",
                "author", "publisher", "mainEntityOfPage", "inLanguage", "isAccessibleForFree",
                "isPartOf", "url", "identifier"),
        *_headline(node.get("headline", "")),
        *_pictures(node.get("image", []), read),
        *_moment(node, "datePublished"),
        *_moment(node, "dateModified"),
        *_order(node, "datePublished", "dateModified"),
        *_authors(node.get("author", []), read),
        *organization(node.get("publisher", {}), read),
        *_address(node.get("mainEntityOfPage", {}).get("@id", ""), read, "mainEntityOfPage"),
        *_corrections(node.get("correction", [])),
        *_media(node.get("associatedMedia", []), read),
        *_works(node, read),
        *_empty(node),
    ]  # fmt: skip


def event(node: Node, read: Read) -> list[str]:
    place = node.get("location", {})
    return [
        *_needs(node, "name", "startDate", "endDate", "location", "organizer", "description",
                "image", "eventStatus", "eventAttendanceMode"),
        *_needs(place, "name", "address"),
        *_moment(node, "startDate"),
        *_moment(node, "endDate"),
        *_order(node, "startDate", "endDate"),
        *organization(node.get("organizer", {}), read),
        *_pictures(node.get("image", []), read),
        *_empty(node),
    ]  # fmt: skip


def breadcrumbs(node: Node, read: Read) -> list[str]:
    items = node.get("itemListElement", [])
    found = [] if len(items) > 1 else ["a trail has two steps or more"]
    for position, item in enumerate(items, 1):
        found += _needs(item, "name", "item")
        found += [] if item.get("position") == position else [f"step {position} is misnumbered"]
        found += _address(item.get("item", ""), read, f"step {position}")
    return found


def organization(node: Node, read: Read) -> list[str]:
    found = _needs(node, "name", "url", "logo")
    logo = node.get("logo", {})
    data = read(logo.get("url", ""))
    if data is None:
        return [*found, "the logo is not there"]
    with Image.open(BytesIO(data)) as picture:
        if picture.size != (logo["width"], logo["height"]) or min(picture.size) < 112:
            found.append(f"the logo has {picture.size}")
        if picture.format not in FORMATS:
            found.append(f"the logo is a {picture.format}")
    return found


def person(node: Node, read: Read) -> list[str]:
    return [
        *([] if node.get("@type") == "Person" else ["the author is no Person"]),
        *_needs(node, "name", "url", "jobTitle"),
        *_address(node.get("url", ""), read, "author"),
    ]


def _needs(node: Node, *names: str) -> list[str]:
    return [f"{name} is missing" for name in names if node.get(name) in (None, "", [], {})]


def _empty(value: Any, path: str = "") -> Iterator[str]:
    """Properties without a value."""
    if value in ("", None) or value == [] or value == {}:
        yield f"{path} is empty"
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _empty(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from _empty(inner, path)


def _headline(text: str) -> list[str]:
    return [] if 0 < len(text) <= 110 else [f"the headline has {len(text)} characters"]


def _pictures(addresses: list[str], read: Read) -> list[str]:
    """One of each shape, large enough, and of a kind that is read."""
    found, shapes = [], []
    for address in addresses:
        data = read(address)
        if data is None:
            found.append(f"{address} is not there")
            continue
        with Image.open(BytesIO(data)) as picture:
            width, height = picture.size
            if width * height < FEWEST_PIXELS:
                found.append(f"{address} has {width} × {height} pixels")
            if picture.format not in FORMATS:
                found.append(f"{address} is a {picture.format}")
        shapes += [name for name, ratio in SHAPES.items() if abs(width / height - ratio) < 0.01]
    if sorted(shapes) != sorted(SHAPES):
        found.append(f"the shapes are {shapes}")
    return found


def _moment(node: Node, name: str) -> list[str]:
    try:
        moment = datetime.fromisoformat(node[name])
    except (KeyError, ValueError):
        return [f"{name} is no ISO 8601"]
    return [] if moment.tzinfo else [f"{name} has no offset"]


def _order(node: Node, first: str, second: str) -> list[str]:
    try:
        early, late = (datetime.fromisoformat(node[name]) for name in (first, second))
    except (KeyError, ValueError):
        return []
    return [] if early <= late else [f"{second} lies before {first}"]


def _authors(value: Any, read: Read) -> list[str]:
    if isinstance(value, dict):
        # Nobody signs: then the company speaks.
        return [] if value.get("@type") == "Organization" else ["the author is nobody"]
    return [complaint for node in value for complaint in person(node, read)]


def _address(address: str, read: Read, what: str) -> list[str]:
    return [] if read(address) is not None else [f"{what}: {address!r} leads to nothing"]


def _corrections(found: list[Node]) -> list[str]:
    return [
        complaint
        for node in found
        for complaint in (
            *([] if node.get("@type") == "CorrectionComment" else ["a correction is none"]),
            *_needs(node, "text"),
            *_moment(node, "datePublished"),
        )
    ]


def _media(found: list[Node], read: Read) -> list[str]:
    """Google's document on «Image metadata»: a licence, and who is to be named."""
    return [
        complaint
        for node in found
        for complaint in (
            *_needs(node, "contentUrl", "creditText", "license", "acquireLicensePage",
                    "copyrightNotice", "creator"),
            *_address(node.get("contentUrl", ""), read, "contentUrl"),
        )
    ]  # fmt: skip


def _works(node: Node, read: Read) -> list[str]:
    works = [*([node["translationOfWork"]] if "translationOfWork" in node else []),
             *node.get("workTranslation", [])]  # fmt: skip
    return [
        complaint
        for work in works
        for complaint in (*_needs(work, "inLanguage"), *_address(work["url"], read, "translation"))
    ]
