"""Every address a file names, whether it is a page, a style sheet, a feed, a sitemap or a list."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

# Attributes that hold one address, and those that hold several, each with a width or density.
_SINGLE = ("href", "src", "poster", "action", "formaction", "data-src", "cite")
_SEVERAL = ("srcset", "imagesrcset")
_META = ("og:image", "og:url", "twitter:image")
_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_XML = ("href", "url", "xmlUrl", "htmlUrl", "src")
_TEXTS = ("loc", "link", "comments", "image_loc")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.IGNORECASE)


def named(kind: str, data: bytes) -> list[str]:
    """The addresses in a file of that media type, in their order, as they stand there."""
    return list(dict.fromkeys(address.strip() for address in _named(kind, data) if address))


def _named(kind: str, data: bytes) -> Iterator[str]:
    if kind == "text/html":
        yield from of_html(html.document_fromstring(data))
    elif kind == "text/css":
        yield from ("".join(found) for found in _CSS.findall(data.decode()))
    elif kind in ("application/json", "application/feed+json"):
        yield from _of_json(json.loads(data))
    elif kind.endswith(("/xml", "+xml", "opml")) and kind != "image/svg+xml":
        yield from _of_xml(etree.fromstring(data))


def of_html(root: Any) -> Iterator[str]:
    for element in root.iter(etree.Element):
        for name in _SINGLE:
            # A search form leads to itself; what it is sent to with POST is not a page.
            if (value := element.get(name)) is not None and not _is_post(element):
                yield value
        for name in _SEVERAL:
            yield from (part.split()[0] for part in (element.get(name) or "").split(",") if part)
        if element.tag == "meta":
            yield from _of_meta(element)
        elif element.get("type") == "application/ld+json":
            yield from _of_json(json.loads(element.text))


def _is_post(element: Any) -> bool:
    return element.tag == "form" and (element.get("method") or "").lower() == "post"


def _of_meta(element: Any) -> Iterator[str]:
    content = element.get("content") or ""
    if (element.get("property") or element.get("name")) in _META:
        yield content
    elif (element.get("http-equiv") or "").lower() == "refresh":
        yield from _REFRESH.findall(content)


def _of_json(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "content_html":
                yield from of_html(html.fragment_fromstring(inner, create_parent="div"))
            elif key not in ("@context", "version", "hubs"):
                yield from _of_json(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_json(inner)
    elif isinstance(value, str) and re.fullmatch(r"(https?:/)?/\S*", value):
        # Behind the # stands the name of a thing that is told of, not a place on the page.
        yield value.partition("#")[0]


def _of_xml(root: Any) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield from (element.get(name) for name in _XML if element.get(name))
        name = etree.QName(element).localname
        text = (element.text or "").strip()
        if name in _TEXTS and text:
            yield text
        elif name in ("content", "description", "encoded") and "<" in text:
            yield from of_html(html.fragment_fromstring(text, create_parent="div"))
