"""When the site must be built again by itself: the next such moment is left to the service.

A thread that closes asks for no build: the service takes the form off that one page.
"""

from typing import Any

from pelican import signals

from comments_service.contract.content import Post
from comments_service.contract.due import Schedule, write_schedule
from plugins import build


def note_embargoes(generators: list[Any]) -> None:
    """Ask for a build when an embargo ends, and when a post expires."""
    run = build.of(generators[0].settings)
    for source in run.sources.values():
        item = source.item
        if not isinstance(item, Post):
            continue
        if item.state(run.now) == "scheduled":
            run.due(item.date, f"{source.name} is published")
        elif item.public(run.now) and item.expires:
            run.due(item.expires, f"{source.name} expires")


def leave_schedule(pelican: Any) -> None:
    """Comes last: a build that was cut off before is still due."""
    run = build.of(pelican.settings)
    posts = (source.item for source in run.sources.values() if isinstance(source.item, Post))
    ahead = {post.id: post.date for post in posts if post.state(run.now) == "scheduled"}
    write_schedule(run.paths.due, Schedule(run.now, run.next_due, ahead))


def register() -> None:
    signals.all_generators_finalized.connect(note_embargoes)
    signals.finalized.connect(leave_schedule)
