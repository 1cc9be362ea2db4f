"""What a picture says of itself: the texts in its metadata, read without loading the picture.

JPEG: ITU-T T.81, annex B; PNG: W3C PNG 3, 5.3 and 11.3; WebP: RFC 9649.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

# What other formats hold is searched as it stands, up to this many bytes from either end.
_WINDOW = 4_000_000


def text_of(file: BinaryIO) -> str:
    """Every text of the metadata (EXIF, IPTC, XMP, comments), in no particular order."""
    head = file.read(12)
    file.seek(0)
    if head.startswith(b"\xff\xd8"):
        blocks = _jpeg(file)
    elif head.startswith(b"\x89PNG"):
        blocks = _png(file)
    elif head.startswith(b"RIFF") and head.endswith(b"WEBP"):
        blocks = _webp(file)
    else:
        blocks = _ends(file)
    return " ".join(_readable(block) for block in blocks)


def _readable(block: bytes) -> str:
    # EXIF may write texts with two bytes a letter.
    text = block.decode("utf-8", "ignore")
    return f"{text} {text.replace(chr(0), '')}" if "\0" in text else text


def _jpeg(file: BinaryIO) -> Iterator[bytes]:
    """Application segments and comments; the scan, where they end, is not read."""
    file.read(2)
    while (marker := file.read(4)) and len(marker) == 4 and marker[0] == 0xFF:
        code, length = struct.unpack(">xBH", marker)
        if code == 0xDA:
            return
        block = file.read(length - 2)
        # APP2 holds the colour profile.
        if (0xE0 <= code <= 0xEF and code != 0xE2) or code == 0xFE:
            yield block


def _png(file: BinaryIO) -> Iterator[bytes]:
    file.read(8)
    while len(header := file.read(8)) == 8:
        length, kind = struct.unpack(">I4s", header)
        if kind not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            file.seek(length + 4, 1)
            continue
        block = file.read(length)
        file.seek(4, 1)
        # A Latin-1 text is one in UTF-8, too, as long as it has no accents.
        yield block.decode("latin-1").encode() if kind == b"tEXt" else block
        if kind in (b"zTXt", b"iTXt"):
            yield _inflated(block)


def _inflated(block: bytes) -> bytes:
    """The compressed part at the end of a PNG's text, wherever its header ends."""
    start = block.find(b"\x78")
    while start >= 0:
        try:
            return zlib.decompress(block[start:])
        except zlib.error:
            start = block.find(b"\x78", start + 1)
    return b""


def _webp(file: BinaryIO) -> Iterator[bytes]:
    file.read(12)
    while len(header := file.read(8)) == 8:
        kind, length = struct.unpack("<4sI", header)
        padded = length + length % 2
        if kind in (b"EXIF", b"XMP "):
            yield file.read(padded)
        else:
            file.seek(padded, 1)


def _ends(file: BinaryIO) -> Iterator[bytes]:
    size = file.seek(0, 2)
    file.seek(0)
    yield file.read(_WINDOW)
    if size > _WINDOW:
        file.seek(max(_WINDOW, size - _WINDOW))
        yield file.read()
