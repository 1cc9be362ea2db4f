"""What a company sets in `newsroom.toml`, as plain frozen data.

`load` in `config_file.py` reads and checks the file; nothing else makes a `Config` from it.
Texts that exist in each language are dicts from language code to text.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from comments_service.contract import addresses

Localized = dict[str, str]


@dataclass(frozen=True)
class FormerBoilerplate:
    until: date
    """The last day on which posts were published with it."""
    text: Localized


@dataclass(frozen=True)
class Newsroom:
    name: str
    legal_name: str
    url: str
    """Public address without a slash at the end; it may have a path."""
    timezone: ZoneInfo
    languages: tuple[str, ...]
    """Language codes; the first one is the default."""
    posts_per_page: int
    tagline: Localized
    description: Localized
    boilerplate: Localized
    former_boilerplates: tuple[FormerBoilerplate, ...] = ()
    """By their last days, which differ."""

    def boilerplate_of(self, day: date) -> Localized:
        """What the company said of itself on a day: a text says for good what held when it came."""
        former = (former.text for former in self.former_boilerplates if day <= former.until)
        return next(former, self.boilerplate)


@dataclass(frozen=True)
class Address:
    street: str
    postal_code: str
    city: str
    country: str
    email: str
    phone: str
    website: str
    """The company's own site, or ""."""


@dataclass(frozen=True)
class Colours:
    accent: str
    accent_dark: str


@dataclass(frozen=True)
class Topic:
    id: str
    name: Localized
    description: Localized


@dataclass(frozen=True)
class Author:
    id: str
    name: str
    role: Localized
    bio: Localized = field(default_factory=dict)
    """A short portrait in words; "" where there is none."""
    picture: str = ""
    """A picture of the person, below the content folder, or ""."""
    picture_credit: str = ""
    picture_licence: str = ""


@dataclass(frozen=True)
class Absence:
    """Days on which a contact cannot be reached, both ends included, and who can instead."""

    since: date
    until: date
    deputy: str
    """The id of another contact."""


@dataclass(frozen=True)
class Contact:
    id: str
    name: str
    role: Localized
    phone: str
    email: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    """Topics this person speaks for; none: all of them."""
    absences: tuple[Absence, ...]

    def absence(self, day: date) -> Absence | None:
        return next((a for a in self.absences if a.since <= day <= a.until), None)


@dataclass(frozen=True)
class Licence:
    """Under which conditions a picture or file may be used."""

    id: str
    name: Localized
    terms: Localized
    """Who may use it, for what, with which credit: whole sentences."""
    url: str
    """The full text elsewhere, or ""."""


@dataclass(frozen=True)
class Series:
    id: str
    name: Localized
    description: Localized


@dataclass(frozen=True)
class Banner:
    """A line at the head of every page."""

    text: Localized
    """"" where there is no banner."""
    url: Localized
    """Where it leads: a root-relative or absolute address, or ""."""
    since: datetime | None
    until: datetime | None

    def shown(self, now: datetime) -> bool:
        started = self.since is None or self.since <= now
        return any(self.text.values()) and started and (self.until is None or now <= self.until)


@dataclass(frozen=True)
class AdHoc:
    """Disclosures that the law demands."""

    rule: str
    """six: Art. 53 of the listing rules of SIX; mar: Art. 17 of Regulation (EU) 596/2014."""
    trading_hours: tuple[time, time]
    """Of the exchange, on working days, in the newsroom's time zone."""


@dataclass(frozen=True)
class ApprovalRule:
    """Which posts need a second person before they go out."""

    kinds: tuple[str, ...]
    since: datetime | None
    """Posts with an earlier date are let pass; None: all need it."""


@dataclass(frozen=True)
class Security:
    contact: str
    """For those who found a weakness (RFC 9116): an address that starts with mailto: or https:."""


@dataclass(frozen=True)
class Comments:
    enabled: bool
    moderation: str
    """hold: a person decides on each; newcomers: on whoever was never published here and
    on what is doubtful; publish: what the spam rules let pass is shown at once."""
    four_eyes: tuple[str, ...]
    """Decisions (publish, reject, spam) that need two persons."""
    close_after_days: int
    """0 keeps them open."""
    max_length: int
    """Characters of a comment's body."""
    consent: str
    """notice: a text at the form; checkbox: a box that must be ticked."""
    proof_of_work: bool
    """Whether a reader's browser has to do a small piece of work before it sends a comment."""
    expected_hours: int
    notify: tuple[str, ...]
    digest: time
    """When moderators are told by mail of what is overdue, in the newsroom's time zone."""


@dataclass(frozen=True)
class Retention:
    """How long things are kept; the privacy page says so, the daily clean-up does so."""

    sender_hours: int
    spam_days: int
    rejected_days: int
    email_days: int
    log_years: int
    backup_days: int
    gone_days: int
    """How long comments outlive their post."""
    label_days: int
    """How long the spam filter remembers what people decided."""


@dataclass(frozen=True)
class Service:
    rate_limit: str
    """In Flask-Limiter's notation: «5 per minute; 30 per hour»."""
    trusted_proxies: int
    """How many proxies in front may name the reader's address in X-Forwarded-For."""


@dataclass(frozen=True)
class Mail:
    sender: str


@dataclass(frozen=True)
class Config:
    path: Path
    newsroom: Newsroom
    address: Address
    colours: Colours
    topics: tuple[Topic, ...]
    authors: tuple[Author, ...]
    contacts: tuple[Contact, ...]
    licences: tuple[Licence, ...]
    series: tuple[Series, ...]
    banner: Banner
    adhoc: AdHoc
    approval: ApprovalRule
    security: Security
    comments: Comments
    retention: Retention
    service: Service
    mail: Mail

    @property
    def language(self) -> str:
        """The default language."""
        return self.newsroom.languages[0]

    @property
    def prefix(self) -> str:
        """The path part of the public address: "" or "/newsroom"."""
        return urlsplit(self.newsroom.url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of the public address, to make root-relative links absolute."""
        parts = urlsplit(self.newsroom.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def secure(self) -> bool:
        return self.newsroom.url.startswith("https://")

    def absolute(self, url: str) -> str:
        """A root-relative address of the newsroom (prefix included) as an absolute one.

        In a preview that is the one it will have in public: what is printed, copied or downloaded
        there passes no secret on.
        """
        if "://" in url:
            return url
        public = addresses.public_prefix(self.prefix)
        if public != self.prefix:
            url = public + url.removeprefix(self.prefix)
        return self.origin + url
