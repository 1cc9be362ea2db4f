"""What the templates see: posts, pages and language sites, every attribute computed once."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from comments_service.contract.threads import Thread
from plugins.picture_places import sizes
from plugins.press.model import PressFiles


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
class LicenceView:
    """Who may use something; `url` leads to the terms on the press page."""

    id: str
    name: str
    terms: str
    url: str
    full_text: str
    """Address of the whole text elsewhere, or ""."""


@dataclass(frozen=True)
class PictureFile:
    """A file of a picture; `length` in bytes, width and height in pixels."""

    url: str
    mime: str
    length: int
    width: int
    height: int


@dataclass(frozen=True)
class Card:
    """The picture that stands beside a shared link."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Picture:
    """A picture of a post or person; width and height of the file at `url`, in pixels.

    That file is the one for whoever cannot choose: at most 1200 pixels wide.
    """

    url: str
    alt: str
    caption: str
    credit: str
    """For readers: «Photo: Lea Brunner»."""
    width: int
    height: int
    licence: LicenceView | None = None
    until: datetime | None = None
    """From that moment it is shown no more."""
    key: str = ""
    """Its file, below the content folder."""
    srcset: str = ""
    """All its widths, for a browser to choose from; "" for a drawing, which fits every width."""
    offered: bool = True
    """Whether readers may take the original along."""
    original: PictureFile | None = None
    """In full resolution, with credit and licence inside."""
    enclosure: PictureFile | None = None
    """The file at `url`, as feeds announce it."""
    crops: dict[str, str] = field(default_factory=dict)
    """Addresses of its cuts by shape: 1x1, 4x3, 16x9. Those it is too small for are missing."""

    def sizes(self, place: str) -> str:
        """The attribute `sizes` where the picture stands in a place of `picture_places.py`."""
        return sizes(place, self.width, self.height)


@dataclass(frozen=True)
class ContactView:
    id: str
    name: str
    role: str
    phone: str
    email: str
    topics: tuple[str, ...] = ()
    """Names of the topics the person speaks for; none: all of them."""
    languages: tuple[str, ...] = ()
    """Names of the languages the person speaks."""
    stands_in_for: tuple[tuple[str, date], ...] = ()
    """Who is absent today, and until when, where this person is the deputy."""


@dataclass(frozen=True)
class CorrectionView:
    date: datetime
    text: str


@dataclass(frozen=True)
class EventView:
    starts: datetime
    ends: datetime | None
    venue: str
    over: bool
    """Whether the event has ended."""


@dataclass(frozen=True)
class DownloadView:
    """A file to take along. `size` in bytes; width and height in pixels, None where it has none."""

    url: str
    file_name: str
    title: str
    credit: str
    licence: LicenceView
    until: datetime | None
    size: int
    path: Path
    """The file itself, as it will be published."""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class TranslationStatus:
    """How a post stands to its versions in other languages."""

    original_url: str
    """"" where the post is the original, or has no translations."""
    original_lang: str
    outdated_since: datetime | None
    """The original changed then, and the translation has not followed."""
    missing: tuple[str, ...]
    """Languages of the newsroom in which the post cannot be read."""


@dataclass(frozen=True)
class SeriesPart:
    """A post's place among the posts of its series, oldest first, counted from 1."""

    series: "SeriesView"
    number: int
    previous: "PostView | None"
    next: "PostView | None"


@dataclass(eq=False, repr=False)
class Shelf:
    """What gathers posts: a topic, a year, an author. Newest first."""

    posts: list["PostView"] = field(default_factory=list, kw_only=True)
    card: Card | None = field(default=None, kw_only=True)
    """None where there is none of its own: the site's stands for it."""

    @property
    def count(self) -> int:
        return len(self.posts)


@dataclass(eq=False, repr=False)
class TopicView(Shelf):
    id: str
    name: str
    description: str
    url: str


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
    bio: str = ""
    picture: Picture | None = None


@dataclass(eq=False, repr=False)
class SeriesView(Shelf):
    id: str
    name: str
    description: str
    url: str


@dataclass(eq=False, repr=False)
class StreamView(Shelf):
    """All posts of a kind."""

    kind: str
    name: str
    lead: str
    """What stands in it, in a sentence."""
    url: str


@dataclass(eq=False, repr=False)
class Tombstone:
    """What stands at the address of a post that is withdrawn or expired: not its text."""

    permanent_id: str
    title: str
    kind: str
    lang: str
    url: str
    state: str
    """withdrawn or expired"""
    date: datetime
    """When the post had been published."""
    at: datetime
    """When it was withdrawn, or expired."""
    reason: str
    replaced_by: "PostView | None"
    topics: list[TopicView]
    frame: dict[str, Any] = field(default_factory=dict)


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
    card: Card | None = None
    """From its picture, or set from its words; None where words cannot be set."""
    shapes: dict[str, str] = field(default_factory=dict)
    """Addresses of its pictures for search engines, by shape: 1x1, 4x3, 16x9."""
    pictures: tuple[Picture, ...] = ()
    """Those that stand in the text, in their order."""
    state: str = "published"
    """Of content.STATES; in public always published."""
    series: str = ""
    """Of `[[series]]`, or ""."""
    boilerplate: str = ""
    """What the company said of itself when the post was published, or ""."""
    place: str = ""
    """The dateline's place."""
    corrections: tuple[CorrectionView, ...] = ()
    """Oldest first."""
    contacts: tuple[ContactView, ...] = ()
    """Who can be reached about it today."""
    downloads: tuple[DownloadView, ...] = ()
    press: PressFiles | None = None
    """PDF, plain text and press kit; None for what is neither release nor disclosure."""
    event: EventView | None = None
    approved_by: str = ""
    """The name of whoever approved the text."""
    files: frozenset[str] = frozenset()
    """Pictures and other files of the text, below the content folder."""
    words: str = ""
    """The text without any markup."""
    translation: TranslationStatus | None = None
    part: SeriesPart | None = None
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
    downloads: tuple[DownloadView, ...]
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
    press_url: str
    follow_url: str
    figures_url: str
    """The moderation report; "" without comments."""
    search_url: str
    """"" where there is no index to search."""
    feed_atom: str
    feed_rss: str
    contacts: list[ContactView]
    """Who can be reached today."""
    licences: list[LicenceView]
    banner: tuple[str, str] | None
    """Text and address (or "") of the line at the head of every page."""
    pages: dict[str, PageView]
    """By role."""
    menu_pages: list[PageView]
    topics: list[TopicView]
    years: list[YearView]
    authors: list[AuthorView]
    series: list[SeriesView]
    streams: dict[str, StreamView]
    """By kind, of content.KINDS."""
    posts: list[PostView]
    tombstones: list[Tombstone]
    card: Card | None = None
    """For pages without one of their own; None where words cannot be set."""
    logo: Card | None = None
    """The theme's favicon.svg as a PNG; None where it cannot be drawn."""
