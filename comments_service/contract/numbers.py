"""Numbers and names of languages in each language's form, from Babel's data."""

from babel import Locale
from babel.numbers import format_decimal

from comments_service.contract.dates import LOCALES

_UNITS = ("B", "kB", "MB", "GB")
_STEP = 1000


def number(value: int, lang: str) -> str:
    """«12’500»"""
    return format_decimal(value, locale=LOCALES[lang])


def filesize(size: int, lang: str) -> str:
    """Bytes for people: «940 B», «38 kB», «1.2 MB» (powers of ten, as systems show them)."""
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    digits = "0.#" if value < 10 and unit > 1 else "0"
    return f"{format_decimal(value, digits, locale=LOCALES[lang])} {_UNITS[unit]}"


def language(code: str, lang: str) -> str:
    """What a language is called in another one: «Englisch»."""
    name: str = Locale.parse(LOCALES[lang]).languages.get(code, code)
    return name
