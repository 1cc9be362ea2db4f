"""The public posts and pages are put in order: sites, neighbours, translations, frames.

It runs when every text is read and found without fault. Each step is one pass over the posts.
"""

from itertools import pairwise
from typing import Any

from pelican import signals

from comments_service.contract.content import Page, Post
from comments_service.contract.versions import behind, groups, original
from plugins import build, ledger
from plugins.build import Build, Source
from plugins.frames import frame
from plugins.model import PageView, PostView, SeriesPart, SeriesView, TranslationStatus
from plugins.rota import note_absences
from plugins.sites import add_pages, add_posts, make_site
from plugins.tombstones import stones
from plugins.views import page_view, post_view

_RELATED = 4


def assemble(generators: list[Any]) -> None:
    run = build.of(generators[0].settings)
    contents = generators[0].context["generated_content"]
    public = [run.sources[key] for key in sorted(contents)]
    urls = {source.key: source.url for source in run.sources.values()}
    note_absences(run)
    run.sites = {lang: make_site(run, lang) for lang in run.config.newsroom.languages}
    views: dict[str, PostView | PageView] = {}
    for source in public:
        if source.body is None:
            continue
        item = source.item
        view: PostView | PageView = (
            post_view(source, item, source.body, urls, run)
            if isinstance(item, Post)
            else page_view(source, item, source.body, urls, run)
        )
        views[source.key] = contents[source.key].view = view
    _shelve(run, list(views.values()))
    _frame(run, public, views)
    run.redirects = ledger.redirects(run)


def _shelve(run: Build, views: list[PostView | PageView]) -> None:
    run.pages = [view for view in views if isinstance(view, PageView)]
    run.posts = [view for view in views if isinstance(view, PostView)]
    run.posts.sort(key=lambda post: (post.date, post.permanent_id), reverse=True)
    for site in run.sites.values():
        posts = (post for post in run.posts if post.lang == site.lang)
        add_posts(site, posts, run.config.prefix)
        add_pages(site, (page for page in run.pages if page.lang == site.lang))
        for newer, older in pairwise(site.posts):
            newer.older, older.newer = older, newer
        for topic in site.topics:
            _relate(topic.posts)
        for series in site.series:
            _number(series)
    shown = {post.permanent_id: post for post in run.posts}
    for stone in stones(run, shown):
        run.sites[stone.lang].tombstones.append(stone)


def _number(series: SeriesView) -> None:
    """Tell each post of a series where it stands in it."""
    parts = series.posts[::-1]
    for number, post in enumerate(parts, 1):
        post.part = SeriesPart(
            series=series,
            number=number,
            previous=parts[number - 2] if number > 1 else None,
            next=parts[number] if number < len(parts) else None,
        )


def _relate(posts: list[PostView]) -> None:
    """Relate each post to the older ones of its topic, which a new post leaves as they are."""
    for position, post in enumerate(posts):
        near = posts[position + 1 : position + 1 + _RELATED]
        missing = _RELATED - len(near)
        near += posts[max(0, position - missing) : position][::-1]
        post.related += [other for other in near if other not in post.related]
        del post.related[_RELATED:]


def _frame(run: Build, public: list[Source], views: dict[str, PostView | PageView]) -> None:
    for of_kind in (Post, Page):
        for group in groups(source for source in public if isinstance(source.item, of_kind)):
            versions = {source.item.lang: source.url for source in group}
            if of_kind is Post:
                _compare(run, group, views)
            for source in group:
                view = views[source.key]
                title = view.headline if isinstance(view, PostView) else view.title
                view.frame = frame(run, run.sites[view.lang], view.url, title, versions)


def _compare(run: Build, group: list[Source], views: dict[str, PostView | PageView]) -> None:
    """Tell each version of a post how it stands to the others."""
    posts = [view for source in group if isinstance(view := views[source.key], PostView)]
    first = original(group)
    url = posts[group.index(first)].url
    languages = {post.lang for post in posts}
    for source, post in zip(group, posts, strict=True):
        late = None
        if isinstance(source.item, Post) and isinstance(first.item, Post):
            late = behind(source.item, first.item)
        post.translation = TranslationStatus(
            original_url="" if source is first else url,
            original_lang=first.item.lang,
            outdated_since=late.astimezone(run.config.newsroom.timezone) if late else None,
            missing=tuple(lang for lang in run.sites if lang not in languages),
        )


def register() -> None:
    signals.all_generators_finalized.connect(assemble)
