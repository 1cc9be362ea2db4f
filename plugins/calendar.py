"""Events as iCalendar (RFC 5545): each one beside its page, and all of a language in a calendar.

Times are in UTC: events do not recur, so they need no rules of a time zone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from feedgenerator.django.utils.encoding import iri_to_uri
from pelican import signals
from pelican.generators import Generator

from comments_service.contract import addresses, content, dates, ids
from plugins import build
from plugins.build import Build
from plugins.model import EventView, PostView, Site, Tombstone

_PRODUCT = "-//Newsroom//Events//EN"
_ASK_AGAIN = timedelta(hours=6)


@dataclass(frozen=True)
class _Occasion:
    """What a calendar has to know of an event."""

    id: str
    title: str
    url: str
    words: str
    starts: datetime
    ends: datetime | None
    venue: str
    topics: tuple[str, ...]
    created: datetime
    changed: datetime
    cancelled: bool


class CalendarGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        for site in run.sites.values():
            occasions = list(_occasions(run, site))
            for occasion in occasions:
                file = run.file_for(addresses.calendar(occasion.url))
                writer.write_text(file, _text(run, [occasion], icalendar.Calendar()))
            url = site.streams["event"].url
            file = run.file_for(addresses.calendar(url))
            writer.write_text(file, _text(run, occasions, _subscribed(run, site, occasions)))


def _occasions(run: Build, site: Site) -> Iterator[_Occasion]:
    """The events of a language, newest post first, and those that do not take place."""
    for post in site.streams["event"].posts:
        if post.event:
            yield _announced(post, post.event)
    for stone in site.tombstones:
        if stone.kind == "event" and stone.state == "withdrawn":
            yield from _called_off(run, stone)


def _announced(post: PostView, event: EventView) -> _Occasion:
    return _Occasion(
        id=post.permanent_id,
        title=post.headline,
        url=post.url,
        words=post.summary,
        starts=event.starts,
        ends=event.ends,
        venue=event.venue,
        topics=tuple(topic.name for topic in post.topics),
        created=post.date,
        changed=post.updated or post.date,
        cancelled=False,
    )


def _called_off(run: Build, stone: Tombstone) -> Iterator[_Occasion]:
    """A withdrawn event stays in calendars as cancelled: so those who noted it learn of it.

    Of its own words only the title is left, as on its page.
    """
    item = next(s.item for s in run.sources.values() if s.item.id == stone.permanent_id)
    if not isinstance(item, content.Post) or item.event is None:
        return
    zone = run.config.newsroom.timezone
    ends = item.event.ends
    yield _Occasion(
        id=stone.permanent_id,
        title=stone.title,
        url=stone.url,
        words=stone.reason,
        starts=item.event.starts.astimezone(zone),
        ends=ends.astimezone(zone) if ends else None,
        venue="",
        topics=tuple(topic.name for topic in stone.topics),
        created=stone.date,
        changed=stone.at,
        cancelled=True,
    )


def _subscribed(run: Build, site: Site, occasions: list[_Occasion]) -> icalendar.Calendar:
    """The calendar of a language, with what programs that subscribe to it ask for (RFC 7986)."""
    url = site.streams["event"].url
    name = f"{run.config.newsroom.name}: {site.streams['event'].name}"
    calendar = icalendar.Calendar()
    calendar.add("uid", ids.derived(site.pages["imprint"].permanent_id, "calendar"))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("url", _uri(run, url))
    calendar.add("source", _uri(run, addresses.calendar(url)), {"VALUE": "URI"})
    calendar.add("refresh-interval", _ASK_AGAIN, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(_ASK_AGAIN))
    if occasions:
        calendar.add("last-modified", max(o.changed for o in occasions).astimezone(UTC))
    return calendar


def _text(run: Build, occasions: Iterable[_Occasion], calendar: icalendar.Calendar) -> str:
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for occasion in occasions:
        calendar.add_component(_event(run, occasion))
    if not calendar.subcomponents:
        # One component at least is demanded (RFC 5545, 3.6), and a time zone does no harm.
        calendar.add_component(_utc())
    data: bytes = calendar.to_ical()
    return data.decode("utf-8")


def _event(run: Build, occasion: _Occasion) -> icalendar.Event:
    url = _uri(run, occasion.url)
    event = icalendar.Event()
    # The permanent id alone: a host would be one more thing that may change (RFC 7986, 5.3).
    event.add("uid", occasion.id)
    # Without a METHOD this is when the event was last revised (RFC 5545, 3.8.7.2), not "now".
    for field in ("dtstamp", "last-modified"):
        event.add(field, occasion.changed.astimezone(UTC))
    event.add("created", occasion.created.astimezone(UTC))
    event.add("sequence", _sequence(occasion))
    event.add("status", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    event.add("summary", occasion.title)
    starts, ends = _span(occasion)
    event.add("dtstart", starts)
    if ends:
        event.add("dtend", ends)
    if occasion.venue:
        event.add("location", occasion.venue)
    event.add("description", "\n\n".join(part for part in (occasion.words, url) if part))
    event.add("url", url)
    if occasion.topics:
        event.add("categories", list(occasion.topics))
    return event


def _span(occasion: _Occasion) -> tuple[datetime | date, datetime | date | None]:
    """Start and end; whole days as dates, the end being the day after (RFC 5545, 3.6.1)."""
    starts, ends = occasion.starts, occasion.ends
    if dates.whole_days(starts, ends):
        return starts.date(), (ends or starts).date() + timedelta(days=1)
    return starts.astimezone(UTC), ends.astimezone(UTC) if ends else None


def _sequence(occasion: _Occasion) -> int:
    """Grows with each change, as it must (RFC 5545, 3.8.7.4): minutes from first to last."""
    return max(0, int((occasion.changed - occasion.created).total_seconds()) // 60)


def _uri(run: Build, url: str) -> str:
    """Absolute and in ASCII, as the type URI asks (RFC 5545, 3.3.13)."""
    uri: str = iri_to_uri(run.config.absolute(url))
    return uri


def _utc() -> icalendar.Timezone:
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local by definition
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone


def equip(generator: Any) -> None:
    """What templates need to tell of an event and to link it."""
    generator.env.filters["span"] = dates.span
    generator.env.globals["calendar_of"] = addresses.calendar


def get_generators(_pelican: Any) -> type[CalendarGenerator]:
    return CalendarGenerator


def register() -> None:
    signals.generator_init.connect(equip)
    signals.get_generators.connect(get_generators)
