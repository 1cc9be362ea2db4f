"""Moments as editors write them: «2026-11-20», «2026-11-20 09:00», with an offset or without."""

import re
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:?\d\d)?)?")
# Far enough from the ends of the calendar that no zone and no deadline leads beyond them.
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


class NoMoment(ValueError):
    """What was written is no moment. `mend` is "" where the form is wrong."""

    def __init__(self, cause: str, mend: str = "") -> None:
        super().__init__(cause)
        self.mend = mend


def parse_moment(value: str, zone: ZoneInfo, at_end: bool = False) -> datetime:
    """An aware moment; without an offset in `zone`. A bare date is its start, or, `at_end`, its
    last second. Raises NoMoment.
    """
    match = _DATE.fullmatch(value)
    if not match:
        raise NoMoment("is not a date")
    text = value.replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-])", "", text))
    except ValueError:
        raise NoMoment("is not a date") from None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise NoMoment(
            f"lies in the year {moment.year}",
            f"write a year from {_FIRST_YEAR} to {_LAST_YEAR}",
        )
    bare = match[4] is None
    if bare and at_end:
        moment = datetime.combine(moment, time(23, 59, 59))
    if moment.tzinfo:
        return moment
    here = moment.replace(tzinfo=zone)
    if not bare and here.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise NoMoment(
            "does not exist: the clocks are put forward then", "write a time an hour later"
        )
    return here


def written(moment: datetime, zone: ZoneInfo) -> str:
    """Local time as editors write it; with its offset in the hour that autumn has twice."""
    here = moment.astimezone(zone).replace(microsecond=0)
    text = here.strftime("%Y-%m-%d %H:%M" + (":%S" if here.second else ""))
    read_back = here.replace(tzinfo=None, fold=0).replace(tzinfo=zone)
    if read_back.utcoffset() == here.utcoffset():
        return text
    return f"{here:%Y-%m-%d %H:%M:%S%z}"
