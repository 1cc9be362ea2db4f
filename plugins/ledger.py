"""Which addresses each post ever had, so that a renamed one is still found where it was.

`var/ledger.json` grows with each public build and forgets nothing. What was disclosed because the
law demands it may not disappear from it for five years (Regulation (EU) 596/2014, Art. 17(1)).
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pelican import signals

from comments_service.contract.content import YEARS_KEPT, Post, kept_until, reached
from comments_service.contract.faults import Fault, shown
from comments_service.contract.files import write_atomically
from comments_service.contract.redirects import Redirects
from plugins import build
from plugins.build import Build, Source


@dataclass(frozen=True)
class Entry:
    """A post that was public once. Addresses are without the newsroom's own path."""

    kind: str
    source: str
    """Its file, when it was last seen."""
    since: str
    """Its date, in ISO 8601."""
    urls: tuple[str, ...]
    """Every address it had; the last one is the newest."""
    lost: bool = False
    """Its file is gone, and a build has said so."""


def read(path: Path) -> dict[str, Entry]:
    """The entries by permanent id; none before the first build. Raises ValueError."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    if data.get("version") != 1:
        raise ValueError(f"{path} is of an unknown version")
    return {
        identifier: Entry(**{**row, "urls": tuple(row["urls"])})
        for identifier, row in data["posts"].items()
    }


def updated(run: Build) -> dict[str, Entry]:
    """The ledger with what this build shows."""
    there = {source.item.id for source in run.sources.values()}
    entries = {
        identifier: replace(entry, lost=identifier not in there)
        for identifier, entry in run.ledger.items()
    }
    for source in run.sources.values():
        item = source.item
        if not isinstance(item, Post) or not item.was_public(run.now):
            continue
        url = source.url.removeprefix(run.config.prefix)
        old = entries.get(item.id)
        urls = (*(u for u in old.urls if u != url), url) if old else (url,)
        since = item.date.isoformat()
        if old and _moment(old.since) > _moment(since):
            # Nobody gets round the five years of an announcement by dating it back.
            since = old.since
        entries[item.id] = Entry(item.kind, source.name, since, urls)
    return entries


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


def write(path: Path, entries: dict[str, Entry]) -> None:
    posts = {identifier: asdict(entries[identifier]) for identifier in sorted(entries)}
    text = json.dumps({"version": 1, "posts": posts}, ensure_ascii=False, indent=1)
    write_atomically(path, text.encode() + b"\n")


def redirects(run: Build) -> Redirects:
    """Where former addresses lead, and which pages are tombstones.

    An address that is in use again leads nowhere else.
    """
    prefix = run.config.prefix
    public = {
        source.item.id: source
        for source in run.sources.values()
        if not isinstance(source.item, Post) or source.item.was_public(run.now)
    }
    taken = {source.url for source in public.values()}
    moved: dict[str, str] = {}
    for identifier, source in sorted(public.items()):
        entry = run.ledger.get(identifier)
        former = [*(entry.urls if entry else ()), *source.item.aliases]
        for url in former:
            if f"{prefix}{url}" not in taken:
                moved[f"{prefix}{url}"] = source.url
    gone = [stone.url for site in run.sites.values() for stone in site.tombstones]
    return Redirects(moved, tuple(gone))


def examine(generators: list[Any]) -> None:
    """Read the ledger, and note what it does not allow."""
    run = build.of(generators[0].settings)
    if not run.preview:
        run.ledger = _load(run)
    run.faults.extend(_disappeared(run))
    run.faults.extend(_claimed(run))


def _load(run: Build) -> dict[str, Entry]:
    try:
        return read(run.paths.ledger)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        run.faults.append(
            Fault(
                shown(run.paths.ledger),
                0,
                f"the list of former addresses cannot be read: {error}",
                "bring the file back from a backup; or remove it: renamed posts whose files name "
                "no aliases are then no longer found at their old addresses",
            )
        )
        return {}


def _disappeared(run: Build) -> Iterator[Fault]:
    by_id = {source.item.id: source for source in run.sources.values()}
    unread = {fields.get("id") for fields in run.unread.values()}
    for identifier, entry in run.ledger.items():
        if identifier in unread:
            continue
        source = by_id.get(identifier)
        if entry.kind == "adhoc":
            yield from _kept(run, source, entry)
        elif source is None and not entry.lost:
            run.warnings.append(
                Fault(
                    entry.source,
                    0,
                    f"the post is gone, and {entry.urls[-1]} now leads to nothing",
                    "bring the file back and withdraw it, with a reason: make withdraw",
                )
            )


def _kept(run: Build, source: Source | None, entry: Entry) -> Iterator[Fault]:
    until = kept_until(datetime.fromisoformat(entry.since))
    item = source.item if source else None
    shows = isinstance(item, Post) and item.kind == "adhoc" and item.public(run.now)
    if shows or reached(until, run.now):
        return
    yield Fault(
        source.name if source else entry.source,
        source.lines.get("status", 1) if source else 0,
        f"an ad hoc announcement has to stay public for {YEARS_KEPT} years, until {until:%Y-%m-%d}",
        "show it again as it was; mend mistakes in it by corrections",
    )


def _claimed(run: Build) -> Iterator[Fault]:
    """Former addresses that belong to somebody else now."""
    owners = {source.url: source for source in run.sources.values() if source.body}
    aliases: dict[str, Source] = {}
    for source in run.sources.values():
        for alias in source.item.aliases:
            owner = owners.get(f"{run.config.prefix}{alias}") or aliases.get(alias)
            if owner is not None:
                yield source.fault(
                    "aliases",
                    f"aliases names {alias!r}, which belongs to {owner.name}",
                    "remove it from one of them",
                )
            aliases[alias] = source


def register() -> None:
    signals.all_generators_finalized.connect(examine)
