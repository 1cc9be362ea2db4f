"""Pictures as browsers will show them: whole, of a known kind, of a bearable size.

Each is loaded once a run, so that nobody finds out only from a reader that half of it is missing.
"""

import warnings
from functools import lru_cache
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from plugins import drawings
from plugins.drawings import UnreadablePicture

# EXIF says in these cases that width and height are swapped when shown (JEITA CP-3451, 4.6.4).
_ORIENTATION, _SWAPPED = 0x0112, (5, 6, 7, 8)
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")
_BYTES, _PIXELS = 10_000_000, 50_000_000
_SMALLER = "make it smaller, 2400 pixels in width are plenty"
_ANEW = "save it anew as JPEG, PNG, WebP, AVIF, GIF or SVG"


def size(path: Path) -> tuple[int, int]:
    """Width and height in pixels, as shown. Raises UnreadablePicture."""
    try:
        stat = path.stat()
    except OSError as error:
        raise UnreadablePicture(error.strerror or "no file", "check its permissions") from None
    if stat.st_size > _BYTES:
        raise UnreadablePicture(f"it has {stat.st_size / 1_000_000:.0f} MB", _SMALLER)
    return _examined(path, stat.st_mtime_ns)


@lru_cache(1024)
def _examined(path: Path, _modified: int) -> tuple[int, int]:
    """Translations share their pictures, so each is asked for several times."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnreadablePicture("its kind cannot be told from its name", _ANEW)
    if suffix == ".svg":
        return drawings.size(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as picture:
                return _loaded(picture)
    except Image.DecompressionBombError:
        raise UnreadablePicture("it has too many pixels", _SMALLER) from None
    except UnidentifiedImageError:
        raise UnreadablePicture("it is of no kind that browsers show", _ANEW) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise UnreadablePicture("it is damaged or cut off", "copy or save it anew") from None


def _loaded(picture: Image.Image) -> tuple[int, int]:
    width, height = picture.size
    if width * height > _PIXELS:
        raise UnreadablePicture(f"it has {width * height / 1_000_000:.0f} megapixels", _SMALLER)
    turned = picture.getexif().get(_ORIENTATION) in _SWAPPED
    # All of the file is read, but of a JPEG an eighth is drawn: that takes a fraction of the time.
    picture.draft(None, (width // 8, height // 8))
    picture.load()
    return (height, width) if turned else (width, height)
