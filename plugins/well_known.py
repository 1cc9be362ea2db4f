"""A word to machines: where the sitemaps are, and whom to tell of a weakness (RFC 9309, RFC 9116).

They are written last, when it is known which sitemaps there are.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals

from comments_service.contract.dates import iso
from plugins import build, sitemaps
from plugins.build import Build

# Receipts are for their owners, moderators' rooms for moderators, previews for their readers.
_NOT_FOR_CRAWLERS = ("/comments/receipt/", "/moderation/", "/preview/")
SECURITY = ".well-known/security.txt"
# RFC 9116, 2.5.5 asks for less than a year. It is renewed each month.
_MONTHS = 11


def write(pelican: Any) -> None:
    run = build.of(pelican.settings)
    (run.staging / "robots.txt").write_text(_robots(run), "utf-8")
    if run.config.security.contact and not run.preview:
        path = run.staging / SECURITY
        path.parent.mkdir(exist_ok=True)
        path.write_text(_security(run), "utf-8")


def _robots(run: Build) -> str:
    config = run.config
    lines = ["User-agent: *"]
    lines += [f"Disallow: {config.prefix}{path}" for path in _NOT_FOR_CRAWLERS]
    names = (sitemaps.INDEX, sitemaps.NEWS)
    there = [name for name in names if Path(run.staging, name).exists()]
    if there:
        lines += ["", *(f"Sitemap: {config.newsroom.url}/{name}" for name in there)]
    return "\n".join(lines) + "\n"


def _security(run: Build) -> str:
    config = run.config
    run.due(_month(run.now, 1), "security.txt is renewed")
    return (
        f"Contact: {config.security.contact}\n"
        f"Expires: {iso(_month(run.now, _MONTHS))}\n"
        f"Preferred-Languages: {', '.join(config.newsroom.languages)}\n"
        f"Canonical: {config.origin}/{SECURITY}\n"
    )


def _month(now: datetime, ahead: int) -> datetime:
    """The first moment of a month after that of `now`."""
    months = now.month - 1 + ahead
    return now.replace(
        year=now.year + months // 12,
        month=months % 12 + 1,
        day=1,
        hour=0,
        minute=0,
        second=0,
        microsecond=0,
    )


def register() -> None:
    signals.finalized.connect(write)
