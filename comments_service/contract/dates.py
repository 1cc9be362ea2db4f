"""Dates for readers. Babel's data, since the host may lack a locale (and Pelican then aborts)."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

# Swiss forms where a language has them; British English, as these companies write it.
LOCALES = {"de": "de_CH", "en": "en_GB", "fr": "fr_CH", "it": "it_CH"}


def long_date(value: date | datetime, lang: str) -> str:
    """«12. November 2026»"""
    return format_date(value, "long", locale=LOCALES[lang])


def long_datetime(value: datetime, lang: str) -> str:
    """«12. November 2026, 09:00»; 24 hours in each language. In the value's own time zone."""
    clock = format_datetime(value, "HH:mm", tzinfo=value.tzinfo, locale=LOCALES[lang])
    return f"{long_date(value, lang)}, {clock}"


def iso(value: datetime) -> str:
    """RFC 3339 with the offset: «2026-11-12T09:00:00+01:00»."""
    return value.isoformat(timespec="seconds")
