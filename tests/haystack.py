"""Whether a word stands anywhere in a folder: in names, texts, containers, pictures, PDFs.

Shares nothing with the build's own proof, so that the two cannot be wrong in the same way.
"""

import gzip
import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import brotli
from PIL import Image
from pypdf import PdfReader


def traces(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Each word with each file in which it stands; `a.zip!b.txt` for what lies in a container."""
    wanted = {word: _letters(word) for word in words}
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        told = _loose(name)
        found += [(word, name) for word, loose in wanted.items() if loose in told]
        if path.is_file():
            for inner, text in opened(name, path.read_bytes()):
                found += [(word, inner) for word, loose in wanted.items() if loose in text]
    return list(dict.fromkeys(found))


def opened(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The file's own bytes and everything in it, each as text without blanks and signs."""
    yield name, _loose(data.decode("utf-8", "ignore"))
    yield name, _loose(data.replace(b"\0", b"").decode("latin-1"))
    if data[:2] == b"\x1f\x8b":
        yield from opened(f"{name}!", gzip.decompress(data))
    elif name.endswith(".br"):
        yield from opened(f"{name}!", brotli.decompress(data))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield name, _loose(" ".join(archive.namelist()))
            for inner in archive.namelist():
                yield from opened(f"{name}!{inner}", archive.read(inner))
    elif data[:4] == b"%PDF":
        pdf = PdfReader(io.BytesIO(data))
        pages = "".join(page.extract_text() for page in pdf.pages)
        yield name, _loose(f"{pages} {dict(pdf.metadata or {})}")
        for picture in (picture for page in pdf.pages for picture in page.images):
            yield name, _loose(picture.name)
    elif re.search(r"\.(jpe?g|png|webp|avif|gif)$", name):
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            yield name, _loose(f"{picture.info} {dict(picture.getexif())}")


def _loose(text: str) -> str:
    """Letters and digits alone, after whatever can hide them is undone, in small letters."""
    for _ in range(3):
        text = html.unescape(text)
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), unquote(text))
    plain = unicodedata.normalize("NFC", text).casefold()
    tagless = re.sub(r"<[^<>]*>", "", plain)
    return f"{_letters(plain)} {_letters(tagless)}"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
