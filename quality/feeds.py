"""Every feed as feedparser reads it: well-formed, dated, with stable ids and links."""

from pathlib import Path

import feedparser

from quality.report import Finding, Section

_NEEDED = ("id", "title", "link")


def check(folder: Path) -> Section:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".atom", ".rss"))
    findings = [found for path in files for found in _faults(path, folder)]
    return Section("Feeds (feedparser)", f"{len(files)} feeds", findings)


def _faults(path: Path, folder: Path) -> list[Finding]:
    name = f"/{path.relative_to(folder).as_posix()}"
    feed = feedparser.parse(path.read_bytes())
    faults = [Finding(name, f"is not well-formed: {feed.bozo_exception}")] if feed.bozo else []
    if not feed.version:
        faults.append(Finding(name, "is of no kind that feedparser knows"))
    for entry in feed.entries:
        missing = [key for key in _NEEDED if not entry.get(key)]
        missing += [] if entry.get("updated_parsed") or entry.get("published_parsed") else ["date"]
        faults += [Finding(name, f"an entry has no {key}", entry.get("id", "")) for key in missing]
    return faults
