"""What the templates see: posts, pages and language sites, every attribute computed once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from comments_service.contract.threads import Thread


@dataclass(frozen=True)
class Alternate:
    """An entry of the language switcher."""

    lang: str
    native_name: str
    url: str
    current: bool
    exact: bool
    """A real translation of the page, rather than the other language's front page."""


@dataclass(frozen=True)
class Picture:
    """A post's lead picture; width and height in pixels."""

    url: str
    alt: str
    caption: str
    credit: str
    width: int
    height: int


@dataclass(frozen=True)
class ContactView:
    name: str
    role: str
    phone: str
    email: str


@dataclass(eq=False, repr=False)
class Shelf:
    """What gathers posts: a topic, a year, an author. Newest first."""

    posts: list["PostView"] = field(default_factory=list, kw_only=True)

    @property
    def count(self) -> int:
        return len(self.posts)


@dataclass(eq=False, repr=False)
class TopicView(Shelf):
    id: str
    name: str
    description: str
    url: str
    feed_atom: str
    feed_rss: str


@dataclass(eq=False, repr=False)
class YearView(Shelf):
    year: int
    url: str


@dataclass(eq=False, repr=False)
class AuthorView(Shelf):
    id: str
    name: str
    role: str
    url: str


@dataclass(eq=False, repr=False)
class PostView:
    """A public post. Posts know their neighbours, so they are compared by identity."""

    permanent_id: str
    source: str
    """The post's file, as an editor knows it."""
    title: str
    headline: str
    kind: str
    lang: str
    date: datetime
    updated: datetime | None
    url: str
    summary: str
    content: str
    topics: list[TopicView]
    persons: list[AuthorView]
    image: Picture | None
    pinned: bool
    thread: Thread | None
    """None where the post takes and shows no comments."""
    newer: "PostView | None" = None
    older: "PostView | None" = None
    related: list["PostView"] = field(default_factory=list)
    frame: dict[str, Any] = field(default_factory=dict)
    """What its page needs besides the post: see `frames.py`."""

    @property
    def comments_enabled(self) -> bool:
        return self.thread is not None

    @property
    def alternates(self) -> list[Alternate]:
        found: list[Alternate] = self.frame["alternates"]
        return found


@dataclass(eq=False, repr=False)
class PageView:
    permanent_id: str
    source: str
    title: str
    lang: str
    url: str
    summary: str
    role: str
    content: str
    thread: Thread | None
    """None where the page takes and shows no comments, as most pages do."""
    frame: dict[str, Any] = field(default_factory=dict)

    @property
    def comments_enabled(self) -> bool:
        return self.thread is not None


@dataclass(eq=False, repr=False)
class Site:
    """The newsroom in one language, complete in itself. Lists of posts are newest first."""

    lang: str
    native_name: str
    name: str
    tagline: str
    description: str
    boilerplate: str
    url: str
    feed_atom: str
    feed_rss: str
    contacts: list[ContactView]
    pages: dict[str, PageView]
    """By role."""
    menu_pages: list[PageView]
    topics: list[TopicView]
    years: list[YearView]
    authors: list[AuthorView]
    posts: list[PostView]
