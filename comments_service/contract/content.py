"""Posts and pages as their front matter describes them: plain data."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from comments_service.contract.config import Config

KINDS = ("release", "note", "adhoc", "event")
STATUSES = ("published", "draft", "withdrawn")
ROLES = ("imprint", "privacy", "rules", "about")
# Without these in each language a newsroom may not go online (DDG §5, MStV §18, GDPR Art. 13).
REQUIRED_ROLES = ("imprint", "privacy")


@dataclass(frozen=True)
class Image:
    """A post's lead picture; `file` is relative to the post's folder."""

    file: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class CommentRule:
    """What the front matter says about comments. `mode` "" leaves it to the site's policy."""

    mode: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class Post:
    id: str
    title: str
    """"" for a note without one."""
    lang: str
    date: datetime
    modified: datetime | None
    kind: str
    status: str
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    summary: str
    slug: str
    translates: str
    """The id of the post this one is a translation of, or ""."""
    image: Image | None
    comments: CommentRule
    pinned: bool

    def public(self, now: datetime) -> bool:
        """Whether the post may be seen: published, and its embargo over."""
        # In UTC: two moments of one time zone are compared by their clocks, which in autumn show
        # the same hour twice.
        return self.status == "published" and self.date.astimezone(UTC) <= now.astimezone(UTC)


@dataclass(frozen=True)
class Page:
    id: str
    title: str
    lang: str
    slug: str
    summary: str
    translates: str
    role: str
    """What the page is for, of ROLES, or ""."""
    comments: CommentRule = CommentRule()


def comments_enabled(item: Post | Page, config: Config) -> bool:
    """Whether there is a comments section: on posts unless they say «off», on pages only if they
    ask for one. Ad-hoc disclosures stand alone, without."""
    mode = item.comments.mode
    wanted = item.kind != "adhoc" if isinstance(item, Post) else mode != ""
    return config.comments.enabled and wanted and mode != "off"


def comment_policy(item: Post | Page) -> str:
    """The thread's policy: open, moderated or closed."""
    return item.comments.mode if item.comments.mode in ("moderated", "closed") else "open"


def comments_close_at(item: Post | Page, config: Config) -> datetime | None:
    """When no more comments are taken; None: never. The front matter's word comes first, and a
    page has no date from which it could age."""
    if item.comments.mode == "until":
        return item.comments.until
    days = config.comments.close_after_days
    if isinstance(item, Page) or item.comments.mode == "open" or not days:
        return None
    return item.date + timedelta(days=days)
