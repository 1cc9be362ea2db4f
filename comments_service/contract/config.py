"""What a company sets in `newsroom.toml`, as plain frozen data.

`load` in `config_file.py` reads and checks the file; nothing else makes a `Config` from it.
Texts that exist in each language are dicts from language code to text.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

Localized = dict[str, str]


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


@dataclass(frozen=True)
class Contact:
    name: str
    role: Localized
    phone: str
    email: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Comments:
    enabled: bool
    moderation: str
    """hold: a person decides on each; publish: what the spam rules let pass is shown at once."""
    close_after_days: int
    """0 keeps them open."""
    max_length: int
    """Characters of a comment's body."""
    consent: str
    """notice: a text at the form; checkbox: a box that must be ticked."""
    expected_hours: int
    notify: tuple[str, ...]


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
    comments: Comments
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
        """A root-relative address of the newsroom (prefix included) as an absolute one."""
        return url if "://" in url else self.origin + url
