"""A release as data for the typesetter: what theme/print/release.typ sets, in its order.

Every text comes as a string of its own, so nothing in it can be taken for markup. Pictures are
named by numbers; which file each one is stands beside the data, since a picture may lie anywhere.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plugins.model import Picture
from plugins.press.lines import Inline, Node, words_of
from plugins.press.plain import line, walk
from plugins.press.release import Release

# The text's column, and the greatest height of a picture in it, in millimetres; pixels an inch.
_COLUMN, _HIGHEST, _DENSITY = 129.0, 88.0, 150
# Up to here a table's rows stay on one page, and its columns are as wide as what stands in them.
_SHORT_TABLE, _NARROW_CELL, _NARROW_ROW, _LONG_CELL = 14, 16, 70, 600
_REGIONS = {"de": "CH", "fr": "CH", "it": "CH", "en": "GB"}


@dataclass(frozen=True)
class Print:
    """A picture as it is printed: a file that the typesetter can read, and its size in pixels."""

    path: Path
    width: int
    height: int


@dataclass
class Sheet:
    data: dict[str, Any]
    moment: datetime
    """The document's own date."""
    files: list[Path] = field(default_factory=list)
    """The pictures, by the numbers that `data` names them with."""

    @property
    def key(self) -> str:
        """All of the data: two sheets with one key and the same pictures look the same."""
        return json.dumps(self.data, sort_keys=True)


def sheet(release: Release, printed: Callable[[str], Print | None]) -> Sheet:
    """`printed` finds the file for a picture's address in the page; None leaves it out."""
    return _Sheet(release, printed).made()


