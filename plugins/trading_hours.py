"""A warning where an ad hoc announcement would go out while its exchange trades."""

from datetime import timedelta
from typing import Any

from pelican import signals

from comments_service.contract import adhoc
from comments_service.contract.content import Post
from plugins import build

# One that goes out at once is dated a little before the build that publishes it.
_JUST = timedelta(hours=1)


def warn(generators: list[Any]) -> None:
    """Note announcements that are ahead; for those that are out it is too late."""
    run = build.of(generators[0].settings)
    for key in sorted(run.sources):
        source = run.sources[key]
        item = source.item
        if not isinstance(item, Post) or item.kind != "adhoc" or item.status == "withdrawn":
            continue
        if item.date > run.now - _JUST and adhoc.in_trading_hours(item.date, run.config):
            run.warnings.append(source.fault("date", *adhoc.warning(run.config)))


def register() -> None:
    signals.all_generators_finalized.connect(warn)
