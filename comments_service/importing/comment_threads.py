"""Which post here a page of another system was: by a map, by address, or by the slug alone."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from comments_service.contract.redirects import Redirects
from comments_service.contract.threads import Announcement, Thread
from comments_service.importing.found import FoundThread

_INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# «old.example/a/» without «https://»: a name with a dot, before the first slash.
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?(?=/)", re.IGNORECASE)

LEFT_OUT = "-"
"""What a map says of a thread that is not wanted."""


@dataclass(frozen=True)
class Place:
    """Where a thread belongs."""

    post: str
    """The post's permanent id; "" where the map says that it is not wanted."""
    lang: str
    by_slug: bool = False
    """Found by the last part of its address only: worth a look by a person."""


@dataclass
class Finder:
    """The posts of the newest build, and every address that leads to one."""

    languages: dict[str, str] = field(default_factory=dict)
    """The language of each post by its id."""
    titles: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    """What the map says: an address or id there → a post's id, or `LEFT_OUT`."""
    _addresses: dict[str, str] = field(default_factory=dict)
    _slugs: dict[str, list[str]] = field(default_factory=dict)

    def find(self, thread: FoundThread) -> Place | None:
        """None for a thread that nothing here can have been."""
        for name in thread.names:
            post = self.wanted.get(name) or self.wanted.get(plain(name))
            if post:
                return self._place("" if post == LEFT_OUT else post)
        for name in (*thread.posts, *thread.names):
            if (post := _bare(name)) in self.languages:
                return self._place(post)
        paths = [path for name in thread.names if (path := plain(name))]
        for path in paths:
            if path in self._addresses:
                return self._place(self._addresses[path])
        for path in paths:
            if post := self._by_slug(path):
                return self._place(post, by_slug=True)
        return None

    def post(self, text: str) -> str | None:
        """The id of the post that an id or an address here stands for."""
        bare = _bare(text)
        return bare if bare in self.languages else self._addresses.get(plain(text))

    def add(self, post: str, lang: str, title: str, url: str, prefix: str) -> None:
        self.languages[post], self.titles[post] = lang, title
        self.lead(url, post, prefix)
        slug = plain(url).rpartition("/")[2]
        if post not in self._slugs.setdefault(slug, []):
            self._slugs[slug].append(post)

    def lead(self, address: str, post: str, prefix: str) -> None:
        """Let an address, with or without the newsroom's own path, lead to a post."""
        for url in {address, address.removeprefix(prefix)}:
            self._addresses.setdefault(plain(url), post)

    def _by_slug(self, path: str) -> str | None:
        """The one post of that slug, if neither year nor language in the path is against it."""
        *folders, slug = path.split("/")
        if slug.isdigit():
            # A number there is no name here.
            return None
        posts = self._slugs.get(slug, [])
        languages = set(self.languages.values())
        if langs := languages & set(folders):
            posts = [post for post in posts if self.languages[post] in langs]
        if years := {part for part in folders if _YEAR.fullmatch(part)}:
            posts = [post for post in posts if years & self._years(post)]
        return posts[0] if len(posts) == 1 else None

    def _years(self, post: str) -> set[str]:
        """The years in its addresses."""
        found: set[str] = set()
        for address, owner in self._addresses.items():
            if owner == post:
                found |= {part for part in address.split("/") if _YEAR.fullmatch(part)}
        return found

    def _place(self, post: str, *, by_slug: bool = False) -> Place:
        return Place(post, self.languages.get(post, ""), by_slug)


def finder(
    threads: Mapping[str, Thread],
    posts: Iterable[Announcement],
    redirects: Redirects,
    prefix: str,
) -> Finder:
    """Everything that a build has told of posts and of the addresses that they ever had."""
    made = Finder()
    known: list[Thread | Announcement] = [*threads.values(), *posts]
    for post in known:
        if post.id not in made.languages:
            made.add(post.id, post.lang, post.title, post.url, prefix)
    for old, new in redirects.moved.items():
        if post_id := made.post(new):
            made.lead(old, post_id, prefix)
    return made


def _bare(identifier: str) -> str:
    """An id as front matter has it, where a feed's form may have been given (RFC 9562, 4)."""
    return identifier.strip().removeprefix("urn:uuid:").lower()


def plain(address: str) -> str:
    """The path of an address, to be compared: decoded, in small letters, without host, query,
    index file, ending and slashes around it; "" for a front page."""
    text = address.strip()
    if host := _BARE_HOST.match(text):
        text = text[host.end() :]
    try:
        path = urlsplit(text).path
    except ValueError:
        path = text
    path = unicodedata.normalize("NFC", unquote(path)).casefold()
    path = _ENDING.sub("", _INDEX.sub("", path))
    return "/".join(part for part in path.split("/") if part)
