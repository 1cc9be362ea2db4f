"""What a feed holds, whatever its format: `feed_writer.py` writes it as Atom, RSS or JSON Feed.

Addresses are absolute, times are timezone-aware.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

# What an empty feed says: a fixed moment, since "now" would make each build a change.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

FORMATS = ("atom", "rss", "json")
MIME = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True)
class Channel:
    """A feed as a whole; `lang` is a language tag (BCP 47)."""

    id: str
    title: str
    subtitle: str
    lang: str
    page_url: str
    feed_url: str
    author: str


@dataclass(frozen=True)
class Person:
    name: str
    url: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A file that belongs to an entry; `length` in bytes."""

    url: str
    mime: str
    length: int
    title: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry. `html` is the full text, with absolute addresses."""

    id: str
    title: str
    url: str
    html: str
    summary: str
    authors: tuple[Person, ...]
    """At least one (RFC 4287, 4.1.2)."""
    published: datetime
    updated: datetime
    topics: tuple[str, ...] = ()
    image: str = ""
    """Address of the lead picture, or ""."""
    enclosures: tuple[Enclosure, ...] = ()
    """The first one counts most: RSS has room for one."""
    replies_url: str = ""
    """The page's comments, for RSS, and …"""
    replies_feed: str = ""
    """… the feed of the entry's comments (RFC 4685)."""
    lang: str = ""
    """Language of the entry, where it may differ from the feed's."""
    in_reply_to: tuple[str, str] | None = None
    """For a comment: id and address of what it answers (RFC 4685, section 3)."""
