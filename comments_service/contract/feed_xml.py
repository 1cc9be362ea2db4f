"""Atom 1.0 (RFC 4287) and RSS 2.0, mended where feedgenerator leaves a choice to its user.

An entry is put into XML apart from any feed: it may stand in many, and its text is long.
"""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from comments_service.contract import ids
from comments_service.contract.feeds import MIME, Channel, Entry


class _Ready:
    """Writes entries that are XML already, between the feed's own head and foot."""

    feed: dict[str, Any]

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        # The one call of SAX that writes a text as it stands.
        handler.ignorableWhitespace("\n{}\n".format("\n".join(self.feed["entries"])))


class _Atom(_Ready, Atom1Feed):  # type: ignore[misc]  # feedgenerator carries no types
    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:thr": "http://purl.org/syndication/thread/1.0"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for person in entry.authors[1:]:
            handler.startElement("author", {})
            handler.addQuickElement("name", person.name)
            if person.url:
                handler.addQuickElement("uri", person.url)
            handler.endElement("author")
        for file in entry.enclosures:
            link = {"rel": "enclosure", "type": file.mime, "href": file.url}
            title = {"title": file.title} if file.title else {}
            handler.addQuickElement("link", "", {**link, "length": str(file.length), **title})
        if entry.replies_feed:
            handler.addQuickElement("link", "", _replies(entry))
        if entry.in_reply_to:
            ref, href = entry.in_reply_to
            handler.addQuickElement("thr:in-reply-to", "", {"ref": ref, "href": href})


class _Rss(_Ready, Rss201rev2Feed):  # type: ignore[misc]
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        # RSS has no word of its own for either, and borrows them from Atom.
        if entry.updated != entry.published:
            handler.addQuickElement("atom:updated", entry.updated.isoformat(timespec="seconds"))
        if entry.replies_feed:
            handler.addQuickElement("atom:link", "", _replies(entry))
        # More than one is refused by many readers.
        for file in entry.enclosures[:1]:
            values = {"url": file.url, "length": str(file.length), "type": file.mime}
            handler.addQuickElement("enclosure", "", values)


_KINDS: dict[str, type[SyndicationFeed]] = {"atom": _Atom, "rss": _Rss}


def item(kind: str, entry: Entry, lang: str) -> str:
    """An entry for a feed in `lang`."""
    feed = _KINDS[kind](title="", link="", description="", language=lang)
    rss = kind == "rss"
    names = [person.name for person in entry.authors]
    feed.add_item(
        title=entry.title,
        link=entry.url,
        # feedgenerator calls the summary HTML, and ours is plain text.
        description=entry.html if rss else (escape(entry.summary, quote=False) or None),
        content=None if rss else entry.html,
        # RSS 2.0 wants an address in <author>; dc:creator holds a name, so all of them in one.
        author_name=", ".join(names) if rss else names[0],
        author_link=entry.authors[0].url or None,
        pubdate=entry.published,
        updateddate=entry.updated,
        unique_id=ids.uri(entry.id),
        unique_id_is_permalink=False,
        categories=entry.topics,
        comments=entry.replies_url or None,
        entry=entry,
    )
    out = StringIO()
    handler = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    name, attributes = ("item", {}) if rss else ("entry", _language(entry, lang))
    handler.startElement(name, attributes)
    feed.add_item_elements(handler, feed.items[0])
    handler.endElement(name)
    return out.getvalue()


def document(kind: str, channel: Channel, items: Sequence[str], updated: datetime) -> str:
    """A whole feed around entries that `item` has made, in the order given."""
    feed = _KINDS[kind](
        title=channel.title,
        link=channel.page_url,
        description=channel.subtitle,
        language=channel.lang,
        feed_url=channel.feed_url,
        feed_guid=ids.uri(channel.id),
        author_name=channel.author,
        entries=items,
        updated=updated,
    )
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue()


def _language(entry: Entry, lang: str) -> dict[str, str]:
    return {"xml:lang": entry.lang} if entry.lang and entry.lang != lang else {}


def _replies(entry: Entry) -> dict[str, str]:
    return {"rel": "replies", "type": MIME["atom"], "href": entry.replies_feed}
