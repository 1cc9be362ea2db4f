"""One list of what the newsroom has published, with checksums: `checksums.json`.

Whoever has a file from somewhere can tell whether it is ours, and which version. What was replaced
stays listed, with the time in which it held. `var/checksums.json` remembers it from build to build;
without it the list begins anew with what is there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals

from comments_service.contract import addresses
from comments_service.contract.dates import iso
from comments_service.contract.files import write_atomically
from plugins import build
from plugins.build import Build
from plugins.model import PageView, PostView
from plugins.picture_files import staged
from plugins.press.memory import Memory
from plugins.references import media_url

_VERSION = 1


@dataclass(frozen=True)
class Version:
    """The bytes that a file had."""

    sha256: str
    size: int
    since: str
    """In ISO 8601, as `until`."""
    until: str = ""
    """When other bytes, or none, took their place; "" while they hold."""


@dataclass(frozen=True)
class Published:
    """A file of a text, as it is now; one inside of a ZIP has the ZIP's address, # and its name."""

    url: str
    digest: str
    size: int
    view: PostView | PageView


def publish(run: Build, memory: Memory) -> None:
    """Write the list. A preview remembers nothing, and its list begins anew."""
    record = {} if run.preview else read(run.paths.checksums)
    present: dict[str, PostView | PageView] = {}
    for one in _files(run, memory):
        post = one.view if isinstance(one.view, PostView) else None
        # Pages have no dates of their own.
        moment = (post.updated or post.date) if post else run.now
        versions = record.get(one.url, ())
        record[one.url] = renewed(versions, one.digest, one.size, moment, run.now)
        present[one.url] = one.view
    for url, versions in record.items():
        if url not in present:
            record[url] = ended(versions, run.now)
    target = run.staging / run.file_for(addresses.checksums(run.config.prefix))
    target.write_bytes(_json(_listed(run, record, present)))
    run.checksums = record


def renewed(
    versions: tuple[Version, ...], digest: str, size: int, moment: datetime, now: datetime
) -> tuple[Version, ...]:
    """A file's versions, oldest first, now that it has this digest.

    A version holds since the post's last change; but if it is not the first, and the post has not
    changed since, something else has, just now.
    """
    if not versions:
        return (Version(digest, size, iso(moment)),)
    last = versions[-1]
    if last.sha256 == digest and not last.until:
        return versions
    since = iso(moment) if moment > datetime.fromisoformat(last.since) else iso(now)
    return (*ended(versions, datetime.fromisoformat(since)), Version(digest, size, since))


def ended(versions: tuple[Version, ...], moment: datetime) -> tuple[Version, ...]:
    """The same, when nothing holds any more."""
    *older, last = versions
    if last.until:
        return versions
    return (*older, Version(last.sha256, last.size, last.since, iso(moment)))


def read(path: Path) -> dict[str, tuple[Version, ...]]:
    """Every file's versions by its address; none where there is no record, or one not ours."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            return {}
        return {url: tuple(Version(**v) for v in found) for url, found in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write(path: Path, record: dict[str, tuple[Version, ...]]) -> None:
    files = {url: [vars(version) for version in record[url]] for url in sorted(record)}
    write_atomically(path, _json({"version": _VERSION, "files": files}))


def _files(run: Build, memory: Memory) -> Iterator[Published]:
    """Everything that can be taken along, each address once: a post's material comes first.

    Not among them is what a build makes for its pages alone, a dozen files for each picture.
    """
    seen: set[str] = set()
    views: list[PostView | PageView] = [*sorted(run.posts, key=lambda post: post.url)]
    views += sorted(run.pages, key=lambda page: page.url)
    for view in views:
        for url, path in _of(run, view):
            if url not in seen:
                seen.add(url)
                yield Published(url, memory.digest(path), path.stat().st_size, view)
        if isinstance(view, PostView) and view.press:
            for file in view.press.inside:
                yield Published(f"{view.press.kit.url}#{file.name}", file.digest, file.size, view)


def _of(run: Build, view: PostView | PageView) -> Iterator[tuple[str, Path]]:
    if isinstance(view, PostView):
        yield from _material(run, view)
    for download in view.downloads:
        yield download.url, download.path
    for key in sorted(view.files) if isinstance(view, PostView) else ():
        # Pictures are made already; other files come into the staging folder later.
        made, own = staged(run, key), run.paths.content / key
        if (path := made if made.exists() else own).is_file():
            yield media_url(run.config.prefix, key), path


def _material(run: Build, post: PostView) -> Iterator[tuple[str, Path]]:
    if press := post.press:
        own = (press.text, press.kit, press.checksums)
        for made in (press.pdf, *own) if press.pdf else own:
            yield made.url, made.path
    for picture in ((post.image,) if post.image else ()) + post.pictures:
        if picture.offered and picture.original:
            yield picture.original.url, staged(run, picture.key)


def _listed(
    run: Build, record: dict[str, tuple[Version, ...]], present: dict[str, PostView | PageView]
) -> dict[str, Any]:
    """The public list. Of a file that is gone, only what belongs to a page that still says why."""
    pages = [stone.url for site in run.sites.values() for stone in site.tombstones]
    pages += [post.url for post in run.posts] + [page.url for page in run.pages]
    files, former = [], []
    for url in sorted(record):
        if url not in present and url.rpartition("/")[0] + "/" not in pages:
            continue
        address = run.config.absolute(url)
        for version in record[url]:
            row = {
                "address": address,
                "file": url.rpartition("#" if "#" in url else "/")[2],
                "size": version.size,
                "sha256": version.sha256,
                "since": version.since,
            }
            if version.until:
                former.append({**row, "until": version.until})
            else:
                files.append({**row, **_text(run, present[url])})
    return {
        "newsroom": run.config.newsroom.name,
        "url": run.config.absolute(run.config.prefix),
        "algorithm": "SHA-256",
        "files": files,
        "former": former,
    }


def _text(run: Build, view: PostView | PageView) -> dict[str, str]:
    """Where the file is offered."""
    title = view.headline if isinstance(view, PostView) else view.title
    return {"lang": view.lang, "page": run.config.absolute(view.url), "title": title}


def remember(pelican: Any) -> None:
    """To be called when everything is published."""
    run = build.of(pelican.settings)
    if not run.preview:
        write(run.paths.checksums, run.checksums)


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def register() -> None:
    signals.finalized.connect(remember)
