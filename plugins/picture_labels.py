"""The original of a picture as readers download it: the same pixels, and a label.

The label is written three times, since each program reads another one: IPTC-IIM, XMP and Exif.
Everything else that the file said is gone, but for how the picture was taken.
"""

from functools import cache
from threading import Lock

from plugins import picture_xmp
from plugins.picture_strip import stripped
from plugins.picture_xmp import Statement

# To be raised whenever the same original and statement give other bytes.
RECIPE = 1

# How a picture was taken and how it lies; nothing of where and by whom.
_EXIF_KEPT = (
    *("Exif.Image.Orientation", "Exif.Image.Make", "Exif.Image.Model"),
    *("Exif.Photo.DateTimeOriginal", "Exif.Photo.OffsetTimeOriginal", "Exif.Photo.LensModel"),
    *("Exif.Photo.ExposureTime", "Exif.Photo.FNumber", "Exif.Photo.ISOSpeedRatings"),
    *("Exif.Photo.FocalLength", "Exif.Photo.ColorSpace"),
)
_UTF8 = "\x1b%G"
_LONGEST_CAPTION = 2000
# Exiv2 keeps what it reads in variables of the whole process.
_ONE_AT_A_TIME = Lock()


class NotLabelled(Exception):
    """The library cannot write into this file."""


@cache
def available() -> bool:
    """Whether the library that writes labels runs on this machine."""
    try:
        import pyexiv2  # noqa: F401 - only to see whether it loads
    except (ImportError, OSError, RuntimeError):
        return False
    return True


def labelled(data: bytes, statement: Statement | None) -> bytes:
    """The file of a JPEG, PNG or WebP picture with its label; other kinds as they are.

    Without a statement, or without the library, nothing is said, but the file is cleared all the
    same. Raises NotLabelled.
    """
    clean = stripped(data)
    if not available() or not clean.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF")):
        return clean
    try:
        with _ONE_AT_A_TIME:
            return _labelled(data, clean, statement)
    except RuntimeError as error:
        raise NotLabelled(str(error)) from None


def _labelled(data: bytes, clean: bytes, statement: Statement | None) -> bytes:
    # Loaded when it is needed: a library of the system's kind, and most commands can do without.
    import pyexiv2

    pyexiv2.set_log_level(4)
    source = pyexiv2.ImageData(data)
    try:
        found = source.read_exif()
    finally:
        source.close()
    exif = {name: found[name] for name in _EXIF_KEPT if found.get(name)}
    picture = pyexiv2.ImageData(clean)
    try:
        if statement:
            exif |= {"Exif.Image.Artist": statement.creator}
            exif |= {"Exif.Image.Copyright": statement.notice}
            if not clean.startswith(b"RIFF"):
                picture.modify_iptc(_iptc(statement))
            picture.modify_raw_xmp(picture_xmp.packet(statement).decode())
        if exif:
            picture.modify_exif(exif)
        return bytes(picture.get_bytes())
    finally:
        picture.close()


def _iptc(statement: Statement) -> dict[str, str | list[str]]:
    """IPTC-IIM 4.2, in UTF-8; it has one caption, that of the default language."""
    caption = next(iter(statement.captions.values()), "").encode()[:_LONGEST_CAPTION]
    fields: dict[str, str | list[str]] = {
        "Iptc.Envelope.CharacterSet": _UTF8,
        "Iptc.Application2.Byline": [statement.creator],
        "Iptc.Application2.Credit": statement.credit,
        "Iptc.Application2.Copyright": statement.notice,
        "Iptc.Application2.Caption": caption.decode(errors="ignore"),
    }
    return {name: value for name, value in fields.items() if value}
