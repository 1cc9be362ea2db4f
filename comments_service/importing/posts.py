"""From a WordPress item to the Markdown file of a post or page: front matter, text, files."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from comments_service.contract import ids
from comments_service.contract.addresses import WORDS, slugify
from comments_service.contract.config import Config
from comments_service.contract.frontmatter import Value, dump
from comments_service.contract.moments import written
from comments_service.importing import moments
from comments_service.importing.content import Conversion
from comments_service.importing.copies import Copies
from comments_service.importing.export import Export, WpItem
from comments_service.importing.links import ALREADY, Links, Target
from comments_service.importing.media import Media
from comments_service.importing.names import Names
from comments_service.importing.notes import Notes
from comments_service.importing.pictures import Pictures
from comments_service.importing.selection import Selected
from comments_service.importing.shelf import Shelf
from comments_service.importing.soup import plain_text


@dataclass(frozen=True)
class Placed:
    """An item with all that must be known before any text can be converted."""

    selected: Selected
    id: str
    title: str
    date: datetime
    """In the newsroom's zone."""
    slug: str
    place: Target
    topics: list[str]
    author: str | None

    @property
    def item(self) -> WpItem:
        return self.selected.item


@dataclass(frozen=True)
class Written:
    """A finished file; `files` are copied beside it."""

    placed: Placed
    text: str
    files: dict[str, Path]
    notes: tuple[str, ...]


@dataclass
class Desk:
    """What the texts of one import share."""

    export: Export
    config: Config
    lang: str
    shelf: Shelf
    names: Names
    media: Media
    links: Links = field(init=False)

    def __post_init__(self) -> None:
        self.links = Links(self.config.newsroom.url)

    def place(self, selected: Selected) -> Placed:
        """Give an item its id, date, slug and file; links to it are known from then on."""
        item = selected.item
        identifier = permanent_id(item, self.export)
        date = moments.post_date(item, self.export, self.config.newsroom.timezone)
        title = plain_text(item.title)
        if not title and selected.is_page:
            title = unquote(item.slug).replace("-", " ") or f"{WORDS[self.lang].page} {item.id}"
        standing = self.shelf.standing(identifier)
        year = None if selected.is_page else date.year
        slug = self.shelf.slug(
            (standing.slug if standing else "") or self._wanted_slug(item, title, identifier),
            identifier,
            self.lang,
            year,
        )
        public_from = None if selected.status == "draft" else ALREADY
        place = Target(
            standing.path if standing else self._path(selected, slug, year),
            date if public_from and item.status == "future" else public_from,
        )
        self.links.add([item.link, item.guid, *self._numbered(item)], place)
        return Placed(
            selected=selected,
            id=identifier,
            title=title,
            date=date,
            slug=slug,
            place=place,
            topics=[] if selected.is_page else self.names.topics(item.categories),
            author=None if selected.is_page else self.names.author(item.creator),
        )

    def write(self, placed: Placed) -> Written:
        """Convert a placed item; every other one must be placed by now."""
        item, notes = placed.item, Notes()
        if placed.selected.note:
            notes.add(placed.selected.note)
        copies = Copies(self.media, notes)
        pictures = Pictures(self.media, copies, self.export.site, self.lang, notes)
        body = Conversion(item, placed.place, self.links, pictures, notes).markdown()
        values = self._page(placed) if placed.selected.is_page else self._post(placed)
        return Written(placed, dump(values, body), copies.files, notes.lines())

    def _post(self, placed: Placed) -> dict[str, Value]:
        item, zone = placed.item, self.config.newsroom.timezone
        changed = moments.modified(item)
        topics = list(dict.fromkeys([*placed.topics, *self.names.tagged(item.tags)]))
        values: dict[str, Value] = {
            "id": placed.id,
            "title": placed.title,
            "lang": self.lang,
            "date": written(placed.date, zone),
            "modified": written(changed, zone) if changed and changed > placed.date else "",
            "kind": "release" if placed.title else "note",
            "status": placed.selected.status,
            "topics": topics,
            "authors": [placed.author] if placed.author else [],
            "summary": plain_text(item.excerpt),
            "slug": placed.slug,
            "comments": "" if item.comment_status == "open" else "closed",
            "pinned": "true" if item.sticky else "",
        }
        return {name: value for name, value in values.items() if value}

    def _page(self, placed: Placed) -> dict[str, Value]:
        values: dict[str, Value] = {
            "id": placed.id,
            "title": placed.title,
            "lang": self.lang,
            "slug": placed.slug,
            "summary": plain_text(placed.item.excerpt),
            "comments": self._page_comments(placed.item),
        }
        return {name: value for name, value in values.items() if value}

    def _page_comments(self, item: WpItem) -> str:
        """WordPress opens comments on every page; here only those keep them that have some."""
        if not any(comment.type in ("", "comment") for comment in item.comments):
            return ""
        return "open" if item.comment_status == "open" else "closed"

    def _wanted_slug(self, item: WpItem, title: str, identifier: str) -> str:
        default = f"{WORDS[self.lang].note}-{identifier[:8]}"
        return slugify(unquote(item.slug)) or slugify(title) or default

    def _path(self, selected: Selected, slug: str, year: int | None) -> PurePosixPath:
        folder = PurePosixPath("pages") if year is None else PurePosixPath(f"posts/{year:04d}")
        return self.shelf.path(folder, slug, self.lang, self.media.used_by(selected.item))

    def _numbered(self, item: WpItem) -> list[str]:
        """The addresses by number, which WordPress answers whatever the permalinks are."""
        if not item.id or not self.export.site:
            return []
        return [f"{self.export.site}/?{name}={item.id}" for name in ("p", "page_id")]


def permanent_id(item: WpItem, export: Export) -> str:
    """The same for every export of a site: WordPress promises that the guid never changes."""
    return ids.derived("wordpress", item.guid or export.site, item.id or item.link)
