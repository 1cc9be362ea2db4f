"""Takes out of a picture's file what is not the picture, without touching a pixel.

A camera's file may tell where it was taken, with which device, whose it is, and may carry small
copies of the picture or a film behind it. What is kept is listed, not what is dropped: so nothing
stays only because nobody thought of it.
"""

import struct
from collections.abc import Callable, Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
# What changes how the pixels look, and the frames of a moving picture (PNG, 3rd edition, 5.6).
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs".split()
    + b"acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
# Flags of VP8X (RFC 9649, 2.7): Exif and XMP.
_WEBP_METADATA = 0b0000_1100
_SOS, _EOI, _APP0, _APP2, _APP14, _APP15, _COM = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_RESTARTS = range(0xD0, 0xD8)


class Unknown(ValueError):
    """The file is built differently from what its format says."""


def stripped(data: bytes) -> bytes:
    """The file without metadata; another kind of file as it is. Raises Unknown."""
    parts: Callable[[bytes], Iterator[bytes]]
    if data.startswith(b"\xff\xd8"):
        parts = _jpeg
    elif data.startswith(_PNG):
        parts = _png
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        parts = _webp
    else:
        return data
    try:
        return b"".join(parts(data))
    except (struct.error, IndexError):
        raise Unknown from None


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segments up to the end of the first picture (ITU-T T.81, annex B)."""
    yield data[:2]
    position = 2
    while True:
        if data[position] != 0xFF:
            raise Unknown
        while data[position + 1] == 0xFF:
            position += 1
        marker = data[position + 1]
        if marker == _EOI:
            yield data[position : position + 2]
            return
        end = position + 2 + struct.unpack_from(">H", data, position + 2)[0]
        if end > len(data):
            raise Unknown
        segment = data[position:end]
        if marker == _SOS:
            end = _after_scan(data, end)
            yield data[position:end]
        elif _jpeg_keeps(marker, segment):
            yield segment
        position = end


def _jpeg_keeps(marker: int, segment: bytes) -> bool:
    if _APP0 <= marker <= _APP15:
        return (
            # With a thumbnail a JFIF header is longer than these 18 bytes.
            (marker == _APP0 and segment[4:9] == b"JFIF\0" and len(segment) <= 18)
            or (marker == _APP2 and segment[4:16] == b"ICC_PROFILE\0")
            or (marker == _APP14 and segment[4:9] == b"Adobe")
        )
    return marker != _COM


def _after_scan(data: bytes, position: int) -> int:
    """Where the packed pixels end; in them FF is followed by 00 or by a restart marker."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise Unknown
        if data[position + 1] == 0xFF:
            position += 1
        elif data[position + 1] == 0 or data[position + 1] in _RESTARTS:
            position += 2
        else:
            return position


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    position = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise Unknown
        if kind in _PNG_KEPT:
            yield data[position:end]
        if kind == b"IEND":
            return
        position = end


def _webp(data: bytes) -> Iterator[bytes]:
    """The chunks of a WebP file, its length put right (RFC 9649, 2.4)."""
    chunks = []
    position = 12
    while position + 8 <= min(len(data), 8 + struct.unpack_from("<I", data, 4)[0]):
        kind, length = struct.unpack_from("<4sI", data, position)
        end = position + 8 + length + length % 2
        chunk = data[position:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_METADATA]) + chunk[9:]
        if kind in _WEBP_KEPT:
            chunks.append(chunk)
        position = end
    body = b"WEBP" + b"".join(chunks)
    yield b"RIFF" + struct.pack("<I", len(body)) + body
