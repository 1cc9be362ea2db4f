"""Where every text stands: states, translations, comments, and what changes next by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime

from comments_service.contract.config import Config
from comments_service.contract.content import (
    Page,
    Post,
    comment_policy,
    comments_close_at,
    comments_enabled,
)
from comments_service.contract.due import Due, read_schedule
from comments_service.contract.faults import shown
from comments_service.contract.versions import behind, groups, original
from comments_service.editing.library import Library, Text

# Those that readers have or will have; what is still written may be translated later.
_SHOWN = ("scheduled", "published")


@dataclass(frozen=True)
class Standing:
    """A post and its state, of content.STATES."""

    text: Text
    post: Post
    state: str


@dataclass(frozen=True)
class Translation:
    """A version that is missing, or is behind its original since a moment."""

    standing: Standing
    """The version that is behind; for a missing one the original."""
    lang: str
    since: datetime | None


@dataclass(frozen=True)
class Overview:
    now: datetime
    standings: tuple[Standing, ...]
    """Newest first."""
    missing: tuple[Translation, ...]
    outdated: tuple[Translation, ...]
    faulty: tuple[str, ...]
    """Files with faults, as editors know them."""
    due: Due | None
    """The next moment at which something changes although nobody does anything."""

    def of(self, *states: str) -> list[Standing]:
        return [one for one in self.standings if one.state in states]

    @property
    def today(self) -> list[Standing]:
        """What went out today."""
        day = self.now.date()
        zone = self.now.tzinfo
        return [o for o in self.of("published") if o.post.date.astimezone(zone).date() == day]


def overview(library: Library) -> Overview:
    """How the newsroom stands at the library's `now`."""
    now = library.now.astimezone(library.config.newsroom.timezone)
    standings = [Standing(text, post, post.state(now)) for text, post in library.posts]
    standings.sort(key=lambda one: one.post.date.astimezone(UTC), reverse=True)
    missing, outdated = _translations(standings, library.config)
    faulty = [text.name for text in library.texts if text.faults]
    return Overview(
        now=now,
        standings=tuple(standings),
        missing=tuple(missing),
        outdated=tuple(outdated),
        faulty=tuple(sorted([*faulty, *map(shown, library.unreadable)])),
        due=_due(standings, library, now),
    )


def comments_said(item: Post | Page, config: Config) -> str:
    """The rule for comments under a text, in a few words."""
    if not comments_enabled(item, config):
        return "off"
    policy, until = comment_policy(item), comments_close_at(item, config)
    if policy == "closed" or until is None:
        return policy
    local = until.astimezone(config.newsroom.timezone)
    return f"{policy} until {local:%Y-%m-%d}"


@dataclass(frozen=True)
class _Held:
    item: Post | Page
    standing: Standing


def _translations(
    standings: list[Standing], config: Config
) -> tuple[list[Translation], list[Translation]]:
    missing, outdated = [], []
    for group in groups(_Held(one.post, one) for one in standings):
        shown_ones = [held for held in group if held.standing.state in _SHOWN]
        if not shown_ones:
            continue
        first = original(shown_ones).standing
        # A draft is on its way, and what was withdrawn is not missing.
        there = {held.item.lang for held in group}
        missing += [
            Translation(first, lang, None)
            for lang in config.newsroom.languages
            if lang not in there
        ]
        for held in shown_ones:
            if since := behind(held.standing.post, first.post):
                outdated.append(Translation(held.standing, held.item.lang, since))
    return missing, outdated


def _due(standings: list[Standing], library: Library, now: datetime) -> Due | None:
    """What the newest build left behind, or an embargo that it did not know of yet."""
    try:
        schedule = read_schedule(library.paths.due)
    except ValueError:
        schedule = None
    found = [schedule.due] if schedule and schedule.due else []
    found += [
        Due(one.post.date, f"{one.text.name} is published")
        for one in standings
        if one.state == "scheduled"
    ]
    ahead = [due for due in found if not due.reached(now)]
    return min(ahead, key=lambda due: due.at.astimezone(UTC), default=None)
