"""What all actions share: configuration, paths, connections and the links to the outside."""

import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment
from sqlite_utils import Database

from comments_service.actions.filtering import Filter
from comments_service.actions.tokens import Tokens
from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config
from comments_service.contract.email_address import folded
from comments_service.contract.newest import Newest
from comments_service.contract.paths import Paths
from comments_service.contract.redirects import Redirects, read_redirects
from comments_service.contract.switches import Switches, read_switches
from comments_service.contract.threads import Announcement, Manifest, Thread, read_manifest
from comments_service.domain.errors import UnknownThread
from comments_service.domain.names import reserved
from comments_service.mail.smtp import Send
from comments_service.publish.publisher import Publisher
from comments_service.publish.site_files import SiteFiles
from comments_service.spam.akismet_link import AkismetLink, Page
from comments_service.spam.proof import Proofs
from comments_service.storage import moderators, salts
from comments_service.storage.database import Connections, transaction
from comments_service.storage.together import Together


class Threads:
    """The threads of the newest build; its manifest is read again when a build has changed it."""

    def __init__(self, path: Path) -> None:
        self._newest = Newest(path, read_manifest)

    def manifest(self) -> Manifest:
        return self._newest()

    def all(self) -> dict[str, Thread]:
        return self._newest().threads

    @property
    def built(self) -> bool:
        """Whether there is a manifest; without one, nothing is known of any post."""
        return self._newest.path.exists()

    @property
    def site_id(self) -> str:
        return self._newest().site_id

    def pages(self, lang: str) -> dict[str, str]:
        """Addresses of a language's pages by role."""
        return self._newest().pages.get(lang, {})

    def post(self, post_id: str) -> Announcement:
        """A public announcement, with or without comments. Raises UnknownThread."""
        try:
            return self._newest().posts[post_id]
        except KeyError:
            raise UnknownThread(post_id) from None

    def get(self, thread_id: str) -> Thread:
        """Raises UnknownThread."""
        try:
            return self.all()[thread_id]
        except KeyError:
            raise UnknownThread(thread_id) from None


@dataclass
class Service:
    """The comment service without HTTP: what web, worker and command line act through."""

    config: Config
    paths: Paths
    tokens: Tokens
    publisher: Publisher
    threads: Threads
    akismet: AkismetLink | None = None
    proofs: Proofs | None = None
    """Where browsers have to do a piece of work before they send a comment."""
    send_mail: Send | None = None
    connections: Connections = field(init=False)
    site_files: SiteFiles = field(init=False)
    """What tells of many threads at once."""
    together: Together = field(init=False)
    """For what many threads write at once."""
    redirects: Newest[Redirects] = field(init=False)
    """Addresses that moved or are gone, as the newest build knows them."""
    newest: str = field(init=False, default="")
    """The id of the comment that came in last, for the public figures. In memory alone: taking a
    comment in has no time for more, and every start counts anew."""
    switches: Newest[Switches] = field(init=False)
    """What moderators have switched: the crisis, and threads that take nothing more."""
    filter: Filter = field(init=False)
    """What keeps spam out, as far as people have taught it."""
    _salt: tuple[date, bytes] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.connections = Connections(self.paths.database)
        self.filter = Filter(self.connections, self.paths.filter)
        self.site_files = SiteFiles(self.publisher)
        self.together = Together(self.connections)
        # Skeletons are dear, and people change rarely.
        self._reserved = lru_cache(maxsize=1)(lambda people: reserved_names(self.config, people))
        self.redirects = Newest(self.paths.redirects, read_redirects)
        self.switches = Newest(self.paths.switches, read_switches)

    @property
    def db(self) -> Database:
        """This thread's connection."""
        return self.connections.get()

    def close(self) -> None:
        """Let go of the database; the service can be used again afterwards."""
        self.filter.stop()
        self.connections.close()

    @property
    def jinja(self) -> Environment:
        return self.publisher.jinja

    def translator(self, lang: str) -> Translator:
        t: Translator = self.jinja.globals["translator"](lang)  # type: ignore[operator]
        return t

    def page_of(self, thread: Thread) -> Page:
        """The post, as Akismet is told of it."""
        url = self.config.absolute(thread.url)
        return Page(url, self.config.newsroom.url, thread.lang)

    def reserved(self) -> frozenset[str]:
        """Names that only the company's own people may carry, as `names.imitates` compares them."""
        return self._reserved(moderators.names(self.db))

    def sender(self, address: str, now: datetime) -> str:
        """A reader's address as a keyed hash that nobody can turn back once the day's salt is gone.

        IPv6 counts by its /64, which is what one household or phone holds.
        """
        return hmac.digest(self._day_salt(now), _network(address), "sha256").hex()

    def sender_of_mail(self, address: str, now: datetime) -> str:
        """A mail address in the same way. What follows a «+» leads into the same mailbox."""
        local, _, host = folded(address).rpartition("@")
        mailbox = f"{local.partition('+')[0]}@{host}"
        return hmac.digest(self._day_salt(now), mailbox.encode(), "sha256").hex()

    def _day_salt(self, now: datetime) -> bytes:
        day = now.date()
        if self._salt is None or self._salt[0] != day:
            with transaction(self.db):
                self._salt = (day, salts.salt_of(self.db, day))
        return self._salt[1]


def _network(address: str) -> bytes:
    # Some proxies append the port, which changes with each connection.
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return b"unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return ip.ipv4_mapped.packed
        return ip.packed[:8]
    return ip.packed


def reserved_names(config: Config, moderators: Iterable[str]) -> frozenset[str]:
    """Names that only the company's own people may carry, as `names.imitates` compares them."""
    companies = (config.newsroom.name, config.newsroom.legal_name)
    authors = (author.name for author in config.authors)
    contacts = (contact.name for contact in config.contacts)
    return reserved(companies, [*authors, *contacts, *moderators])
