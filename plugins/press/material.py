"""Each release gets what newsrooms ask for: a PDF, the plain text, checksums, and all in one ZIP.

The files are made when the views are complete and before any page is written, so that pages can
name their sizes. Each is made once and kept in the cache, as long as nothing in it changes.
"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pelican import signals

from comments_service.contract import addresses
from comments_service.contract.content import Post
from comments_service.contract.faults import Fault
from plugins import build
from plugins.build import Build
from plugins.cache import Cache
from plugins.model import PostView
from plugins.picture_files import staged
from plugins.press import kit, names, pdf
from plugins.press.checksums import publish
from plugins.press.kit import Listed, Member
from plugins.press.memory import Memory
from plugins.press.model import Inner, Offer, PressFile, PressFiles, Quotation
from plugins.press.offers import offers, terms
from plugins.press.plain import count, quotations
from plugins.press.release import KINDS, Release, release
from plugins.press.sheet import Print, sheet
from plugins.press.text import story, text_file
from plugins.references import media_url

_MOST_THREADS = 4
# What the typesetter reads; of all other pictures there is a JPEG or PNG, unless they move.
_PRINTABLE = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
_NO_PDFS = "there are no PDFs of releases: the library typst does not run on this machine"


def make(generators: list[Any]) -> None:
    run = build.of(generators[0].settings)
    items = {s.item.id: s.item for s in run.sources.values() if isinstance(s.item, Post)}
    posts = [post for post in run.posts if post.kind in KINDS]
    desk = _Desk(run)
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
        made = pool.map(lambda post: desk.material(items[post.permanent_id], post), posts)
        for post, files in zip(posts, made, strict=True):
            post.press = files
    run.faults.extend(desk.faults)
    run.settle()
    run.warnings.extend(sorted(desk.warnings, key=str))
    publish(run, desk.memory)
    desk.close()


class _Desk:
    """Makes the material of one release after the other; `faults` and `warnings` say what of."""

    def __init__(self, run: Build) -> None:
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []
        self.memory = Memory(run.paths.cache / "press" / "memory.json")
        self._run = run
        self._cache = Cache(run.paths.cache / "press" / "files")
        self._press = pdf.press(run.paths.theme / "print")
        if self._press is None:
            mend = "see docs/operations.md"
            self.warnings.append(Fault("PDFs", 0, _NO_PDFS, mend))

    def close(self) -> None:
        self.memory.save()
        if not self._run.preview:
            # A preview's drafts are the public build's waste, and it comes back to them soon.
            self._cache.prune()

    def material(self, item: Post, post: PostView) -> PressFiles:
        told = release(self._run, item, post)
        offered = offers(told)
        data = text_file(told)
        text = self._file(told, ".txt", self._cache.file((data,), ".txt", lambda: data))
        printed = self._pdf(told)
        packed, inside = self._kit(told, printed, data, offered)
        digests = {file.file_name: file.digest for file in (text, printed, packed) if file}
        for offer in offered:
            name = self._name(offer, digests)
            digests[name] = self.memory.digest(offer.file.path)
        sums = kit.sums_file(digests)
        listed = self._cache.file((sums,), ".sums", lambda: sums)
        return PressFiles(
            pdf=printed,
            text=text,
            kit=packed,
            inside=inside,
            checksums=self._file(told, names.CHECKSUMS, listed),
            plain=story(told),
            headline=count(post.headline),
            lead=count(post.summary),
            body=count(told.plain),
            quotations=tuple(Quotation(*said) for said in quotations(told.tree.blocks)),
            terms=terms(told, offered),
        )

    def _pdf(self, told: Release) -> PressFile | None:
        if self._press is None:
            return None
        press, page = self._press, sheet(told, partial(_printed, told))
        lacking: list[str] = []

        def made() -> bytes:
            printed = press.set(page)
            lacking.append(printed.missing)
            return printed.data

        pictures = [self.memory.digest(path) for path in page.files]
        try:
            path = self._cache.file((*press.version, page.key, pictures), ".pdf", made)
        except pdf.NotSet as error:
            cause = f"the PDF cannot be set: {error}"
            mend = "correct theme/print/release.typ, or the place in the text that it names"
            self.faults.append(Fault(told.post.source, 0, cause, mend))
            return None
        if lacking:
            self.memory.note_missing(path.name, lacking[0])
        if said := self.memory.missing(path.name):
            cause = f"a sign cannot be printed and is blank in the PDF: {said}"
            self.warnings.append(Fault(told.post.source, 0, cause, "write it in words"))
        return self._file(told, ".pdf", path)

    def _kit(
        self, told: Release, printed: PressFile | None, text: bytes, offered: list[Offer]
    ) -> tuple[PressFile, tuple[Inner, ...]]:
        start, t = names.base(told.company, told.slug, told.lang), told.t
        own = {f"{start}.txt": t("The text, to copy")}
        members = [Member(f"{start}.txt", text)]
        if printed:
            own = {f"{start}.pdf": t("The text, to read and to print"), **own}
            members.insert(0, Member(f"{start}.pdf", printed.path))
        small = [offer.file for offer in offered if offer.file.size <= kit.LARGEST]
        inside = names.in_kit(start, (file.file_name for file in small))
        listed = [Listed(name, file) for name, file in zip(inside, small, strict=True)]
        members += [Member(one.name, one.file.path) for one in listed]
        listed += [Listed("", o.file) for o in offered if o.file.size > kit.LARGEST]
        read_me = Member(names.read_me(told.lang), kit.read_me(told, own, listed))
        members.append(read_me)
        moment = told.post.updated or told.post.date
        contents = {member.name: self._digest(member.content) for member in members}
        sums = Member(names.CHECKSUMS, kit.sums_file(contents))
        key = (kit.RECIPE, start, moment.isoformat(), list(contents.items()))
        path = self._cache.file(key, ".zip", lambda: kit.packed(start, members, moment))
        return self._file(told, ".zip", path), (_inner(read_me), _inner(sums))

    def _name(self, offer: Offer, taken: dict[str, str]) -> str:
        """A file's name as readers have it on their disk; where it is taken, its path."""
        file = offer.file
        if file.file_name not in taken:
            return file.file_name
        return unquote(file.url.removeprefix(f"{self._run.config.prefix}/"))

    def _digest(self, content: bytes | Path) -> str:
        if isinstance(content, Path):
            return self.memory.digest(content)
        return sha256(content).hexdigest()

    def _file(self, told: Release, ending: str, path: Path) -> PressFile:
        """Put a file of the cache beside the release's page."""
        url = addresses.material(told.post.url, ending)
        target = self._run.staging / self._run.file_for(url)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except OSError:
            # Another disk, or a file system without links.
            shutil.copy2(path, target)
        name, size = url.rpartition("/")[2], target.stat().st_size
        return PressFile(url, name, size, self.memory.digest(path), path)


def _inner(member: Member) -> Inner:
    data = member.read()
    return Inner(member.name, len(data), sha256(data).hexdigest())


def _printed(told: Release, address: str) -> Print | None:
    """The file of a picture, by its address in the page."""
    prefix = told.run.config.prefix
    image = (told.post.image,) if told.post.image else ()
    for picture in (*image, *told.post.pictures):
        if picture.url == address:
            path = staged(told.run, unquote(address.removeprefix(media_url(prefix, ""))))
            if path.suffix in _PRINTABLE:
                return Print(path, picture.width, picture.height)
    return None


def register() -> None:
    signals.all_generators_finalized.connect(make)
