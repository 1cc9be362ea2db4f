"""Events as iCalendar: by the rules of RFC 5545, and permanent."""

import re
from datetime import UTC, date, datetime

import icalendar
import pytest

from tests.site.conftest import identifier

URL = "https://news.muster.example"
ONE, ALL = "/de/2026/fest/fest.ics", "/de/termine/termine.ics"
# Line feeds inside of a text are written `\n`, and its other marks with a backslash (3.3.11).
ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
# At most once in an event (3.6.1).
ONCE = (
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS"),
    *("SUMMARY", "LOCATION", "DESCRIPTION", "URL"),
)


def add_event(site, name="fest", **fields):
    return site.post(
        name,
        **{
            "title": "Fest; mit, allem & «Zeichen»",
            "slug": name,
            "date": "2026-01-15 09:00",
            "kind": "event",
            "starts": "2026-11-28 10:00",
            "ends": "2026-11-28 15:00",
            "venue": "Halle 7, 9000 St. Gallen",
            "summary": "Ein Fest, bei jedem Wetter; wirklich. " + "Sehr lang. " * 12,
            "topics": "[bau]",
            **fields,
        },
    )


@pytest.fixture
def festive(site):
    add_event(site)
    return site


def read(site, address):
    """The bytes as they lie there, since line ends count."""
    return site.files()[address.lstrip("/")]


def events(site, address):
    return icalendar.Calendar.from_ical(read(site, address)).walk("VEVENT")


