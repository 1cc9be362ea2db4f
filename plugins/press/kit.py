"""The press kit: one ZIP with everything, which says what is in it and who may use it."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from comments_service.contract import dates, numbers
from plugins.model import DownloadView
from plugins.press import names
from plugins.press.release import Release
from plugins.press.text import contacts

# To be raised when the same files give another ZIP.
RECIPE = 1
LARGEST = 50_000_000
"""Bytes. What is larger, such as a film, is left out of the kit, which names its address."""


@dataclass(frozen=True)
class Member:
    """A file of the kit: its bytes, or where they are."""

    name: str
    content: bytes | Path

    def read(self) -> bytes:
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content


def packed(folder: str, members: list[Member], moment: datetime) -> bytes:
    """The ZIP. The same members give the same bytes, on any machine and day.

    They are stored, not compressed: pictures and PDFs are compressed already, and two versions of
    the same library compress differently. `moment` is every file's date.
    """
    out = BytesIO()
    sums: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for member in members:
            data = member.read()
            sums[member.name] = hashlib.sha256(data).hexdigest()
            _add(archive, f"{folder}/{member.name}", data, moment)
        _add(archive, f"{folder}/{names.CHECKSUMS}", sums_file(sums), moment)
    return out.getvalue()


def sums_file(sums: dict[str, str]) -> bytes:
    """Names and their SHA-256, as `sha256sum -c` and `shasum -a 256 -c` read them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, moment: datetime) -> None:
    # Dates of MS-DOS: a text under embargo without an end in sight may lie beyond them.
    year = min(max(moment.year, 1980), 2107)
    info = zipfile.ZipInfo(name, (year, *moment.timetuple()[1:6]))
    # As a file that its owner may change and all may read; the system would be the builder's own.
    info.create_system, info.external_attr = 3, 0o100644 << 16
    archive.writestr(info, data)


@dataclass(frozen=True)
class Listed:
    """A file with what the read-me file says of it; `name` "" where it is too large for the kit."""

    name: str
    file: DownloadView


def read_me(release: Release, own: dict[str, str], files: list[Listed]) -> bytes:
    """What is in the kit. `own`: the files that hold the text, by name, and what each is."""
    return ("\n".join(_lines(release, own, files)) + "\n").encode("utf-8-sig")


def _lines(release: Release, own: dict[str, str], files: list[Listed]) -> Iterator[str]:
    t = release.t
    yield t("Press kit: %(title)s", title=release.post.headline)
    yield f"{release.run.config.newsroom.legal_name}, {release.dateline}"
    yield release.address
    if release.notice:
        yield release.notice
    yield from _heading(t("The text"))
    for name, words in own.items():
        yield f"{name}\n    {words}"
    pictures = [listed for listed in files if listed.file.width is not None]
    documents = [listed for listed in files if listed.file.width is None]
    for title, found in ((t("Pictures"), pictures), (t("Files"), documents)):
        if found:
            yield from _heading(title)
        for listed in found:
            yield from _file(release, listed)
    if files:
        yield from _heading(t("What may be used"))
    for licence in release.licences:
        yield licence.name
        yield f"    {licence.terms}"
        if licence.full_text:
            yield f"    {licence.full_text}"
    yield ""
    yield contacts(release)
    yield from _heading(t("Checksums"))
    yield t("%(file)s names the SHA-256 checksum of each file of this kit.", file=names.CHECKSUMS)
    yield f"    sha256sum -c {names.CHECKSUMS}    (Linux)"
    yield f"    shasum -a 256 -c {names.CHECKSUMS}    (macOS)"
    yield f"{t('How to check that this file is ours:')} {release.press_address}#verify"


def _heading(words: str) -> Iterator[str]:
    yield ""
    yield words.upper()
    yield ""


def _file(release: Release, listed: Listed) -> Iterator[str]:
    t, file = release.t, listed.file
    yield listed.name or release.run.config.absolute(file.url)
    yield f"    {file.title}"
    yield f"    {t('Credit: %(credit)s', credit=file.credit)}"
    licence = t("Licence: %(name)s", name=file.licence.name)
    if file.until:
        day = dates.long_date(file.until, release.lang)
        licence = f"{licence}, {t('until %(date)s', date=day)}"
    yield f"    {licence}"
    facts = numbers.filesize(file.size, release.lang)
    if file.width is not None and file.height is not None:
        pixels = t("%(width)s × %(height)s pixels", width=file.width, height=file.height)
        facts = f"{pixels}, {facts}"
    yield f"    {facts}"
