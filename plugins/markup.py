"""What HTML a text may hold: what Markdown makes, and what is as harmless.

A list of what is allowed, not of what is forbidden: nothing loads, runs or styles something only
because nobody thought of it.
"""

from collections.abc import Iterator
from typing import Any

_EVERYWHERE = frozenset({"class", "dir", "id", "lang", "role", "title", "translate"})
_CELL = ("abbr", "align", "colspan", "headers", "rowspan", "scope")
_MEDIUM = ("controls", "loop", "muted", "preload", "src")
_PLAIN = (
    *("abbr", "address", "aside", "b", "bdi", "bdo", "br", "caption", "cite", "code", "dd", "dfn"),
    *("div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("i", "kbd", "mark", "p", "pre", "rp", "rt", "ruby", "s", "samp", "section", "small", "span"),
    *("strong", "sub", "summary", "sup", "table", "tbody", "tfoot", "thead", "tr", "u", "ul"),
    *("var", "wbr"),
)
_ALLOWED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_PLAIN, ()),
    "a": ("href", "hreflang", "rel", "type"),
    "audio": _MEDIUM,
    "blockquote": ("cite",),
    "col": ("span",),
    "colgroup": ("span",),
    "data": ("value",),
    "del": ("cite", "datetime"),
    "details": ("name", "open"),
    # `srcset` has a message of its own.
    "img": ("src", "alt", "width", "height", "loading", "decoding", "srcset"),
    "ins": ("cite", "datetime"),
    "li": ("value",),
    "ol": ("reversed", "start", "type"),
    "q": ("cite",),
    "source": ("src", "type", "srcset"),
    "td": _CELL,
    "th": _CELL,
    "time": ("datetime",),
    "track": ("default", "kind", "label", "src", "srclang"),
    "video": (*_MEDIUM, "height", "playsinline", "poster", "width"),
}
_MEND = "remove it: a text brings words and pictures, looks and behaviour are the theme's"
_MENDS = {
    "name": "write id instead",
    "target": "remove it: readers choose where a link opens",
}


def allowed(element: Any) -> bool:
    return element.tag in _ALLOWED


def wrong_with(element: Any) -> Iterator[tuple[str, str, str]]:
    """Each thing that cannot stand in a text: how it starts in the file, cause and mend."""
    if not allowed(element):
        yield f"<{element.tag}", f"<{element.tag}> cannot stand in a text", _MEND
        return
    for attribute in element.attrib:
        if attribute in _EVERYWHERE or attribute in _ALLOWED[element.tag]:
            continue
        if not attribute.startswith("aria-"):
            yield (
                f"{attribute}=",
                f"the attribute {attribute!r} cannot stand in a text",
                _MENDS.get(attribute, _MEND),
            )