class _Sheet:
    def __init__(self, release: Release, printed: Callable[[str], Print | None]) -> None:
        self._release, self._printed = release, printed
        moment = release.post.updated or release.post.date
        self._sheet = Sheet({}, moment.astimezone(UTC))
        self._seen: set[str] = set()

    def made(self) -> Sheet:
        release = self._release
        post, config, t = release.post, release.run.config, release.t
        today = release.press_address
        verify = f"{today}#verify"
        self._sheet.data = {
            "lang": post.lang,
            "region": _REGIONS.get(post.lang),
            "accent": config.colours.accent,
            "title": post.headline,
            "lead": post.summary,
            "author": config.newsroom.legal_name,
            "keywords": [topic.name for topic in post.topics],
            "moment": [*self._sheet.moment.timetuple()[:6]],
            "company": release.company,
            "kind": release.kind,
            "date": release.day,
            "when": release.dateline_with_time,
            "changes": release.changes,
            "notice": release.notice,
            "address_shown": shown(release.address),
            "picture": self._lead(post.image),
            "text": self._text(),
            "corrections": [
                {"date": moment, "text": text} for moment, text in release.correction_lines
            ],
            "abbreviations": list(release.tree.abbreviations.items()),
            "boilerplate": release.post.boilerplate,
            "contacts": [
                {
                    "name": contact.name,
                    "role": contact.role,
                    "phone": contact.phone,
                    "tel": contact.phone.replace(" ", ""),
                    "email": contact.email,
                }
                for contact in release.contacts
            ],
            "closing": [
                (t("Who can be reached today:"), today, shown(today)),
                (t("This release on the web:"), release.address, shown(release.address)),
                (t("How to check that this file is ours:"), verify, shown(verify)),
            ],
            "credits": list(self._credits()),
            "licences": [
                {
                    "name": licence.name,
                    "terms": licence.terms,
                    "url": licence.full_text,
                    "shown": shown(licence.full_text),
                }
                for licence in release.licences
            ],
            "words": {
                "about": t("About %(name)s", name=release.company),
                "abbreviations": t("Abbreviations"),
                "contact": t("Press contact"),
                "corrections": t("Corrections"),
                "licences": t("Terms of use"),
                "page": t("Page"),
                "pictures": t("Pictures"),
                "source": t("Source"),
            },
        }
        return self._sheet

    def _text(self) -> list[Node]:
        blocks = [self._block(block) for block in self._release.tree.blocks]
        opening = self._release.dateline
        first = blocks[0] if blocks else None
        # Many write the place and the day themselves.
        if not (first and line(_inlines(first)).startswith(self._release.post.place)):
            start: list[Inline] = [{"t": "strong", "c": [f"{opening}."]}]
            if first and first["t"] == "p":
                first["c"] = [*start, " ", *first["c"]]
            else:
                blocks.insert(0, {"t": "p", "c": start})
        return blocks

    def _block(self, node: Node) -> Node:
        """The node with all that the typesetter needs besides. The tree itself stays as it is."""
        made = {key: self._value(value) for key, value in node.items()}
        kind = node["t"]
        if kind in ("link", "note"):
            self._mark(made)
        elif kind == "list":
            made["tight"] = all(
                sum(block["t"] == "p" for block in item["blocks"]) < 2 for item in node["items"]
            )
        elif kind == "table":
            made |= _columns(node)
        elif kind == "figure":
            made["pictures"] = list(self._pictures(node["pictures"]))
        elif kind == "media":
            made["shown"] = shown(node["src"])
        return made

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return self._block(value) if "t" in value else _mapped(value, self._value)
        return [self._value(item) for item in value] if isinstance(value, list) else value

    def _mark(self, node: Node) -> None:
        """The sign behind a link or before a note, which is explained where it first stands."""
        name = f"{node['t']} {node['mark']}"
        node["first"] = name not in self._seen
        self._seen.add(name)
        if node["t"] == "link":
            node["shown"] = shown(node["shown"])
        elif node["first"]:
            notes = self._release.tree.notes.get(node["key"], [])
            blocks = [self._block(block) for block in notes]
            # Its first paragraph stands beside the number.
            node["opening"] = blocks.pop(0)["c"] if blocks and blocks[0]["t"] == "p" else []
            node["blocks"] = blocks

    def _pictures(self, pictures: list[Node]) -> Iterator[Node]:
        for picture in pictures:
            if found := self._printed(picture["src"]):
                yield self._picture(found, picture["alt"])

    def _lead(self, image: Picture | None) -> Node | None:
        found = self._printed(image.url) if image else None
        if not (image and found):
            return None
        rights = f"{image.credit.rstrip('.')}. " + (image.licence.name if image.licence else "")
        caption = [f"{image.caption} {rights}".strip()]
        return {"t": "figure", "pictures": [self._picture(found, image.alt)], "caption": caption}

    def _picture(self, found: Print, alt: str) -> Node:
        width = found.width / _DENSITY * 25.4
        width = _COLUMN if found.path.suffix == ".svg" else min(_COLUMN, width)
        height = width * found.height / found.width
        if height > _HIGHEST:
            width, height = width * _HIGHEST / height, _HIGHEST
        self._sheet.files.append(found.path)
        number = len(self._sheet.files) - 1
        return {"file": number, "alt": alt, "width": round(width, 2), "height": round(height, 2)}

    def _credits(self) -> Iterator[dict[str, str]]:
        for shown_picture in self._release.pictures:
            picture = shown_picture.picture
            yield {
                "file": picture.key.rpartition("/")[2],
                "caption": picture.caption or picture.alt,
                "rights": shown_picture.rights,
            }


def shown(address: str) -> str:
    """An address as it is printed: what everybody leaves out is left out."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _mapped(value: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    return {key: change(inner) for key, inner in value.items()}


def _inlines(node: Node) -> list[Inline]:
    found: list[Inline] = node["c"] if node["t"] == "p" else []
    return found


def _columns(table: Node) -> dict[str, Any]:
    """How many columns there are, how wide each (0: as what stands in it), and what may break."""
    rows = [*table["head"], *table["rows"]]
    widest = [0] * max((sum(cell["span"] for cell in row) for row in rows), default=1)
    for row in rows:
        position = 0
        for cell in row:
            length = max((len(text) for text in _words(cell["c"]).split("\n")), default=0)
            if cell["span"] == 1 and position < len(widest):
                widest[position] = max(widest[position], length)
            position += cell["span"]
    narrow = sum(widest) + 3 * len(widest) <= _NARROW_ROW
    shares = [0 if narrow or length <= _NARROW_CELL else min(length, 80) for length in widest]
    lengths = [len(_words(cell["c"])) for row in rows for cell in row]
    return {
        "columns": len(widest),
        "shares": shares,
        "long": max(lengths, default=0) > _LONG_CELL,
        "breaks": len(rows) > _SHORT_TABLE or sum(lengths) > 4 * _LONG_CELL,
    }


def _words(blocks: list[Node]) -> str:
    return "\n".join(words_of(block.get("c", [])) for block in walk(blocks))
