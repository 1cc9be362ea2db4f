"""Each language is a newsroom of its own: its posts, lists and pages, gathered in one pass."""

from collections.abc import Iterable

from comments_service.contract import addresses
from comments_service.contract.addresses import WORDS
from plugins.build import Build
from plugins.model import AuthorView, ContactView, PageView, PostView, Site, TopicView, YearView

# Pages with these roles are linked from the footer and the forms, not from the menu.
_NOT_IN_MENU = ("imprint", "privacy", "rules")


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
        feed_atom=addresses.feed(home, "atom"),
        feed_rss=addresses.feed(home, "rss"),
        contacts=[
            ContactView(contact.name, contact.role[lang], contact.phone, contact.email)
            for contact in run.config.contacts
            if lang in contact.languages
        ],
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
            )
            for author in run.config.authors
        ],
        posts=[],
    )


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
    site.authors = [author for author in site.authors if author.posts]


def add_pages(site: Site, pages: Iterable[PageView]) -> None:
    for page in sorted(pages, key=lambda page: (page.role != "about", page.title)):
        if page.role:
            site.pages[page.role] = page
        if page.role not in _NOT_IN_MENU:
            site.menu_pages.append(page)


def _topics(run: Build, lang: str) -> list[TopicView]:
    """All of the configuration's, so that a topic's feed can be followed before its first post."""
    found = []
    for topic in run.config.topics:
        url = addresses.topic(run.config.prefix, lang, topic.id)
        found.append(
            TopicView(
                id=topic.id,
                name=topic.name[lang],
                description=topic.description[lang],
                url=url,
                feed_atom=addresses.feed(url, "atom"),
                feed_rss=addresses.feed(url, "rss"),
            )
        )
    return found