def check(data: bytes) -> None:
    """The rules of RFC 5545 that a parser forgives."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", ""), "lines end with CRLF (3.1)"
    assert all(len(line) <= 75 for line in data.split(b"\r\n")), "and are folded at 75 octets"
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert "METHOD" not in calendar, "nobody is invited"
    assert calendar.subcomponents, "one component at least (3.6)"
    uids = [event["UID"] for event in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids)
    for part in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        lines = re.sub(r"\r\n[ \t]", "", part).split("\r\n")
        names = [re.split("[;:]", line)[0] for line in lines if line]
        assert {"UID", "DTSTAMP", "DTSTART"} <= set(names), "what an event must have (3.6.1)"
        assert [name for name in ONCE if names.count(name) > 1] == []
        for line in lines:
            name, _, value = line.partition(":")
            if name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
                assert ESCAPED.fullmatch(value), line
            if name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
                assert re.fullmatch(r"\d{8}T\d{6}Z", value), f"{line} is to be in UTC"


def test_an_event_lies_beside_its_page_as_icalendar(festive):
    festive.build()

    check(read(festive, ONE))
    (event,) = events(festive, ONE)
    assert event["UID"] == identifier("fest")
    assert event["SUMMARY"] == "Fest; mit, allem & «Zeichen»"
    assert event["LOCATION"] == "Halle 7, 9000 St. Gallen"
    assert event["DESCRIPTION"].startswith("Ein Fest, bei jedem Wetter; wirklich.")
    assert event["DESCRIPTION"].endswith(f"\n\n{URL}/de/2026/fest/")
    assert event["URL"] == f"{URL}/de/2026/fest/"
    assert event.start == datetime(2026, 11, 28, 9, tzinfo=UTC)
    assert event.end == datetime(2026, 11, 28, 14, tzinfo=UTC)
    assert event["STATUS"] == "CONFIRMED"
    assert event["SEQUENCE"] == 0
    assert event.categories == ["Bau"]


def test_the_calendar_of_a_language_holds_its_events(festive):
    add_event(festive, "messe", starts="2027-02-01 09:00", ends="2027-02-03 17:00")
    add_event(festive, "fair", lang="en", title="Fair")
    festive.build()

    check(read(festive, ALL))
    assert {str(event["UID"]) for event in events(festive, ALL)} == {
        identifier("fest"),
        identifier("messe"),
    }
    assert [str(e["SUMMARY"]) for e in events(festive, "/en/events/events.ics")] == ["Fair"]
    calendar = icalendar.Calendar.from_ical(read(festive, ALL))
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Muster: Termine"
    assert calendar["SOURCE"] == f"{URL}{ALL}"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"


def test_a_calendar_without_events_is_a_calendar(site):
    site.build()

    check(read(site, ALL))
    assert events(site, ALL) == []


def test_the_uid_outlives_slug_title_dates_and_domain(festive):
    festive.build()
    before = events(festive, ONE)[0]["UID"]

    festive.configure((URL, "https://presse.anders.example"))
    add_event(festive, slug="jubel", title="Jubel", starts="2026-12-01 10:00", ends=None)
    festive.build()

    assert events(festive, "/de/2026/jubel/jubel.ics")[0]["UID"] == before


def test_a_change_is_told_and_nothing_hangs_on_the_day_of_the_build(festive):
    festive.build()
    first = read(festive, ONE)
    assert events(festive, ONE)[0]["DTSTAMP"].dt == datetime(2026, 1, 15, 8, tzinfo=UTC)

    add_event(festive, modified="2026-01-16 10:00", starts="2026-11-28 11:00")
    festive.build()
    (moved,) = events(festive, ONE)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert moved[name].dt == datetime(2026, 1, 16, 9, tzinfo=UTC)
    assert moved["CREATED"].dt == datetime(2026, 1, 15, 8, tzinfo=UTC)
    assert moved["SEQUENCE"] > 0

    add_event(festive)
    festive.build()
    assert read(festive, ONE) == first


def test_a_withdrawn_event_is_cancelled_where_it_was_noted(festive):
    festive.build()
    noted = events(festive, ONE)[0]
    add_event(
        festive,
        status="withdrawn",
        withdrawn="2026-02-01 12:00",
        reason="Die Halle ist gesperrt.",
    )
    festive.build()

    for address in (ONE, ALL):
        check(read(festive, address))
        (event,) = events(festive, address)
        assert event["UID"] == noted["UID"]
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] > noted["SEQUENCE"]
        assert event.start == noted.start
        assert event["DESCRIPTION"].startswith("Die Halle ist gesperrt.")
        assert "LOCATION" not in event, "nothing of its text is left"


def test_an_expired_event_leaves_the_calendar(festive):
    add_event(festive, expires="2026-01-20")
    festive.build()

    assert events(festive, ALL) == []
    assert ONE.lstrip("/") not in festive.files()


def test_whole_days_have_no_hours(festive):
    add_event(festive, starts="2026-11-28", ends="2026-11-29")
    festive.build()

    (event,) = events(festive, ONE)
    assert event.start == date(2026, 11, 28)
    assert event.end == date(2026, 11, 30), "the end is the day after (RFC 5545, 3.6.1)"
    assert b"DTSTART;VALUE=DATE:20261128" in read(festive, ONE)


def test_an_event_without_an_end_has_none(festive):
    add_event(festive, ends=None)
    festive.build()

    assert "DTEND" not in events(festive, ONE)[0]


def test_the_page_says_when_and_where_and_offers_the_event_to_calendars(festive):
    festive.build()

    (block,) = festive.tree("/de/2026/fest/").find_class("occasion")
    told = " ".join(block.text_content().split())
    assert "Samstag, 28. November 2026, 10:00–15:00" in told
    assert "Halle 7, 9000 St. Gallen" in told
    links = {link.get("href"): link.get("type") for link in block.iter("a")}
    assert links[ONE] == "text/calendar"
    assert "/de/abonnieren/#calendar" in links


def test_a_past_event_is_offered_to_nobody_s_calendar(festive):
    add_event(festive, starts="2026-01-20 10:00", ends="2026-01-20 12:00")
    festive.build()

    (block,) = festive.tree("/de/2026/fest/").find_class("occasion")
    assert "vorbei" in block.text_content()
    assert ONE not in [link.get("href") for link in block.iter("a")]


def test_a_feed_tells_when_and_where_an_event_takes_place(festive):
    festive.build()

    assert "Samstag, 28. November 2026, 10:00–15:00" in festive.read("/de/termine/feed.atom")


def test_texts_may_link_calendars(festive):
    festive.post("hinweis", f"[Termin]({ONE}), [alle]({ALL}), [Feeds](/de/feeds.opml)")

    festive.build()
