"""Pictures as browsers will show them: whole, of a known kind, of a bearable size.

Each is loaded once, so that nobody finds out only from a reader that half of it is missing.
"""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from plugins import drawings, picture_private
from plugins.drawings import UnreadablePicture
from plugins.picture_labels import NotLabelled, labelled
from plugins.picture_xmp import Statement

# EXIF says in these cases that width and height are swapped when shown (JEITA CP-3451, 4.6.4).
_ORIENTATION, _SWAPPED = 0x0112, (5, 6, 7, 8)
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")
_BYTES, _PIXELS = 40_000_000, 65_000_000
# What WebP can hold.
_LONGEST = 16_383
_SMALLER = "make it smaller, 6000 pixels in width are plenty"
_ANEW = "save it anew as JPEG, PNG, WebP, AVIF, GIF or SVG"
_PROBE = Statement("A", "A", "A", {"": "A"})
# More than a chart or a logo with its softened edges has.
_COLOURS = 4096


@dataclass(frozen=True)
class Facts:
    """What must be known of a picture; width and height in pixels, as shown."""

    width: int
    height: int
    mime: str
    size: int
    """In bytes."""
    digest: str
    """Of its bytes, SHA-256."""
    fixed: bool
    """Shown as it is: a drawing (SVG) fits every size, and what moves would stand still."""
    flat: bool
    """Letters and areas of one colour, which JPEG would blur."""
    transparent: bool


def is_picture(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def examine(path: Path) -> Facts:
    """Look at the whole picture. Raises UnreadablePicture."""
    try:
        size = path.stat().st_size
        if size > _BYTES:
            raise UnreadablePicture(f"it has {size / 1_000_000:.0f} MB", _SMALLER)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadablePicture(error.strerror or "no file", "check its permissions") from None
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadablePicture("its kind cannot be told from its name", _ANEW)
    digest = hashlib.sha256(data).hexdigest()
    if suffix == ".svg":
        return Facts(*drawings.size(path), "image/svg+xml", size, digest, True, True, True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                facts = _facts(picture, size, digest)
        # What nobody can take apart can neither be freed of its metadata nor be labelled.
        labelled(data, _PROBE)
        return facts
    except Image.DecompressionBombError:
        raise UnreadablePicture("it has too many pixels", _SMALLER) from None
    except UnidentifiedImageError:
        raise UnreadablePicture("it is of no kind that browsers show", _ANEW) from None
    except NotLabelled as error:
        cause = f"credit and licence cannot be written into it ({error})"
        raise UnreadablePicture(cause, "save it anew") from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise UnreadablePicture("it is damaged or cut off", "copy or save it anew") from None


def _facts(picture: Image.Image, size: int, digest: str) -> Facts:
    width, height = picture.size
    if width * height > _PIXELS:
        raise UnreadablePicture(f"it has {width * height / 1_000_000:.0f} megapixels", _SMALLER)
    if max(width, height) > _LONGEST:
        raise UnreadablePicture(f"it is more than {_LONGEST} pixels long", _SMALLER)
    # Telephones put several pictures into a file (MPO); browsers show the first, as any JPEG.
    kind = "JPEG" if picture.format in ("JPEG", "MPO") else str(picture.format)
    exif = picture.getexif()
    if kind == "AVIF" and picture_private.tells(picture):
        # From all other kinds the build removes it.
        raise UnreadablePicture("it tells its place, its owner or a device", "save it anew as JPEG")
    moving = kind != "JPEG" and getattr(picture, "n_frames", 1) > 1
    if exif.get(_ORIENTATION) in _SWAPPED:
        width, height = height, width
    # All of the file is read, but of a JPEG an eighth is drawn: that takes a fraction of the time.
    picture.draft(None, (width // 8, height // 8))
    picture.load()
    return Facts(
        width=width,
        height=height,
        mime=f"image/{kind.lower()}",
        size=size,
        digest=digest,
        fixed=moving,
        flat=kind != "JPEG" and _few_colours(picture),
        transparent=is_transparent(picture),
    )


def is_transparent(picture: Image.Image) -> bool:
    """Whether something shines through; many programs write an alpha channel for nothing."""
    if picture.mode in ("RGBA", "LA", "PA"):
        return picture.getchannel("A").getextrema()[0] != 255
    return "transparency" in picture.info


def _few_colours(picture: Image.Image) -> bool:
    return picture.mode in ("1", "P") or picture.getcolors(_COLOURS) is not None
