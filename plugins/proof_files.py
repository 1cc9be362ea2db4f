"""Every staged file as text to be searched: documents, containers, and what lies in them."""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

import brotli

from plugins.cache import Cache
from plugins.proof_markup import joined
from plugins.proof_pdf import read_pdf
from plugins.proof_pictures import text_of

# To be raised when other texts are found in a file than before: all are opened again.
VERSION = 2
_CODE = (".js", ".mjs", ".css", ".wasm", ".pagefind")
_PACKED = {b"\x1f\x8b": gzip.decompress, b"BZh": bz2.decompress, b"\xfd7zXZ\0": lzma.decompress}
# 7z, RAR, Zstandard, and Word and its like before 2007, which nothing here can open.
_CLOSED = (b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Piece:
    """A file, or one inside of a container."""

    name: str
    """Below the output folder; `kit.zip: photo.jpg` for what lies in a container."""
    text: str
    size: int
    digest: Callable[[], str]
    """SHA-256 of its bytes; asked for only where the size makes it worth while."""
    searched: bool = True
    """Whether all of it could be read: not where it is damaged, locked or in an unknown format."""

    @property
    def is_code(self) -> bool:
        """Programs and styles: not all are the newsroom's own, and words are rare in them."""
        return self.name.endswith(_CODE)


class Opener:
    """Opens files; what is dear to read (PDF, ZIP) is remembered in the cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def pieces(self, path: Path, name: str) -> Iterator[Piece]:
        """A staged file, and everything in it."""
        digest = partial(_digest_of, path)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(16)
            file.seek(0)
            if _is_picture(head):
                yield _picture(file, name, size, digest)
            elif head.startswith(b"PK\x03\x04"):
                yield from self._zip(file, Piece(name, "", size, digest))
            else:
                yield from self._inside(file.read(), name)

    def _zip(self, file: BinaryIO, whole: Piece) -> Iterator[Piece]:
        """The directory of a ZIP tells by its checksums whether it was read before."""
        try:
            with zipfile.ZipFile(file) as archive:
                listed = [(info.filename, info.CRC, info.file_size) for info in archive.infolist()]
                key = (VERSION, "zip", archive.comment, listed)
                found = self._cache.file(key, ".json", lambda: _dumped(self._members(archive)))
        except Exception:  # noqa: BLE001 - a damaged file makes the libraries raise anything
            yield replace(whole, searched=False)
            return
        yield whole
        yield from _loaded(found, whole.name)

    def _members(self, archive: zipfile.ZipFile) -> Iterator[Piece]:
        yield _document(archive.comment, "comment")
        for info in archive.infolist():
            try:
                data = archive.read(info)
            except Exception:  # noqa: BLE001 - see above
                # Encrypted or damaged: its name can be read all the same.
                yield Piece(info.filename, "", info.file_size, partial(str, ""), searched=False)
            else:
                yield from self._inside(data, info.filename)

    def _inside(self, data: bytes, name: str) -> Iterator[Piece]:
        """What is in memory already, and what it contains."""
        digest = partial(_digest, data)
        if data.startswith(b"%PDF"):
            key = (VERSION, "pdf", digest())
            found = self._cache.file(key, ".json", lambda: _dumped(self._pdf(data)))
            first, *attached = _loaded(found, name)
            yield replace(first, name=name)
            yield from attached
        elif data.startswith(b"PK\x03\x04"):
            yield from self._zip(io.BytesIO(data), Piece(name, "", len(data), digest))
        elif _is_picture(data[:16]):
            yield _picture(io.BytesIO(data), name, len(data), digest)
        elif data[257:262] == b"ustar":
            yield from self._tar(data, name)
        else:
            yield from self._other(data, name)

    def _pdf(self, data: bytes) -> Iterator[Piece]:
        """The PDF first, then what is attached to it."""
        digest = partial(_digest, data)
        try:
            read = read_pdf(data)
        except Exception:  # noqa: BLE001 - see above
            yield Piece("", data.decode("utf-8", "ignore"), len(data), digest, searched=False)
            return
        yield Piece("", read.text, len(data), digest)
        for number, attached in enumerate(read.attached, 1):
            yield from self._inside(attached, f"attachment {number}")

    def _tar(self, data: bytes, name: str) -> Iterator[Piece]:
        whole = _document(data, name)
        members: list[tuple[str, bytes]] = []
        try:
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                for member in archive:
                    held = archive.extractfile(member) if member.isfile() else None
                    members.append((member.name, held.read() if held else b""))
        except Exception:  # noqa: BLE001 - see above
            whole = replace(whole, searched=False)
        yield whole
        for inner, held_data in members:
            yield from self._inside(held_data, f"{name}: {inner}")

    def _other(self, data: bytes, name: str) -> Iterator[Piece]:
        piece = _document(data, name)
        unpack = next((how for sign, how in _PACKED.items() if data.startswith(sign)), None)
        if unpack is None and name.endswith(".br"):
            unpack = brotli.decompress
        if unpack is None:
            yield replace(piece, searched=not data.startswith(_CLOSED))
            return
        try:
            inner = unpack(data)
        except Exception:  # noqa: BLE001 - see above
            yield replace(piece, searched=False)
            return
        yield piece
        yield from self._inside(inner, f"{name}: {Path(name).stem}")


def _picture(file: BinaryIO, name: str, size: int, digest: Callable[[], str]) -> Piece:
    try:
        return Piece(name, text_of(file), size, digest)
    except Exception:  # noqa: BLE001 - see above
        return Piece(name, "", size, digest, searched=False)


def _document(data: bytes, name: str) -> Piece:
    """A text, or what can be read in anything else."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = text_of(io.BytesIO(data))
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text += data.decode("utf-16", "ignore")
    if name.endswith((".ics", ".vcf")):
        # RFC 5545, 3.1, and RFC 6350, 3.2: a long line goes on after a blank.
        text = text.replace("\r\n ", "").replace("\r\n\t", "")
    text = "\n".join((text, *joined(text, name)))
    return Piece(name, text, len(data), partial(_digest, data))


def _is_picture(head: bytes) -> bool:
    return head.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8")) or head[8:12] in (b"WEBP", b"avif")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dumped(pieces: Iterator[Piece]) -> bytes:
    listed = [(p.name, p.text, p.size, p.digest(), p.searched) for p in pieces]
    return json.dumps(listed).encode()


def _loaded(path: Path, name: str) -> Iterator[Piece]:
    for inner, text, size, digest, searched in json.loads(path.read_bytes()):
        yield Piece(f"{name}: {inner}", text, size, partial(str, digest), searched)
