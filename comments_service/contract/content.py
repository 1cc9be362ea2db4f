"""Posts and pages as their front matter describes them: plain data."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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
        return self.status == "published" and self.date <= now


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


def comments_enabled(post: Post, config: Config) -> bool:
    """Whether the post has a comments section. Ad-hoc disclosures stand alone, without one."""
    return config.comments.enabled and post.comments.mode != "off" and post.kind != "adhoc"


def comment_policy(post: Post) -> str:
    """The thread's policy: open, moderated or closed."""
    return post.comments.mode if post.comments.mode in ("moderated", "closed") else "open"


def comments_close_at(post: Post, config: Config) -> datetime | None:
    """When the post stops taking comments; None: never. The front matter's word comes first."""
    if post.comments.mode == "until":
        return post.comments.until
    if post.comments.mode == "open" or not config.comments.close_after_days:
        return None
    return post.date + timedelta(days=config.comments.close_after_days)
