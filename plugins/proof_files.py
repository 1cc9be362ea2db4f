"""Every staged file as text to be searched: documents, containers, and what lies in them."""

import gzip
import hashlib
import io
import json
import logging
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import brotli
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from plugins.cache import Cache
from plugins.proof_pictures import text_of

# To be raised when the texts that are taken from a PDF or ZIP change.
_VERSION = 1
_CODE = (".js", ".mjs", ".css", ".wasm", ".pagefind")
# What a damaged or encrypted file makes the libraries raise; it is searched as it stands, then.
_UNREADABLE = (
    *(PyPdfError, zipfile.BadZipFile, zlib.error, brotli.error),
    *(ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError),
    *(EOFError, NotImplementedError),
)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Piece:
    """A file, or one inside of a container."""

    name: str
    """Below the output folder; `kit.zip: photo.jpg` for what lies in a container."""
    text: str
    size: int
    digest: Callable[[], str]
    """SHA-256 of its bytes; asked for only where the size makes it worth while."""

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
        with path.open("rb") as file:
            head = file.read(16)
            file.seek(0)
            if _is_picture(head):
                yield Piece(name, text_of(file), path.stat().st_size, partial(_digest_of, path))
            elif head.startswith(b"PK\x03\x04"):
                yield Piece(name, "", path.stat().st_size, partial(_digest_of, path))
                yield from self._zip(file, name)
            else:
                yield from self._inside(file.read(), name)

    def _zip(self, file: BinaryIO, name: str) -> Iterator[Piece]:
        """The directory of a ZIP tells by its checksums whether it was read before."""
        try:
            with zipfile.ZipFile(file) as archive:
                listed = [(info.filename, info.CRC, info.file_size) for info in archive.infolist()]
                key = (_VERSION, "zip", archive.comment, listed)
                found = self._cache.file(key, ".json", lambda: _dumped(self._members(archive)))
        except _UNREADABLE:
            return
        for inner, text, size, digest in json.loads(found.read_bytes()):
            yield Piece(f"{name}: {inner}", text, size, partial(str, digest))

    def _members(self, archive: zipfile.ZipFile) -> Iterator[Piece]:
        yield _document(archive.comment, "comment")
        for info in archive.infolist():
            try:
                data = archive.read(info)
            except RuntimeError:
                # Encrypted: its name can be read all the same.
                data = b""
            yield from self._inside(data, info.filename)

    def _inside(self, data: bytes, name: str) -> Iterator[Piece]:
        """What is in memory already, and what it contains."""
        digest = partial(_digest, data)
        if data.startswith(b"%PDF"):
            key = (_VERSION, "pdf", digest())
            found = self._cache.file(key, ".txt", lambda: pdf_text(data).encode("utf-8", "ignore"))
            yield Piece(name, found.read_text("utf-8"), len(data), digest)
        elif data.startswith(b"PK\x03\x04"):
            yield Piece(name, "", len(data), digest)
            yield from self._zip(io.BytesIO(data), name)
        elif _is_picture(data[:16]):
            yield Piece(name, text_of(io.BytesIO(data)), len(data), digest)
        else:
            yield _document(data, name)
            if (inner := _unpacked(data, name)) is not None:
                yield from self._inside(inner, f"{name}: {Path(name).stem}")


def pdf_text(data: bytes) -> str:
    """The words on a PDF's pages and in its metadata; words parted at a line's end are joined."""
    try:
        pdf = PdfReader(io.BytesIO(data))
        pages = "\n".join(page.extract_text() for page in pdf.pages)
        joined = pages.replace("-\n", "").replace("\u00ad\n", "")
        said = " ".join(str(value) for value in (pdf.metadata or {}).values())
        attached = " ".join(pdf.attachments)
        packet = pdf.root_object.get("/Metadata")
        xmp = packet.get_object().get_data().decode("utf-8", "ignore") if packet else ""
    except _UNREADABLE:
        return data.decode("utf-8", "ignore")
    return "\n".join((pages, joined, said, attached, xmp))


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
    return Piece(name, text, len(data), partial(_digest, data))


def _unpacked(data: bytes, name: str) -> bytes | None:
    """What was compressed; None where nothing was."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.decompress(data)
        return brotli.decompress(data) if name.endswith(".br") else None
    except _UNREADABLE:
        return None


def _is_picture(head: bytes) -> bool:
    return head.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8")) or head[8:12] in (b"WEBP", b"avif")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dumped(pieces: Iterator[Piece]) -> bytes:
    return json.dumps([(p.name, p.text, p.size, p.digest()) for p in pieces]).encode()
