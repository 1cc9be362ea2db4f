"""The lists: front pages, topics, authors and years of each language; the door at `/`; 404."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pelican import signals
from pelican.generators import Generator

from comments_service.contract import addresses
from plugins import build
from plugins.build import Build
from plugins.frames import door_frame, frame, unlisted_frame
from plugins.model import PostView, Site
from plugins.preview import start_page

# As many as stand beside the first releases of the front page.
_NOTES = 6


@dataclass(frozen=True)
class Pagination:
    number: int
    pages: int
    previous_url: str | None
    next_url: str | None


class ListGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        for site in run.sites.values():
            for url, template, variables in _pages(run, site):
                self._write(writer, run.file_for(url), template, variables)
            self._not_found(writer, run, site, f"{site.lang}/404.html")
            if "press" not in site.pages:
                self._press(writer, run, site)
        self._not_found(writer, run, run.sites[run.config.language], "404.html")
        door = start_page(run) if run.preview else ("root", door_frame(run))
        self._write(writer, "index.html", *door)

    def _not_found(self, writer: Any, run: Build, site: Site, file: str) -> None:
        title = run.translator(site.lang)("This page does not exist")
        versions = {other.lang: other.url for other in run.sites.values()}
        self._write(writer, file, "404", unlisted_frame(run, site, title, versions))

    def _press(self, writer: Any, run: Build, site: Site) -> None:
        """Whoever runs a newsroom can be reached: the page is there without a text of its own."""
        title = run.translator(site.lang)("Press")
        same = {other.lang: other.press_url for other in run.sites.values()}
        variables = frame(run, site, site.press_url, title, same)
        self._write(writer, run.file_for(site.press_url), "press", {**variables, "page": None})

    def _write(self, writer: Any, file: str, template: str, variables: dict[str, Any]) -> None:
        writer.write_file(file, self.get_template(template), self.context, **variables)


def _pages(run: Build, site: Site) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Address, template and variables of every page of a site's lists."""
    others = list(run.sites.values())
    name = run.config.newsroom.name
    homes = {other.lang: other.url for other in others}
    pinned = next((post for post in site.posts if post.pinned), None)
    # Notes have a stream of their own, so that they do not push releases out of sight.
    news = [post for post in site.posts if post.kind != "note"]
    notes = site.streams["note"].posts[:_NOTES]
    for url, variables in _numbered(run, site, site.url, name, news, homes):
        first = variables["pagination"].number == 1
        extra = {"pinned": pinned if first else None, "notes": notes if first else []}
        yield url, "index", {**variables, **extra}
    for kind, stream in site.streams.items():
        same = {o.lang: o.streams[kind].url for o in others}
        shown = _agenda(stream.posts) if kind == "event" else stream.posts
        for url, variables in _numbered(run, site, stream.url, stream.name, shown, same):
            yield url, "stream", {**variables, "stream": stream}
    for series in site.series:
        same = {o.lang: s.url for o in others for s in o.series if s.id == series.id}
        for url, variables in _numbered(run, site, series.url, series.name, series.posts, same):
            yield url, "series", {**variables, "series": series}
    for topic in site.topics:
        same = {o.lang: t.url for o in others for t in o.topics if t.id == topic.id}
        for url, variables in _numbered(run, site, topic.url, topic.name, topic.posts, same):
            yield url, "topic", {**variables, "topic": topic}
    for author in site.authors:
        same = {o.lang: a.url for o in others for a in o.authors if a.id == author.id}
        for url, variables in _numbered(run, site, author.url, author.name, author.posts, same):
            yield url, "author", {**variables, "author": author}
    archive = run.translator(site.lang)("Archive")
    for year in site.years:
        same = {o.lang: y.url for o in others for y in o.years if y.year == year.year}
        # A year is one page: titles only, and complete.
        variables = frame(run, site, year.url, f"{archive} {year.year}", same)
        once = Pagination(1, 1, None, None)
        yield year.url, "year", {**variables, "posts": year.posts, "pagination": once, "year": year}


def _agenda(posts: Sequence[PostView]) -> list[PostView]:
    """Events to come, the nearest first; then those that are over, the latest first."""
    dated = [(post.event, post) for post in posts if post.event]
    coming = sorted((e.starts, post.permanent_id, post) for e, post in dated if not e.over)
    past = sorted((e.starts, post.permanent_id, post) for e, post in dated if e.over)
    return [post for *_, post in [*coming, *reversed(past)]]


def _numbered(
    run: Build,
    site: Site,
    list_url: str,
    title: str,
    posts: Sequence[PostView],
    versions: dict[str, str],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Address and variables of each page of a list. An empty list has one page.

    Only first pages are translations of each other: page 2 holds other posts in each language.
    """
    size = run.config.newsroom.posts_per_page
    pages = max(1, -(-len(posts) // size))
    urls = [addresses.numbered(list_url, site.lang, number) for number in range(1, pages + 1)]
    first = frame(run, site, list_url, title, versions)
    for number, url in enumerate(urls, 1):
        variables = first if number == 1 else _later(run, site, url, title, number, pages, first)
        pagination = Pagination(
            number=number,
            pages=pages,
            previous_url=urls[number - 2] if number > 1 else None,
            next_url=urls[number] if number < pages else None,
        )
        shown = posts[(number - 1) * size : number * size]
        yield url, {**variables, "posts": shown, "pagination": pagination}


def _later(
    run: Build, site: Site, url: str, title: str, number: int, pages: int, first: dict[str, Any]
) -> dict[str, Any]:
    """Page 2 and on. The switcher leads to the first page of the same list."""
    t = run.translator(site.lang)
    numbered = t("Page %(number)s of %(pages)s", number=number, pages=pages)
    own = [replace(a, url=url) if a.current else a for a in first["alternates"]]
    return {**frame(run, site, url, f"{title} – {numbered}"), "alternates": own}


def get_generators(_pelican: Any) -> type[ListGenerator]:
    return ListGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
