"""The files of the pictures are made: originals with a label, web sizes, cuts and cards.

Each file is made once and kept in the cache; a build links it into its staging folder. Pictures
are made by several threads: packing pixels leaves Python's lock free.
"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any

from pelican import signals

from comments_service.contract.faults import Fault
from plugins import build, picture_labels, picture_render
from plugins.build import Build, Source
from plugins.cache import Cache
from plugins.model import Card, DownloadView, PageView, Picture, PictureFile, PostView
from plugins.picture_jobs import Job, jobs, short_statement, statement, uses_of
from plugins.picture_labels import NotLabelled, labelled
from plugins.picture_sizes import RECIPE, Made, card, plain, shapes
from plugins.picture_xmp import packet
from plugins.references import media_url

_LABELLED = ("image/jpeg", "image/png", "image/webp")
# A picture of 60 megapixels takes about half a gigabyte while it is scaled.
_MOST_THREADS = 4
_UNLABELLED = (
    "pictures carry no credit and licence inside: the library pyexiv2 does not run on this machine"
)


def make(generators: list[Any]) -> None:
    run = build.of(generators[0].settings)
    contents = generators[0].context["generated_content"]
    public = [run.sources[key] for key in sorted(contents)]
    authors = {person.id for site in run.sites.values() for person in site.authors}
    for use in uses_of(public, run.now):
        if use.until:
            run.due(use.until, f"{PurePosixPath(use.key).name} may no longer be shown")
    found = {job.key: job for job in jobs(run, public, authors)}
    cache = Cache(run.paths.cache / "pictures")
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
        run.faults.extend(filter(None, pool.map(_Maker(run, cache).make, found.values())))
    run.settle()
    run.album.save()
    if not run.preview:
        # A preview's drafts are the public build's waste, and it comes back to them soon.
        cache.prune()
    if found and not picture_labels.available():
        run.warnings.append(Fault("pictures", 0, _UNLABELLED, "see docs/operations.md"))
    for source in public:
        _finish(run, source, contents[source.key].view, found)
    for site in run.sites.values():
        for person in site.authors:
            if person.picture:
                person.picture = _finished(run, person.picture, found)


class _Maker:
    """Makes all files of one picture after the other."""

    def __init__(self, run: Build, cache: Cache) -> None:
        self._run, self._cache = run, cache

    def make(self, job: Job) -> Fault | None:
        """What is wrong with the picture, if anything is."""
        source = self._run.paths.content / job.key
        staged(self._run, job.key).parent.mkdir(parents=True, exist_ok=True)
        try:
            self._original(job, source)
        except NotLabelled as error:
            cause = f"credit and licence cannot be written into {source.name!r}: {error}"
            return Fault(job.places[0], 0, cause, "save the picture anew")
        label = short_statement(self._run, job)
        xmp = packet(label) if label else b""
        negative = _Negative(source, job.facts.flat)
        for made in job.made:
            size = (made.form, made.width, made.height, made.box)
            key = (RECIPE, job.facts.digest, *size, xmp)
            suffix = PurePosixPath(made.key).suffix
            path = self._cache.file(key, suffix, partial(negative.make, made, xmp))
            self._stage(path, made.key)
        return None

    def _original(self, job: Job, source: Path) -> None:
        if job.facts.mime not in _LABELLED:
            shutil.copy2(source, staged(self._run, job.key))
            return
        said = statement(self._run, job)
        key = (picture_labels.RECIPE, picture_labels.available(), job.facts.digest, said)
        path = self._cache.file(key, source.suffix, lambda: labelled(source.read_bytes(), said))
        self._stage(path, job.key)

    def _stage(self, path: Path, key: str) -> None:
        """Link a file of the cache; copy it to another disk, or where there are no links."""
        target = staged(self._run, key)
        try:
            os.link(path, target)
        except OSError:
            shutil.copy2(path, target)


class _Negative:
    """Loads the picture once it is needed: with a full cache, never."""

    def __init__(self, source: Path, flat: bool) -> None:
        self._source, self._flat = source, flat

    def make(self, made: Made, xmp: bytes) -> bytes:
        return self._loaded.make(made, xmp)

    @cached_property
    def _loaded(self) -> picture_render.Negative:
        return picture_render.Negative(self._source.read_bytes(), self._flat)


def staged(run: Build, key: str) -> Path:
    """Where a file of the media is while the build runs."""
    return run.staging / "media" / key


def _finish(run: Build, source: Source, view: PostView | PageView, found: dict[str, Job]) -> None:
    """Tell a view what is known now that the files are made."""
    view.downloads = tuple(_published(run, file, found) for file in view.downloads)
    if not isinstance(view, PostView) or source.body is None:
        return
    view.pictures = tuple(_finished(run, picture, found) for picture in source.body.shown)
    if view.image:
        view.image = _finished(run, view.image, found)
        view.card = _card(run, view.image, found[view.image.key])


def _finished(run: Build, picture: Picture, found: dict[str, Job]) -> Picture:
    job = found[picture.key]
    original = _file(run, job.key, job.facts.mime, job.facts.width, job.facts.height)
    if job.facts.fixed:
        return replace(picture, original=original, enclosure=original)
    main = plain(job.namer, job.facts)
    crops = shapes(job.namer, job.facts) if "lead" in job.roles else {}
    return replace(
        picture,
        original=original,
        enclosure=_file(run, main.key, main.mime, main.width, main.height),
        crops={shape: media_url(run.config.prefix, made.key) for shape, made in crops.items()},
    )


def _card(run: Build, picture: Picture, job: Job) -> Card | None:
    made = None if job.facts.fixed else card(job.namer, job.facts)
    if made is None:
        return None
    url = media_url(run.config.prefix, made.key)
    return Card(url, made.width, made.height, picture.alt)


def _published(run: Build, file: DownloadView, found: dict[str, Job]) -> DownloadView:
    """A picture among the downloads, as it will be published: with its label."""
    key = file.path.relative_to(run.paths.content).as_posix()
    if key not in found:
        return file
    path = staged(run, key)
    return replace(file, path=path, size=path.stat().st_size)


def _file(run: Build, key: str, mime: str, width: int, height: int) -> PictureFile:
    length = staged(run, key).stat().st_size
    return PictureFile(media_url(run.config.prefix, key), mime, length, width, height)


def register() -> None:
    signals.all_generators_finalized.connect(make)
