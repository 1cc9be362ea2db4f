"""A newsroom with something of everything, and its feeds as a strict reader sees them."""

import json
import re
from datetime import datetime
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ("atom", "rss", "json")


def fill(site: Any) -> None:
    """Posts of every kind in both languages."""
    site.picture("turm/turm.png")
    original = site.post(
        "turm/de",
        '![Ein Turm](turm.png "Foto: Meier. Lizenz: presse")\n\n[Haus](../haus.md),'
        " [aussen](https://x.example/), [Thema](/de/themen/bau/), Fussnote.[^1]"
        "\n\n[^1]: A & B < C.",
        title="'Turm: «Haus» & <neu>'",
        slug="turm",
        summary="Kurz & gut",
        topics="[bau]",
        authors="[anna, bruno]",
        image="turm.png",
        image_alt="Turm",
        image_credit="Meier",
        image_licence="presse",
        modified="2026-01-16 10:00",
    )
    site.post("turm/en", lang="en", title="Tower", translates=original, topics="[bau]")
    site.post("haus", title="Haus", date="2025-07-01 08:00", comments="off")
    site.post("kurz", "Eine kurze Meldung.", title=None, kind="note", topics="[bau]")


def feeds(site: Any, *kinds: str) -> dict[str, bytes]:
    """The site's feeds of some formats (all of them) by their path."""
    found = {name: data for name, data in site.files().items() if "/feed." in name}
    return {n: d for n, d in found.items() if n.rpartition(".")[2] in (kinds or FORMATS)}


def entries(site: Any, name: str = "de/feed.atom") -> list[Any]:
    """The entries of an Atom feed."""
    return list(etree.fromstring(site.files()[name]).findall(f"{ATOM}entry"))


def titles(site: Any, name: str = "de/feed.atom") -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(site, name)]


def content(entry: Any) -> str:
    """The text of an Atom entry."""
    text: str = entry.findtext(f"{ATOM}content")
    return text


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_FEED = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
    "user_comment": str, "next_url": str, "icon": str, "favicon": str, "authors": list,
    "language": str, "expired": bool, "hubs": list, "items": list,
}  # fmt: skip
_ITEM = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str,
    "content_text": str, "summary": str, "image": str, "banner_image": str, "date_published": str,
    "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list,
}  # fmt: skip
_AUTHOR = {"name": str, "url": str, "avatar": str}
_ATTACHMENT = {
    "url": str, "mime_type": str, "title": str, "size_in_bytes": int, "duration_in_seconds": int,
}  # fmt: skip
_ADDRESSES = (
    "url", "external_url", "home_page_url", "feed_url", "next_url", "image", "banner_image",
    "icon", "favicon", "avatar",
)  # fmt: skip


def json_faults(data: bytes) -> list[str]:
    """What keeps a text from being a JSON Feed by version 1.1 of the specification.

    Stricter than it in one thing: members that it does not know are faults, as are empty ones.
    """
    feed = json.loads(data.decode("utf-8"))
    faults = list(_object(feed, _FEED, "feed"))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append("feed: version")
    faults += [f"feed: {name} is missing" for name in ("title", "items") if name not in feed]
    for author in feed.get("authors", []):
        faults += _author(author, "feed")
    seen: set[str] = set()
    for number, item in enumerate(feed.get("items", [])):
        where = f"item {number}"
        faults += _object(item, _ITEM, where)
        if not item.get("id") or item["id"] in seen:
            faults.append(f"{where}: id is missing, or stands twice")
        seen.add(item.get("id", ""))
        if not (item.get("content_html") or item.get("content_text")):
            faults.append(f"{where}: there is no content")
        for name in ("date_published", "date_modified"):
            if name in item and not _is_moment(item[name]):
                faults.append(f"{where}: {name} is no RFC 3339 date")
        for author in item.get("authors", []):
            faults += _author(author, where)
        for file in item.get("attachments", []):
            faults += _object(file, _ATTACHMENT, where)
            faults += [
                f"{where}: attachment without {n}" for n in ("url", "mime_type") if n not in file
            ]
        faults += [f"{where}: tag" for tag in item.get("tags", []) if not isinstance(tag, str)]
    return faults


def _object(value: dict[str, Any], known: dict[str, type], where: str) -> list[str]:
    faults = []
    for name, member in value.items():
        if name not in known:
            faults.append(f"{where}: {name} is unknown")
        elif type(member) is not known[name] or (member in ("", []) and name != "items"):
            faults.append(f"{where}: {name} is {member!r}")
        elif name in _ADDRESSES and not re.fullmatch(r"https?://[!-~]+", member):
            faults.append(f"{where}: {name} is no absolute address: {member}")
    return faults


def _author(author: dict[str, Any], where: str) -> list[str]:
    faults = _object(author, _AUTHOR, where)
    return faults if author else [*faults, f"{where}: an author needs one member at least"]


def _is_moment(text: str) -> bool:
    try:
        return bool(_MOMENT.fullmatch(text)) and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
