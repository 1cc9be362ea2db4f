"""Which feeds a language has: for its site; by kind, topic, topic and kind, author and series."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from heapq import nlargest

from comments_service.contract import addresses
from comments_service.contract.content import Post
from plugins.build import Build
from plugins.model import PostView, Site, Tombstone, TopicView

News = PostView | Tombstone

# As many as feed readers keep.
_NEWEST = 30
GROUPS = ("site", "kind", "topic", "cross", "author", "series")


@dataclass(frozen=True)
class FeedList:
    """A list of posts that can be followed. Its feeds stand at `addresses.feed(url, …)`."""

    group: str
    """Of GROUPS; cross is one kind of posts on one topic."""
    key: tuple[str, ...]
    """What its id derives from, besides the language: never changes."""
    name: str
    """In the list of all feeds."""
    title: str
    subtitle: str
    url: str
    page_url: str
    news: tuple[News, ...]
    """The newest posts, and the notices of withdrawals; newest first."""
    topic: str = ""
    """The topic's id, in the groups topic and cross, and …"""
    kind: str = ""
    """… the kind, in the groups kind and cross."""


def feed_lists(run: Build, site: Site) -> list[FeedList]:
    """All of them, group by group."""
    return list(_Lists(run, site).all())


def happened(news: News) -> datetime:
    """When the newest thing happened: published, corrected, or withdrawn.

    What happens to an old post brings it to the head of its feeds, so that its readers learn of it.
    """
    if isinstance(news, Tombstone):
        return news.at
    return max((news.date, *(c.date for c in news.corrections)), key=lambda m: m.astimezone(UTC))


class _Lists:
    def __init__(self, run: Build, site: Site) -> None:
        self._run = run
        self._site = site
        self._title = f"{run.config.newsroom.name} Newsroom"
        # An expired post was never promised to last, so only withdrawals are told.
        self._stones = [stone for stone in site.tombstones if stone.state == "withdrawn"]

    def all(self) -> Iterator[FeedList]:
        yield self._everything()
        yield from self._of_kinds()
        for topic in self._site.topics:
            yield self._of_topic(topic)
        for topic in self._site.topics:
            yield from self._of_kinds_of(topic)
        yield from self._of_authors_and_series()

    def _everything(self) -> FeedList:
        """Notes have feeds of their own, so that releases stay uncluttered."""
        every: list[News] = [*self._site.posts, *self._stones]
        news = [item for item in every if item.kind != "note"]
        notes = self._site.streams["note"].name
        name = self._run.translator(self._site.lang)("Everything except “%(name)s”", name=notes)
        return self._list("site", ("feed", ""), name, self._site.url, news, title=self._title)

    def _of_kinds(self) -> Iterator[FeedList]:
        for kind, stream in self._site.streams.items():
            stones = [stone for stone in self._stones if stone.kind == kind]
            news: list[News] = [*stream.posts, *stones]
            key = ("feed-kind", kind)
            found = self._list("kind", key, stream.name, stream.url, news, kind=kind)
            yield replace(found, subtitle=stream.lead)

    def _of_topic(self, topic: TopicView) -> FeedList:
        news = self._on(topic)
        key = ("feed", topic.id)
        found = self._list("topic", key, topic.name, topic.url, news, topic=topic.id)
        return replace(found, subtitle=topic.description or found.subtitle)

    def _of_kinds_of(self, topic: TopicView) -> Iterator[FeedList]:
        every = self._on(topic)
        for kind, stream in self._site.streams.items():
            url = addresses.topic_kind(self._run.config.prefix, self._site.lang, topic.id, kind)
            news = [item for item in every if item.kind == kind]
            key = ("feed-topic-kind", topic.id, kind)
            found = self._list(
                "cross", key, f"{topic.name}: {stream.name}", url, news, topic=topic.id, kind=kind
            )
            yield replace(found, subtitle=topic.description or found.subtitle, page_url=topic.url)

    def _of_authors_and_series(self) -> Iterator[FeedList]:
        """Of those that have a page."""
        items = (source.item for source in self._run.sources.values())
        posts = {item.id: item for item in items if isinstance(item, Post)}
        for author in self._site.authors:
            stones = [s for s in self._stones if author.id in posts[s.permanent_id].authors]
            key = ("feed-author", author.id)
            news: list[News] = [*author.posts, *stones]
            yield self._list("author", key, author.name, author.url, news)
        for series in self._site.series:
            stones = [s for s in self._stones if series.id == posts[s.permanent_id].series]
            key = ("feed-series", series.id)
            news = [*series.posts, *stones]
            found = self._list("series", key, series.name, series.url, news)
            yield replace(found, subtitle=series.description or found.subtitle)

    def _on(self, topic: TopicView) -> list[News]:
        return [*topic.posts, *(stone for stone in self._stones if topic in stone.topics)]

    def _list(
        self,
        group: str,
        key: tuple[str, ...],
        name: str,
        url: str,
        news: Iterable[News],
        title: str = "",
        topic: str = "",
        kind: str = "",
    ) -> FeedList:
        newest = nlargest(
            _NEWEST, news, key=lambda n: (happened(n).astimezone(UTC), n.permanent_id)
        )
        return FeedList(
            group=group,
            key=key,
            name=name,
            title=title or f"{self._title}: {name}",
            subtitle=self._site.description,
            url=url,
            page_url=url,
            news=tuple(newest),
            topic=topic,
            kind=kind,
        )
