"""The feeds of each language in three formats, their OPML, and the page where readers choose.

Ids hang on nothing that may change: an entry's is its post's, a feed's comes from the id of its
language's imprint, which is as permanent and makes it unique among all newsrooms (RFC 4287, 4.2.6).
"""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from comments_service.contract import addresses, ids
from comments_service.contract.feed_writer import FeedWriter
from comments_service.contract.feeds import FORMATS, MIME, Channel
from plugins import build
from plugins.build import Build
from plugins.feed_entries import Entries
from plugins.feed_lists import FeedList, feed_lists
from plugins.feed_opml import opml
from plugins.feed_page import feed_page, headings
from plugins.model import Site


class FeedGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        lists = {lang: feed_lists(run, site) for lang, site in run.sites.items()}
        template = self.get_template("follow")
        for lang, site in run.sites.items():
            self._feeds(writer, run, site, lists[lang])
            groups = headings(run, lang, lists[lang])
            file = run.file_for(addresses.opml(run.config.prefix, lang))
            writer.write_text(file, opml(run, site, groups))
            page = feed_page(run, site, lists)
            writer.write_file(run.file_for(site.follow_url), template, self.context, **page)

    def _feeds(self, writer: Any, run: Build, site: Site, lists: list[FeedList]) -> None:
        entries = Entries(run)
        for kind in FORMATS:
            formatted = FeedWriter(kind, site.lang)
            for feeds in lists:
                text = formatted.write(_channel(run, site, feeds, kind), entries.of(feeds.news))
                writer.write_text(run.file_for(addresses.feed(feeds.url, kind)), text)


def _channel(run: Build, site: Site, feeds: FeedList, kind: str) -> Channel:
    return Channel(
        id=ids.derived(site.pages["imprint"].permanent_id, *feeds.key),
        title=feeds.title,
        subtitle=feeds.subtitle,
        lang=site.lang,
        page_url=run.config.absolute(feeds.page_url),
        feed_url=run.config.absolute(addresses.feed(feeds.url, kind)),
        author=run.config.newsroom.name,
    )


def equip(generator: Any) -> None:
    """What templates need to link the feeds of a list: addresses and media types."""
    generator.env.globals.update(feed_of=addresses.feed, opml_of=addresses.opml, feed_types=MIME)


def get_generators(_pelican: Any) -> type[FeedGenerator]:
    return FeedGenerator


def register() -> None:
    signals.generator_init.connect(equip)
    signals.get_generators.connect(get_generators)
