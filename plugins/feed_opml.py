"""OPML 2.0: the list of all feeds of a language, for feed readers to take over at once."""

from collections.abc import Iterable

from feedgenerator.django.utils.encoding import iri_to_uri
from lxml import etree
from lxml.builder import E

from comments_service.contract import addresses
from plugins.build import Build
from plugins.feed_lists import FeedList
from plugins.model import Site


def opml(run: Build, site: Site, groups: Iterable[tuple[str, list[FeedList]]]) -> str:
    """One outline for each group (its heading, its lists), and in it one for each feed.

    Only one format of each feed is named: who takes the list over would get all news thrice.
    """
    t = run.translator(site.lang)
    absolute = run.config.absolute
    body = E.body()
    for heading, lists in groups:
        outlines = [
            _feed(
                site.lang,
                feeds.title,
                feeds.subtitle,
                absolute(feeds.page_url),
                absolute(addresses.feed(feeds.url, "atom")),
            )
            for feeds in lists
        ]
        body.append(E.outline(*outlines, text=heading, title=heading))
    if run.config.comments.enabled:
        for words, name in (
            ("Comments at %(name)s", "feed"),
            ("Official answers at %(name)s", "official"),
        ):
            title = t(words, name=run.config.newsroom.name)
            url = absolute(f"{run.config.prefix}/comments/{name}.atom")
            body.append(_feed(run.config.language, title, "", absolute(site.url), url))
    head = E.head(
        E.title(t("Feeds of %(name)s", name=f"{run.config.newsroom.name} Newsroom")),
        E.ownerName(run.config.newsroom.legal_name),
        E.ownerId(absolute(site.url)),
    )
    document = E.opml(head, body, version="2.0")
    etree.indent(document, "")
    text: bytes = etree.tostring(document, encoding="utf-8", xml_declaration=True)
    return text.decode("utf-8") + "\n"


def _feed(lang: str, title: str, subtitle: str, page_url: str, feed_url: str) -> etree._Element:
    about = {"description": subtitle} if subtitle else {}
    return E.outline(
        type="rss",
        text=title,
        title=title,
        xmlUrl=iri_to_uri(feed_url),
        htmlUrl=iri_to_uri(page_url),
        language=lang,
        **about,
    )
