"""What one run of the generator knows. It lives in the settings and ends with the run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from comments_service.contract import assets
from comments_service.contract.addresses import file_for
from comments_service.contract.catalogues import Translator, translators
from comments_service.contract.config import Config
from comments_service.contract.content import Page, Post
from comments_service.contract.due import Due
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.paths import Paths
from comments_service.contract.pause import Pause, read_pause
from comments_service.contract.redirects import Redirects
from comments_service.contract.threads import Announcement, Thread
from plugins.anchors import Anchors, anchors
from plugins.body import Body
from plugins.model import PageView, Picture, PostView, Site
from plugins.picture_album import Album

if TYPE_CHECKING:
    from plugins.ledger import Entry
    from plugins.press.checksums import Version
    from plugins.sitemaps import Listed

KEY = "NEWSROOM_BUILD"

# States of posts that may still become public.
_AHEAD = ("draft", "review", "approved", "scheduled")


@dataclass(frozen=True)
class Source:
    """A Markdown file of the content folder. `body` is None where the text is not needed."""

    key: str
    """The file, below the content folder."""
    name: str
    """The file as an editor knows it, for faults."""
    item: Post | Page
    lines: dict[str, int]
    """The line of each field of the front matter."""
    url: str
    body: Body | None = None
    picture: Picture | None = None

    def fault(self, field_name: str, cause: str, mend: str) -> Fault:
        return Fault(self.name, self.lines.get(field_name, 1), cause, mend)


@dataclass
class Build:
    """Configuration, the one moment a build takes as now, and what was found so far."""

    config: Config
    paths: Paths
    now: datetime
    staging: Path
    """Where this build writes; published whole once everything is well."""
    check_only: bool = False
    preview: bool = False
    """Drafts and embargoed posts are shown, too: for a private address, never for the public."""
    jinja: Environment | None = None
    """What all generators render with."""
    pause: Pause = field(default_factory=Pause)
    """Which posts a crisis holds back."""
    faults: list[Fault] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    """Every readable file by its key, public or not."""
    faulty: list[Source] = field(default_factory=list)
    """Files with faults in their front matter, harmless values in their places."""
    unread: dict[str, dict[str, str]] = field(default_factory=dict)
    """What files with a faulty front matter say of themselves, id, lang and role, by key."""
    sites: dict[str, Site] = field(default_factory=dict)
    """One by language, in the order of the configuration."""
    posts: list[PostView] = field(default_factory=list)
    """Every public post, newest first."""
    pages: list[PageView] = field(default_factory=list)
    listed: "list[Listed]" = field(default_factory=list)
    """Pages for search engines: see `sitemaps.py`."""
    warnings: list[Fault] = field(default_factory=list)
    """What people should know of, though it stops no build."""
    ledger: "dict[str, Entry]" = field(default_factory=dict)
    """Former addresses by permanent id: see `ledger.py`."""
    checksums: "dict[str, tuple[Version, ...]]" = field(default_factory=dict)
    """Every version of each published file, by its address: see `press/checksums.py`."""
    redirects: Redirects = field(default_factory=Redirects)
    """Where former addresses lead, and which pages are tombstones."""
    moments: list[Due] = field(default_factory=list)
    """When the output has to change although nobody changes a file: see `due`."""
    summary: str = ""
    """What was written, in one line."""
    assets: dict[str, tuple[str, bytes]] = field(init=False)
    """The theme's files: published name and content by plain name."""
    names: dict[str, str] = field(init=False)
    """Their published names alone."""
    asset: Callable[[str], str] = field(init=False)
    """The address of a theme's file by its plain name, as templates ask for it."""
    album: Album = field(init=False)
    """What is known of the pictures."""

    def __post_init__(self) -> None:
        self._translators = translators(self.paths.theme / "translations")
        self.assets = assets.hashed(
            assets.sources(self.paths.theme / "static", self.config.colours)
        )
        self.names = {plain: name for plain, (name, _) in self.assets.items()}
        self.asset = assets.asset_url(self.config.prefix, lambda: self.names)
        self.album = Album(self.paths.cache / "pictures" / "facts.json")
        templates = self.paths.theme / "templates"
        self._anchors = {
            Post: anchors(templates, "article.html"),
            Page: anchors(templates, "page.html"),
        }

    def translator(self, lang: str) -> Translator:
        return self._translators(lang)

    def anchors(self, item: Post | Page) -> Anchors:
        """What the theme itself sets on the page of such a text."""
        return self._anchors[type(item)]

    def file_for(self, url: str) -> str:
        return file_for(url, self.config.prefix)

    def due(self, moment: datetime, why: str) -> None:
        """Ask for a build at `moment`, unless it has passed."""
        due = Due(moment, why)
        if not due.reached(self.now):
            self.moments.append(due)

    @property
    def next_due(self) -> Due | None:
        return min(self.moments, key=lambda due: due.at.astimezone(UTC), default=None)

    def shows(self, item: Post | Page) -> bool:
        """Whether this build shows a text: a preview shows also what is not public yet."""
        if isinstance(item, Page) or item.public(self.now):
            return True
        return self.preview and item.state(self.now) in _AHEAD

    def settle(self) -> None:
        """Raise Faults if any were found."""
        if self.faults:
            raise Faults(self.faults)

    @property
    def threads(self) -> list[Thread]:
        """Everything that can be commented on."""
        views: list[PostView | PageView] = [*self.posts, *self.pages]
        return [view.thread for view in views if view.thread]

    @property
    def announcements(self) -> dict[str, Announcement]:
        """Every public post by id, whether it takes comments or not."""
        return {
            post.permanent_id: Announcement(
                post.permanent_id, post.lang, post.headline, post.url, post.source
            )
            for post in self.posts
        }

    @property
    def site_id(self) -> str:
        """The id of the whole newsroom: that of the one page it cannot be without."""
        return self.sites[self.config.language].pages["imprint"].permanent_id

    @property
    def role_pages(self) -> dict[str, dict[str, str]]:
        """Root-relative addresses of the pages that have a role, by language and role; with
        comments also that of the moderation report."""
        return {
            lang: {role: page.url for role, page in site.pages.items()}
            | ({"moderation": site.figures_url} if site.figures_url else {})
            for lang, site in self.sites.items()
        }


def start(settings: dict[str, Any]) -> Build:
    """Begin a run: nothing of an earlier one is left in the settings."""
    config: Config = settings["NEWSROOM"]
    build = Build(
        config=config,
        paths=settings["NEWSROOM_PATHS"],
        now=datetime.now(config.newsroom.timezone),
        staging=settings["NEWSROOM_PATHS"].data / "build",
        check_only=settings["NEWSROOM_CHECK"],
        preview=settings["NEWSROOM_PREVIEW"],
        pause=_pause(settings["NEWSROOM_PATHS"]),
    )
    settings[KEY] = build
    return build


def _pause(paths: Paths) -> Pause:
    try:
        return read_pause(paths)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        mend = "delete the file to switch everything back, then build again"
        cause = f"the switches cannot be read: {error}"
        raise Faults([Fault(shown(paths.switches), 0, cause, mend)]) from None


def of(settings: dict[str, Any]) -> Build:
    """The run these settings belong to."""
    build: Build = settings[KEY]
    return build
