"""The page where readers choose what to follow: by language, topic and kind, in three formats.

It lists every feed of its language; `follow.js` puts together the addresses of several languages.
"""

from collections.abc import Mapping
from typing import Any

from comments_service.contract import addresses
from comments_service.contract.feeds import FORMATS
from plugins.build import Build
from plugins.feed_lists import FeedList
from plugins.frames import frame
from plugins.model import Site


def headings(run: Build, lang: str, lists: list[FeedList]) -> list[tuple[str, list[FeedList]]]:
    """The feeds of a language in groups, each with its heading; empty groups are left out."""
    t = run.translator(lang)
    groups = [
        (f"{run.config.newsroom.name} Newsroom", ("site", "kind")),
        (t("Topics"), ("topic",)),
        (t("Topics by kind"), ("cross",)),
        (t("Authors"), ("author",)),
        (t("Series of posts"), ("series",)),
    ]
    found = [(heading, [f for f in lists if f.group in members]) for heading, members in groups]
    return [(heading, feeds) for heading, feeds in found if feeds]


def feed_page(run: Build, site: Site, lists: Mapping[str, list[FeedList]]) -> dict[str, Any]:
    """The variables of the page in the language of `site`; `lists` are those of all languages."""
    own = lists[site.lang]
    same = {other.lang: other.follow_url for other in run.sites.values()}
    title = run.translator(site.lang)("Subscribe")
    return {
        **frame(run, site, site.follow_url, title, same),
        "general": _rows(own, "site", "kind"),
        "by_topic": [(topic, _of_topic(run, site, topic.id, own)) for topic in site.topics],
        "of_authors": _rows(own, "author"),
        "of_series": _rows(own, "series"),
        "formats": dict(zip(FORMATS, ("Atom", "RSS", "JSON"), strict=True)),
        "calendar": addresses.calendar(site.streams["event"].url),
        "choices": {lang: _choices(run, feeds) for lang, feeds in lists.items()},
    }


def _rows(lists: list[FeedList], *groups: str) -> list[tuple[str, str]]:
    """Names and addresses of the lists of some groups."""
    return [(feeds.name, feeds.url) for feeds in lists if feeds.group in groups]


def _of_topic(run: Build, site: Site, topic: str, lists: list[FeedList]) -> list[tuple[str, str]]:
    """The same of what there is on a topic: everything, and each kind of posts."""
    everything = run.translator(site.lang)("Everything on this topic")
    return [
        (site.streams[feeds.kind].name if feeds.kind else everything, feeds.url)
        for feeds in lists
        if feeds.topic == topic
    ]


def _choices(run: Build, lists: list[FeedList]) -> dict[str, tuple[str, str, str, str]]:
    """What `follow.js` looks up by «topic kind», either of which may be "": the feed's name, its
    title, its address without the format, and its page."""
    absolute = run.config.absolute
    return {
        f"{feeds.topic} {feeds.kind}": (
            feeds.name,
            feeds.title,
            absolute(addresses.feed(feeds.url, "")),
            absolute(feeds.page_url),
        )
        for feeds in lists
        if feeds.group in ("site", "kind", "topic", "cross")
    }
