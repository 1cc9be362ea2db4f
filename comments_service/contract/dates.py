"""Dates for readers. Babel's data, since the host may lack a locale (and Pelican then aborts)."""

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date

# Swiss forms where a language has them; British English, as these companies write it.
LOCALES = {"de": "de_CH", "en": "en_GB", "fr": "fr_CH", "it": "it_CH"}


def long_date(value: date | datetime, lang: str) -> str:
    """«12. November 2026»; the first of a month is an ordinal in French: «1er novembre 2026»."""
    day = value.date() if isinstance(value, datetime) else value
    return _long_day(day, lang)


def long_datetime(value: datetime, lang: str) -> str:
    """«12. November 2026, 09:00»; 24 hours in each language. In the value's own time zone."""
    return f"{long_date(value, lang)}, {_clock(value)}"


def span(starts: datetime, ends: datetime | None, lang: str) -> str:
    """«Samstag, 28. November 2026, 10:00–15:00»; without hours where it lasts whole days."""
    if whole_days(starts, ends):
        last = ends if ends and ends.date() != starts.date() else None
        return " – ".join(_day(moment, lang) for moment in (starts, last) if moment)
    first = f"{_day(starts, lang)}, {_clock(starts)}"
    if ends is None:
        return first
    if ends.date() == starts.date():
        return f"{first}–{_clock(ends)}"
    return f"{first} – {_day(ends, lang)}, {_clock(ends)}"


def whole_days(starts: datetime, ends: datetime | None) -> bool:
    """Whether both were written as bare dates, as which they last from midnight to midnight."""
    at_end = ends is None or ends.time() == time(23, 59, 59)
    return starts.time() == time(0) and at_end


def iso(value: datetime) -> str:
    """RFC 3339 with the offset: «2026-11-12T09:00:00+01:00»."""
    return value.isoformat(timespec="seconds")


@lru_cache(4096)
def _long_day(value: date, lang: str) -> str:
    # A page with a thousand comments names the same days again and again.
    return _first_of_month(format_date(value, "long", locale=LOCALES[lang]), value, lang)


def _day(value: datetime, lang: str) -> str:
    return _first_of_month(format_date(value, "full", locale=LOCALES[lang]), value, lang)


def _first_of_month(text: str, value: date, lang: str) -> str:
    """Babel's French patterns say «1 novembre»."""
    return text.replace("1 ", "1er ", 1) if lang == "fr" and value.day == 1 else text


def _clock(value: datetime) -> str:
    """The same in all our languages; a format of Babel's takes a hundred times as long."""
    return f"{value:%H:%M}"
