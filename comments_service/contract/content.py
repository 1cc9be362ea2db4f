"""Posts and pages as their front matter describes them: plain data."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from comments_service.contract import addresses
from comments_service.contract.config import Config

KINDS = ("release", "note", "adhoc", "event")
STATUSES = ("draft", "review", "approved", "published", "withdrawn")
STATES = ("draft", "review", "approved", "scheduled", "published", "expired", "withdrawn")
ROLES = ("imprint", "privacy", "rules", "about", "press")
# Without these in each language a newsroom may not go online (DDG §5, MStV §18, GDPR Art. 13).
REQUIRED_ROLES = ("imprint", "privacy")
# How long an ad hoc announcement stays public (Regulation (EU) 596/2014, Art. 17(1)).
YEARS_KEPT = 5


@dataclass(frozen=True)
class Image:
    """A post's lead picture; `file` is relative to the post's folder."""

    file: str
    alt: str
    caption: str
    credit: str
    licence: str = ""
    """Of `[[licences]]`."""
    until: datetime | None = None
    """The last moment at which it may be shown."""


@dataclass(frozen=True)
class Download:
    """A file that is offered beside the text; `file` is relative to the post's folder."""

    file: str
    title: str
    credit: str
    licence: str
    until: datetime | None = None
    """The last moment at which it may be offered."""
    line: int = 1
    """Where it stands in the post's file, for faults."""


@dataclass(frozen=True)
class Correction:
    """An entry of the visible log of corrections."""

    date: datetime
    text: str


@dataclass(frozen=True)
class Approval:
    """Who stood up for the text, and for which: `digest` is that of `approval.digest`."""

    by: str
    """Of `[[authors]]`."""
    at: datetime | None
    digest: str


@dataclass(frozen=True)
class Withdrawal:
    """What stands at the address of a withdrawn post."""

    at: datetime | None
    reason: str
    replaced_by: str
    """The id of the post that takes its place, or ""."""


@dataclass(frozen=True)
class Event:
    starts: datetime
    ends: datetime | None
    venue: str


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
    place: str = ""
    """Where the news comes from, for the dateline; "" for the company's own city."""
    downloads: tuple[Download, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Oldest first."""
    approval: Approval | None = None
    withdrawal: Withdrawal = field(default_factory=lambda: Withdrawal(None, "", ""))
    expires: datetime | None = None
    """The last moment at which the post is shown."""
    series: str = ""
    """Of `[[series]]`, or ""."""
    aliases: tuple[str, ...] = ()
    """Addresses at which the post stood before, such as «/de/2024/old-slug/»."""
    contacts: tuple[str, ...] = ()
    """Of `[[contacts]]`; none: whoever is there for the post's topics."""
    event: Event | None = None
    held: bool = False
    """Whether it waits for the end of a crisis, though its date may have come: `pause.py`."""

    def public(self, now: datetime) -> bool:
        """Whether the post may be seen: published, its embargo over, and not expired."""
        return self.state(now) == "published"

    def state(self, now: datetime) -> str:
        """Where the post stands at `now`, of STATES."""
        if self.status != "published":
            return self.status
        if self.held or not reached(self.date, now):
            return "scheduled"
        return "expired" if self.expires and reached(self.expires, now) else "published"

    def was_public(self, now: datetime) -> bool:
        """Whether readers may have met the post, so that its address must answer for ever."""
        if self.held or self.status not in ("published", "withdrawn"):
            return False
        if not reached(self.date, now):
            return False
        withdrawn = self.withdrawal.at
        return not (withdrawn and reached(withdrawn, self.date))

    @property
    def changed(self) -> datetime | None:
        """The last change of substance, corrections included."""
        moments = [c.date for c in self.corrections] + ([self.modified] if self.modified else [])
        return max(moments, key=lambda moment: moment.astimezone(UTC), default=None)


def kept_until(date: datetime) -> datetime:
    """Until when an ad hoc announcement of that date has to stay public."""
    try:
        return date.replace(year=date.year + YEARS_KEPT)
    except ValueError:
        # 29 February.
        return date.replace(year=date.year + YEARS_KEPT, day=28)


def reached(moment: datetime, now: datetime) -> bool:
    """In UTC: two moments of one time zone are compared by their clocks, which in autumn show the
    same hour twice."""
    return moment.astimezone(UTC) <= now.astimezone(UTC)


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
    downloads: tuple[Download, ...] = ()
    aliases: tuple[str, ...] = ()


def address(item: Post | Page, config: Config) -> str:
    """Where a text stands, root-relative and with the newsroom's own path."""
    prefix = config.prefix
    if isinstance(item, Post):
        year = item.date.astimezone(config.newsroom.timezone).year
        return addresses.post(prefix, item.lang, year, item.slug)
    if item.role == "press":
        return addresses.press(prefix, item.lang)
    return addresses.page(prefix, item.lang, item.slug)


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
