"""Which addresses the newsroom will have, known as soon as every text is read.

So a dead link is told by `make check`, and with all other faults at once.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote, urlsplit

from comments_service.contract import addresses, assets
from comments_service.contract.content import KINDS, Page, Post
from comments_service.contract.feeds import FORMATS
from plugins import sitemaps
from plugins.anchors import anchors
from plugins.build import Build, Source
from plugins.ledger import redirects
from plugins.picture_jobs import jobs
from plugins.press import pdf
from plugins.press.names import CHECKSUMS
from plugins.press.release import KINDS as KINDS_WITH_MATERIAL
from plugins.well_known import SECURITY

# What the comment service answers, and single comments, which come and go.
_OF_THE_SERVICE = ("comments/", "moderation/")
_COMMENT = "comment"
_LISTS = (
    "index.html",
    "topic.html",
    "author.html",
    "year.html",
    "404.html",
    "root.html",
    "search.html",
)


class Known:
    """Answers for root-relative addresses; `moment` is when the link can first be followed."""

    def __init__(self, run: Build) -> None:
        self._run = run
        self._files: dict[datetime, frozenset[str]] = {}
        self._texts = {run.file_for(s.url): s for s in run.sources.values() if s.body}
        self._of_lists = anchors(run.paths.theme / "templates", *_LISTS)

    def wrong(self, address: str, moment: datetime) -> tuple[str, str] | None:
        """Cause and mend where the address leads nowhere."""
        parts = urlsplit(address)
        prefix = f"{self._run.config.prefix}/"
        if not parts.path.startswith(prefix):
            return f"{address!r} is not below {prefix}", f"start it with {prefix}"
        path = unquote(parts.path.removeprefix(prefix))
        if path.startswith(_OF_THE_SERVICE):
            return None
        files = self.files(moment)
        file = self._run.file_for(unquote(parts.path))
        if file not in files:
            if f"{file}/index.html" in files:
                return f"{address!r} leads to nothing", f"end it with a slash: {parts.path}/"
            if target := redirects(self._run).moved.get(unquote(parts.path)):
                return f"{address!r} is a former address", f"link the new one: {target}"
            return None if self._unsure(path) else (f"{address!r} leads to nothing", _MEND)
        if parts.fragment and not self._has(file, unquote(parts.fragment)):
            return f"{address!r} names an anchor that is not there", _MEND
        return None

    def files(self, moment: datetime) -> frozenset[str]:
        """Every file of the public site, as a build at `moment` would write it."""
        if moment not in self._files:
            self._files[moment] = frozenset(_files(self._run, moment))
        return self._files[moment]

    def _unsure(self, path: str) -> bool:
        """A text with faults of its own may stand there once they are mended."""
        return bool(self._run.unread) and path.startswith(
            tuple(f"{lang}/" for lang in self._run.config.newsroom.languages)
        )

    def _has(self, file: str, fragment: str) -> bool:
        if fragment.startswith(_COMMENT) or not file.endswith(".html"):
            return True
        source = self._texts.get(file)
        if source is None:
            return fragment in self._of_lists
        return (source.body is not None and fragment in source.body.ids) or (
            fragment in self._run.anchors(source.item)
        )


_MEND = "correct the address, or link a file, such as ../other/de.md"


def _files(run: Build, moment: datetime) -> Iterator[str]:
    public = [s for s in run.sources.values() if s.body and _is_shown(run, s, moment)]
    yield from ("index.html", "404.html", "503.html", "robots.txt", "checksums.json")
    yield from sitemaps.files(run)
    if run.config.security.contact:
        yield SECURITY
    yield from (f"{assets.FOLDER}/{name}" for name in run.names.values())
    for source in public:
        yield run.file_for(source.url)
        yield from _calendar(run, source)
        yield from _material(run, source)
        yield from (f"media/{key}" for key in (source.body.files if source.body else ()))
    yield from _pictures(run, public)
    for source in run.sources.values():
        # Its page says why the post is gone.
        if isinstance(source.item, Post) and source.item.was_public(moment):
            yield run.file_for(source.url)
            if source.item.status == "withdrawn":
                yield from _calendar(run, source)
    for lang in run.config.newsroom.languages:
        posts = [s.item for s in public if isinstance(s.item, Post) and s.item.lang == lang]
        yield f"{lang}/404.html"
        yield run.file_for(addresses.press(run.config.prefix, lang))
        yield run.file_for(addresses.search(run.config.prefix, lang))
        yield from (run.file_for(url) for url in _lists(run, lang, posts))


def _pictures(run: Build, public: list[Source]) -> Iterator[str]:
    """Originals and what is made from them: see `picture_files.py`."""
    authors = {name for s in public if isinstance(s.item, Post) for name in s.item.authors}
    for job in jobs(run, public, authors):
        yield f"media/{job.key}"
        yield from (f"media/{made.key}" for made in job.made)


def _calendar(run: Build, source: Source) -> Iterator[str]:
    if isinstance(source.item, Post) and source.item.event:
        yield run.file_for(addresses.calendar(source.url))


def _material(run: Build, source: Source) -> Iterator[str]:
    """See `press/material.py`."""
    if isinstance(source.item, Post) and source.item.kind in KINDS_WITH_MATERIAL:
        for ending in (".txt", ".zip", CHECKSUMS, *([".pdf"] if pdf.AVAILABLE else [])):
            yield run.file_for(addresses.material(source.url, ending))


def _is_shown(run: Build, source: Source, moment: datetime) -> bool:
    if run.preview:
        return run.shows(source.item)
    return isinstance(source.item, Page) or source.item.public(moment)


def _lists(run: Build, lang: str, posts: list[Post]) -> Iterator[str]:
    """The addresses of a language's lists and feeds: see `lists.py` and `feeds.py`."""
    prefix, zone = run.config.prefix, run.config.newsroom.timezone
    size = run.config.newsroom.posts_per_page
    topics = Counter(topic for post in posts for topic in post.topics)
    authors = Counter(author for post in posts for author in post.authors)
    home = addresses.home(prefix, lang)
    lists = {home: len(posts)}
    lists |= {addresses.topic(prefix, lang, t.id): topics[t.id] for t in run.config.topics}
    kinds = Counter(post.kind for post in posts)
    lists[home] -= kinds["note"]
    lists |= {addresses.kind(prefix, lang, kind): kinds[kind] for kind in KINDS}
    series = Counter(post.series for post in posts if post.series)
    lists |= {addresses.series(prefix, lang, name): count for name, count in series.items()}
    lists |= {addresses.author(prefix, lang, name): count for name, count in authors.items()}
    yield from _feeds(run, lang, list(lists))
    for url, count in lists.items():
        pages = max(1, -(-count // size))
        yield from (addresses.numbered(url, lang, number) for number in range(1, pages + 1))
    for year in {post.date.astimezone(zone).year for post in posts}:
        yield addresses.year(prefix, lang, year)


def _feeds(run: Build, lang: str, lists: list[str]) -> Iterator[str]:
    """The feeds of these lists and of kinds within topics, and where to choose from them."""
    prefix = run.config.prefix
    crosses = (
        addresses.topic_kind(prefix, lang, topic.id, kind)
        for topic in run.config.topics
        for kind in KINDS
    )
    for url in (*lists, *crosses):
        yield from (addresses.feed(url, kind) for kind in FORMATS)
    yield addresses.follow(prefix, lang)
    if run.config.comments.enabled:
        yield addresses.figures(prefix, lang)
    yield addresses.opml(prefix, lang)
    yield addresses.calendar(addresses.kind(prefix, lang, "event"))
