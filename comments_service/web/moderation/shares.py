"""Measured shares and months, in the words of the page's language."""

import math
from collections.abc import Callable
from datetime import datetime

from babel.dates import format_skeleton
from babel.numbers import format_decimal, format_percent

from comments_service.contract.dates import LOCALES
from comments_service.domain.measured import LEAST, Sample
from comments_service.web.pages import page_lang, translator


def share_words(sample: Sample) -> str:
    """«between 94 % and 100 %», rounded outwards; or that too few were looked at to tell."""
    t, share = translator(), sample.share
    if share is None:
        return t("too few to tell: %(n)s of at least %(least)s", n=sample.looked, least=LEAST)
    low, high = percent(share.low, math.floor), percent(share.high, math.ceil)
    return t("between %(low)s and %(high)s", low=low, high=high)


def percent(share: float, rounded: Callable[[float], int] = round) -> str:
    """«94 %», as the language writes it."""
    # 0.57 is a hair more than 57 hundredths to a computer.
    hundredths = rounded(round(share * 100, 6))
    return format_percent(hundredths / 100, locale=LOCALES[page_lang()])


def points(score: float) -> str:
    """«99.5» of 100, with as many digits as make a difference here."""
    return format_decimal(score * 100, "0.##", locale=LOCALES[page_lang()])


def month_name(month: str) -> str:
    """«November 2026» for «2026-11»."""
    first = datetime.fromisoformat(f"{month}-01")
    return format_skeleton("yMMMM", first, locale=LOCALES[page_lang()])
