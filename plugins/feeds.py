"""Atom and RSS feeds: one of each for every language, and for every topic in every language.

Ids hang on nothing that may change: an entry's is its post's, a feed's comes from the id of its
language's imprint, which is as permanent and makes it unique among all newsrooms (RFC 4287, 4.2.6).
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from lxml import html
from lxml.html import builder
from pelican import signals
from pelican.generators import Generator

from comments_service.contract import addresses, feeds, ids
from comments_service.contract.feeds import Channel, Entry
from plugins import build
from plugins.build import Build
from plugins.model import Picture, PostView, Site

_NEWEST = 30
_ADDRESSES = ("href", "src", "poster", "cite")


class FeedGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        for site in run.sites.values():
            entries = _Entries(run)
            title = f"{run.config.newsroom.name} Newsroom"
            for url, name, subtitle, topic, posts in (
                (site.url, title, site.description, "", site.posts),
                *(
                    (t.url, f"{title}: {t.name}", t.description or site.description, t.id, t.posts)
                    for t in site.topics
                ),
            ):
                identifier = ids.derived(site.pages["imprint"].permanent_id, "feed", topic)
                newest = entries.of(posts[:_NEWEST])
                for kind in ("atom", "rss"):
                    channel = _channel(run, site, identifier, name, subtitle, url, kind)
                    file = run.file_for(addresses.feed(url, kind))
                    writer.write_text(file, feeds.write(kind, channel, newest))


class _Entries:
    """Entries are made once, though a post may stand in several feeds."""

    def __init__(self, run: Build) -> None:
        self._run = run
        self._made: dict[str, Entry] = {}

    def of(self, posts: Sequence[PostView]) -> list[Entry]:
        for post in posts:
            if post.permanent_id not in self._made:
                self._made[post.permanent_id] = _entry(self._run, post)
        return [self._made[post.permanent_id] for post in posts]


def _channel(
    run: Build, site: Site, identifier: str, title: str, subtitle: str, url: str, kind: str
) -> Channel:
    return Channel(
        id=identifier,
        title=title,
        subtitle=subtitle,
        lang=site.lang,
        page_url=run.config.absolute(url),
        feed_url=run.config.absolute(addresses.feed(url, kind)),
        author=run.config.newsroom.name,
    )


def _entry(run: Build, post: PostView) -> Entry:
    url = run.config.absolute(post.url)
    replies = addresses.comments(run.config.prefix, post.permanent_id)
    return Entry(
        id=post.permanent_id,
        title=post.headline,
        url=url,
        html=_full_text(post, url),
        summary=post.summary,
        authors=tuple(person.name for person in post.persons) or (run.config.newsroom.name,),
        published=post.date,
        updated=post.updated or post.date,
        topics=tuple(topic.name for topic in post.topics),
        replies_url=f"{url}#comments" if post.thread else "",
        replies_feed=run.config.absolute(f"{replies}/feed.atom") if post.thread else "",
    )


def _full_text(post: PostView, url: str) -> str:
    """The whole text as its page opens: lead, picture, text. Addresses are absolute: a feed has
    no base of its own."""
    root = html.fragment_fromstring(post.content, create_parent="div")
    opening = []
    # A note's summary is its text.
    if post.summary and post.kind != "note":
        opening.append(builder.E.p(post.summary))
    if post.image:
        opening.append(_figure(post.image))
    if opening:
        opening[-1].tail, root.text = root.text, None
        root[:0] = opening
    for element in root.iter():
        for attribute in _ADDRESSES:
            if address := element.get(attribute):
                element.set(attribute, urljoin(url, address))
    children = "".join(html.tostring(child, encoding="unicode") for child in root)
    return (root.text or "") + children


def _figure(image: Picture) -> Any:
    picture = builder.E.img(
        src=image.url, alt=image.alt, width=str(image.width), height=str(image.height)
    )
    caption = " ".join(part for part in (image.caption, f"({image.credit})") if part)
    return builder.E.figure(picture, builder.E.figcaption(caption))


def get_generators(_pelican: Any) -> type[FeedGenerator]:
    return FeedGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
