"""Sitemaps: every listed page with its translations, and what is news to news search engines.

One for each language, gathered in an index at `/sitemap.xml` (sitemaps.org, protocol 0.9); and one
of the posts of the last two days (Google's news extension). A sitemap without an address is not
valid, and one that comes and goes worries crawlers: without news, that one holds the newest post,
as a plain address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.builder import ElementMaker
from pelican import signals

from comments_service.contract.dates import iso
from plugins import build
from plugins.build import Build
from plugins.model import PostView

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
INDEX, NEWS = "sitemap.xml", "sitemap-news.xml"
# The protocol's limits for one file, 50 MB with some room; and how long a post is news.
_MOST, _LARGEST, _RECENT = 50_000, 45_000_000, timedelta(days=2)
# Google's limit for a sitemap of news.
_MOST_NEWS = 1000
# What may stand in an address unescaped (RFC 3986).
_SAFE = ":/?#[]@!$&'()*+,;=%~"

_plain = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP})
_sitemap = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP, "xhtml": _XHTML})
_newsmap = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP, "news": _NEWS})
_xhtml = ElementMaker(namespace=_XHTML)
_news = ElementMaker(namespace=_NEWS)


@dataclass(frozen=True)
class Listed:
    """A page that search engines may list. Addresses are absolute."""

    url: str
    lang: str
    hreflangs: tuple[tuple[str, str], ...]
    changed: datetime | None
    """The last change of substance; None where nobody keeps track."""


def listed(variables: dict[str, Any]) -> Listed | None:
    """What a page's variables say of it; None for one that is not to be listed."""
    if not variables.get("canonical"):
        return None
    article = variables.get("article")
    posts = [article] if article else variables.get("posts", ())
    moments = [post.updated or post.date for post in posts]
    return Listed(
        url=variables["canonical"],
        lang=variables["lang"],
        hreflangs=tuple(variables["hreflangs"]),
        changed=max(moments, default=None),
    )


def files(run: Build) -> Iterator[str]:
    """The files there will be, for the check of links."""
    yield from (INDEX, NEWS)
    yield from (_file(lang, 1) for lang in run.config.newsroom.languages)


def write(pelican: Any) -> None:
    """To be called when every page is written."""
    run = build.of(pelican.settings)
    if run.preview:
        return
    parts = []
    for lang in run.sites:
        pages = sorted((p for p in run.listed if p.lang == lang), key=lambda page: page.url)
        for number, (part, changed) in enumerate(_parts(pages), 1):
            name = _file(lang, number)
            _write(run, name, _sitemap.urlset(*part))
            parts.append(_part(f"{run.config.newsroom.url}/{name}", changed))
    _write(run, INDEX, _plain.sitemapindex(*parts))
    entries = [_news_entry(run, post) for post in _recent(run)]
    if not entries:
        newest = run.posts[0].url if run.posts else run.sites[run.config.language].url
        entries = [_newsmap.url(_newsmap.loc(_escaped(run.config.absolute(newest))))]
    _write(run, NEWS, _newsmap.urlset(*entries))


def _file(lang: str, number: int) -> str:
    return f"sitemap-{lang}.xml" if number == 1 else f"sitemap-{lang}-{number}.xml"


def _parts(pages: list[Listed]) -> Iterator[tuple[list[Any], datetime | None]]:
    """The entries of each file that the pages need, and the newest change among them."""
    entries: list[Any] = []
    moments: list[datetime] = []
    size = 0
    for page in pages:
        entry = _entry(page)
        length = len(etree.tostring(entry, pretty_print=True))
        if entries and (len(entries) == _MOST or size + length > _LARGEST):
            yield entries, max(moments, default=None)
            entries, moments, size = [], [], 0
        entries.append(entry)
        moments += [page.changed.astimezone(UTC)] if page.changed else []
        size += length
    if entries:
        yield entries, max(moments, default=None)


def _part(url: str, changed: datetime | None) -> Any:
    entry = _plain.sitemap(_plain.loc(url))
    if changed:
        entry.append(_plain.lastmod(iso(changed)))
    return entry


def _escaped(url: str) -> str:
    """An address that every crawler reads, of whatever script its words are."""
    return quote(url, safe=_SAFE)


def _entry(page: Listed) -> Any:
    entry = _sitemap.url(_sitemap.loc(_escaped(page.url)))
    if page.changed:
        entry.append(_sitemap.lastmod(iso(page.changed)))
    for code, address in page.hreflangs:
        entry.append(_xhtml.link(rel="alternate", hreflang=code, href=_escaped(address)))
    return entry


def _recent(run: Build) -> list[PostView]:
    """The posts of the last two days. A build is due when one of them is no longer news."""
    # In UTC: in autumn and spring two days of a clock are not two days.
    now = run.now.astimezone(UTC)
    news = [p for p in run.posts if now - p.date.astimezone(UTC) < _RECENT and p.title]
    for post in news:
        run.due(post.date.astimezone(UTC) + _RECENT, f"{post.source} is no longer news")
    return news[:_MOST_NEWS]


def _news_entry(run: Build, post: PostView) -> Any:
    publication = _news.publication(_news.name(run.config.newsroom.name), _news.language(post.lang))
    return _newsmap.url(
        _newsmap.loc(_escaped(run.config.absolute(post.url))),
        _news.news(publication, _news.publication_date(iso(post.date)), _news.title(post.headline)),
    )


def _write(run: Build, name: str, root: Any) -> None:
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    Path(run.staging, name).write_bytes(data)


def register() -> None:
    signals.finalized.connect(write)
