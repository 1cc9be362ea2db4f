"""When an ad hoc announcement had better not go out.

SIX Exchange Regulation asks for a time outside of the critical trading hours, which begin 90
minutes before trading does, or to be told 90 minutes ahead; then it may suspend the trade.
"""

from datetime import datetime, timedelta

from comments_service.contract.config import Config

_BEFORE = timedelta(minutes=90)
_SATURDAY = 5


def hours(config: Config) -> tuple[str, str]:
    """The critical hours of a trading day, such as 07:30 and 17:30."""
    opens, closes = config.adhoc.trading_hours
    start = timedelta(hours=opens.hour, minutes=opens.minute)
    if config.adhoc.rule == "six":
        start = max(start - _BEFORE, timedelta())
    minutes = int(start.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}", f"{closes:%H:%M}"


def in_trading_hours(moment: datetime, config: Config) -> bool:
    """Whether it is a critical hour then. The exchange's holidays are not known."""
    local = moment.astimezone(config.newsroom.timezone)
    first, last = hours(config)
    return local.weekday() < _SATURDAY and first <= f"{local:%H:%M}" < last


def warning(config: Config) -> tuple[str, str]:
    """Cause and mend, for an announcement that goes out in critical hours."""
    first, last = hours(config)
    told = " 90 minutes before" if config.adhoc.rule == "six" else " before"
    return (
        f"the ad hoc announcement goes out within trading hours, {first} to {last}",
        f"choose a time outside of them, or tell the exchange{told}: it may suspend the trade",
    )
