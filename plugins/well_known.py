"""A word to machines: where the sitemaps are (RFC 9309), whom to tell of a weakness (RFC 9116)."""

from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals

from comments_service.contract.dates import iso
from plugins import build, sitemaps
from plugins.build import Build

# Receipts are for their owners, the moderators' rooms for moderators, and forms for people.
# Previews say themselves that they are not to be listed, which a crawler must be let in to read.
_NOT_FOR_CRAWLERS = (
    *("/comments/receipt/", "/moderation/"),
    *("/comments/report/", "/comments/error/"),
)
SECURITY = ".well-known/security.txt"
# The first line of a file that the build wrote, and not a person: only that one goes again.
OURS = "# From [security] in newsroom.toml."
# RFC 9116, 2.5.5 asks for less than a year. It is renewed each month.
_MONTHS = 11


def write(pelican: Any) -> None:
    run = build.of(pelican.settings)
    if run.preview:
        return
    (run.staging / "robots.txt").write_text(_robots(run), "utf-8")
    if run.config.security.contact:
        path = run.staging / SECURITY
        path.parent.mkdir(exist_ok=True)
        path.write_text(_security(run), "utf-8")


def written_by_build(path: Path) -> bool:
    """Whether a `security.txt` is the build's, rather than one that somebody put there."""
    return path.read_bytes().startswith(OURS.encode())


def _robots(run: Build) -> str:
    config = run.config
    lines = ["User-agent: *"]
    lines += [f"Disallow: {config.prefix}{path}" for path in _NOT_FOR_CRAWLERS]
    names = (sitemaps.INDEX, sitemaps.NEWS)
    lines += ["", *(f"Sitemap: {config.newsroom.url}/{name}" for name in names)]
    return "\n".join(lines) + "\n"


def _security(run: Build) -> str:
    config = run.config
    run.due(_month(run.now, 1), "security.txt is renewed")
    return (
        f"{OURS}\n"
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
