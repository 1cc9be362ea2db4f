"""Each language is a newsroom of its own: its posts, lists and pages, gathered in one pass."""

from collections.abc import Iterable

from comments_service.contract import addresses
from comments_service.contract.addresses import WORDS
from comments_service.contract.content import KINDS
from plugins import rota
from plugins.build import Build
from plugins.licences import licence_view
from plugins.model import (
    AuthorView,
    LicenceView,
    PageView,
    PostView,
    SeriesView,
    Site,
    StreamView,
    TopicView,
    YearView,
)
from plugins.portraits import portrait

# Pages with these roles are linked from the footer and the forms, not from the menu.
_NOT_IN_MENU = ("imprint", "privacy", "rules", "press")


def make_site(run: Build, lang: str) -> Site:
    """The site of one language, still without posts and pages, but with every topic and author."""
    newsroom = run.config.newsroom
    home = addresses.home(run.config.prefix, lang)
    return Site(
        lang=lang,
        native_name=WORDS[lang].native_name,
        name=newsroom.name,
        tagline=newsroom.tagline[lang],
        description=newsroom.description[lang],
        boilerplate=newsroom.boilerplate[lang],
        url=home,
        press_url=addresses.press(run.config.prefix, lang),
        follow_url=addresses.follow(run.config.prefix, lang),
        figures_url=_figures(run, lang),
        search_url=addresses.search(run.config.prefix, lang),
        feed_atom=addresses.feed(home, "atom"),
        feed_rss=addresses.feed(home, "rss"),
        contacts=list(rota.reachable(run, lang)),
        licences=licences(run, lang),
        banner=_banner(run, lang),
        pages={},
        menu_pages=[],
        topics=_topics(run, lang),
        years=[],
        authors=[
            AuthorView(
                id=author.id,
                name=author.name,
                role=author.role[lang],
                url=addresses.author(run.config.prefix, lang, author.id),
                bio=author.bio.get(lang, ""),
                picture=portrait(run, lang, author),
            )
            for author in run.config.authors
        ],
        series=[
            SeriesView(
                id=series.id,
                name=series.name[lang],
                description=series.description[lang],
                url=addresses.series(run.config.prefix, lang, series.id),
            )
            for series in run.config.series
        ],
        streams=_streams(run, lang),
        posts=[],
        tombstones=[],
    )


def _streams(run: Build, lang: str) -> dict[str, StreamView]:
    t = run.translator(lang)
    words = {
        "release": (
            t("News releases"),
            t("Everything we have announced, the newest first."),
        ),
        "note": (t("In brief"), t("Short notes between the releases.")),
        "adhoc": (
            t("Ad hoc announcements"),
            t("Announcements that the law demands, in the order of their publication."),
        ),
        "event": (t("Events"), t("Where you can meet us, and what took place.")),
    }
    return {
        kind: StreamView(kind, *words[kind], addresses.kind(run.config.prefix, lang, kind))
        for kind in KINDS
    }


def licences(run: Build, lang: str) -> list[LicenceView]:
    return [licence_view(run.config, lang, licence.id) for licence in run.config.licences]


def _banner(run: Build, lang: str) -> tuple[str, str] | None:
    """What stands at the head of every page. A build is due when it comes and when it goes."""
    banner = run.config.banner
    for moment in (banner.since, banner.until):
        if moment:
            run.due(moment, "the banner changes")
    if not banner.shown(run.now):
        return None
    url = banner.url.get(lang, "")
    return banner.text[lang], f"{run.config.prefix}{url}" if url.startswith("/") else url


def add_posts(site: Site, posts: Iterable[PostView], prefix: str) -> None:
    """List the posts, which must come newest first; authors without one get no page."""
    for post in posts:
        site.posts.append(post)
        if not site.years or site.years[-1].year != post.date.year:
            url = addresses.year(prefix, site.lang, post.date.year)
            site.years.append(YearView(post.date.year, url))
        site.years[-1].posts.append(post)
        for topic in post.topics:
            topic.posts.append(post)
        for person in post.persons:
            person.posts.append(post)
        site.streams[post.kind].posts.append(post)
        for series in site.series:
            if series.id == post.series:
                series.posts.append(post)
    site.series = [series for series in site.series if series.posts]
    site.authors = [author for author in site.authors if author.posts]


def add_pages(site: Site, pages: Iterable[PageView]) -> None:
    for page in sorted(pages, key=lambda page: (page.role != "about", page.title)):
        if page.role:
            site.pages[page.role] = page
        if page.role not in _NOT_IN_MENU:
            site.menu_pages.append(page)


def _topics(run: Build, lang: str) -> list[TopicView]:
    """All of the configuration's, so that a topic's feed can be followed before its first post."""
    return [
        TopicView(
            id=topic.id,
            name=topic.name[lang],
            description=topic.description[lang],
            url=addresses.topic(run.config.prefix, lang, topic.id),
        )
        for topic in run.config.topics
    ]


def _figures(run: Build, lang: str) -> str:
    return addresses.figures(run.config.prefix, lang) if run.config.comments.enabled else ""
