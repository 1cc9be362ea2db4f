"""What stands where a post was: that it is withdrawn or has expired, and why; none of its words."""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from comments_service.contract.content import Post
from plugins import build
from plugins.build import Build, Source
from plugins.frames import unlisted_frame
from plugins.model import PostView, Tombstone


def stones(run: Build, views: dict[str, PostView]) -> list[Tombstone]:
    """One for each post that was public and is no longer, newest first.

    `views` holds the public posts by permanent id.
    """
    found = [
        _stone(run, source, source.item, views)
        for source in run.sources.values()
        if isinstance(source.item, Post)
        and source.item.was_public(run.now)
        and not source.item.public(run.now)
    ]
    return sorted(found, key=lambda stone: (stone.at, stone.permanent_id), reverse=True)


def _stone(run: Build, source: Source, post: Post, views: dict[str, PostView]) -> Tombstone:
    zone = run.config.newsroom.timezone
    site = run.sites[post.lang]
    state = post.state(run.now)
    at = (post.withdrawal.at if state == "withdrawn" else post.expires) or post.date
    topics = {topic.id: topic for topic in site.topics}
    title = post.title or run.translator(post.lang)("A short note")
    homes = {other.lang: other.url for other in run.sites.values() if other is not site}
    return Tombstone(
        permanent_id=post.id,
        title=title,
        kind=post.kind,
        lang=post.lang,
        url=source.url,
        state=state,
        date=post.date.astimezone(zone),
        at=at.astimezone(zone),
        reason=post.withdrawal.reason if state == "withdrawn" else "",
        replaced_by=views.get(post.withdrawal.replaced_by),
        topics=[topics[identifier] for identifier in post.topics],
        frame=unlisted_frame(run, site, title, homes),
    )


class TombstoneGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        template = self.get_template("tombstone")
        for site in run.sites.values():
            for stone in site.tombstones:
                variables = {**stone.frame, "tombstone": stone}
                writer.write_file(run.file_for(stone.url), template, self.context, **variables)


def get_generators(_pelican: Any) -> type[TombstoneGenerator]:
    return TombstoneGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
