"""Atom 1.0 (RFC 4287) and RSS 2.0 feeds, mended where feedgenerator leaves a choice to its user."""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed, Rss201rev2Feed

from comments_service.contract import ids

# What an empty feed says: a fixed moment, since "now" would make each build a change.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Channel:
    """A feed as a whole. Addresses are absolute; `lang` is a language tag (BCP 47)."""

    id: str
    title: str
    subtitle: str
    lang: str
    page_url: str
    feed_url: str
    author: str


@dataclass(frozen=True)
class Entry:
    """One entry. `html` is the full text with absolute addresses; times are timezone-aware."""

    id: str
    title: str
    url: str
    html: str
    summary: str
    authors: tuple[str, ...]
    published: datetime
    updated: datetime
    topics: tuple[str, ...] = ()
    replies_url: str = ""
    """The page's comments, for RSS, and …"""
    replies_feed: str = ""
    """… the feed of the entry's comments, for Atom (RFC 4685)."""
    lang: str = ""
    """Language of the entry, where it may differ from the feed's."""
    in_reply_to: tuple[str, str] | None = None
    """For a comment: id and address of what it answers (RFC 4685, section 3)."""


class _Atom(Atom1Feed):  # type: ignore[misc]  # feedgenerator carries no types
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:thr": "http://purl.org/syndication/thread/1.0"}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        differs = item["lang"] and item["lang"] != self.feed["language"]
        return {"xml:lang": item["lang"]} if differs else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["more_authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["replies_feed"]:
            handler.addQuickElement(
                "link",
                "",
                {"rel": "replies", "type": "application/atom+xml", "href": item["replies_feed"]},
            )
        if item["in_reply_to"]:
            ref, href = item["in_reply_to"]
            handler.addQuickElement("thr:in-reply-to", "", {"ref": ref, "href": href})


class _Rss(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator carries no types
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


def write(kind: str, channel: Channel, entries: list[Entry]) -> str:
    """The feed as XML text; `kind` is atom or rss. Entries stand in the order given."""
    feed = (_Rss if kind == "rss" else _Atom)(
        title=channel.title,
        link=channel.page_url,
        description=channel.subtitle,
        language=channel.lang,
        feed_url=channel.feed_url,
        feed_guid=ids.uri(channel.id),
        author_name=channel.author,
    )
    for entry in entries:
        _add(feed, kind, entry)
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue()


def _add(feed: Any, kind: str, entry: Entry) -> None:
    rss = kind == "rss"
    feed.add_item(
        title=entry.title,
        link=entry.url,
        # feedgenerator calls the summary HTML, and ours is plain text.
        description=entry.html if rss else (escape(entry.summary, quote=False) or None),
        content=None if rss else entry.html,
        # RSS 2.0 wants an address in <author>; dc:creator holds a name, so all of them in one.
        author_name=", ".join(entry.authors) if rss else entry.authors[0],
        pubdate=entry.published,
        updateddate=entry.updated,
        unique_id=ids.uri(entry.id),
        unique_id_is_permalink=False,
        categories=entry.topics,
        comments=entry.replies_url or None,
        more_authors=entry.authors[1:],
        lang=entry.lang,
        replies_feed=entry.replies_feed,
        in_reply_to=entry.in_reply_to,
    )
