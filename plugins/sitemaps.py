"""Sitemaps: every listed page with its translations, and what is news to news search engines.

One for each language, gathered in an index at `/sitemap.xml` (sitemaps.org, protocol 0.9); and one
of the posts of the last two days (Google's news extension), only while there are any: a sitemap
without an address is not valid.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

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
# The protocol's limit for one file; and how long a post is news.
_MOST, _RECENT = 50_000, timedelta(days=2)

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
    """The files there will be, for the check of links. That of the news comes and goes."""
    yield INDEX
    yield from (_file(lang, 1) for lang in run.config.newsroom.languages)


def write(pelican: Any) -> None:
    """To be called when every page is written."""
    run = build.of(pelican.settings)
    names = []
    for lang in run.sites:
        pages = sorted((p for p in run.listed if p.lang == lang), key=lambda page: page.url)
        for number, start in enumerate(range(0, len(pages), _MOST), 1):
            name = _file(lang, number)
            _write(run, name, _sitemap.urlset(*map(_entry, pages[start : start + _MOST])))
            names.append(name)
    if news := _recent(run):
        entries = (_news_entry(run, post) for post in news)
        _write(run, NEWS, _newsmap.urlset(*entries))
    addresses = (f"{run.config.newsroom.url}/{name}" for name in names)
    index = _plain.sitemapindex(*(_plain.sitemap(_plain.loc(url)) for url in addresses))
    _write(run, INDEX, index)


def _file(lang: str, number: int) -> str:
    return f"sitemap-{lang}.xml" if number == 1 else f"sitemap-{lang}-{number}.xml"


def _entry(page: Listed) -> Any:
    entry = _sitemap.url(_sitemap.loc(page.url))
    if page.changed:
        entry.append(_sitemap.lastmod(iso(page.changed)))
    for code, address in page.hreflangs:
        entry.append(_xhtml.link(rel="alternate", hreflang=code, href=address))
    return entry


def _recent(run: Build) -> list[PostView]:
    """The posts of the last two days. A build is due when one of them is no longer news."""
    news = [post for post in run.posts if run.now - post.date <= _RECENT and post.title]
    for post in news:
        run.due(post.date + _RECENT, f"{post.source} is no longer news")
    return news


def _news_entry(run: Build, post: PostView) -> Any:
    publication = _news.publication(_news.name(run.config.newsroom.name), _news.language(post.lang))
    return _newsmap.url(
        _newsmap.loc(run.config.absolute(post.url)),
        _news.news(publication, _news.publication_date(iso(post.date)), _news.title(post.headline)),
    )


def _write(run: Build, name: str, root: Any) -> None:
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    Path(run.staging, name).write_bytes(data)


def register() -> None:
    signals.finalized.connect(write)
