"""The size of pictures, so that a page does not jump while they load."""

from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError

# EXIF says in these cases that width and height are swapped when shown (JEITA CP-3451, 4.6.4).
_ORIENTATION, _SWAPPED = 0x0112, (5, 6, 7, 8)


class UnreadablePicture(ValueError):
    """The file is no picture that browsers and Pillow know."""


def size(path: Path) -> tuple[int, int]:
    """Width and height in pixels, as shown. Raises UnreadablePicture."""
    if path.suffix.lower() == ".svg":
        return _svg_size(path)
    try:
        with Image.open(path) as picture:
            width, height = picture.size
            turned = picture.getexif().get(_ORIENTATION) in _SWAPPED
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(str(error)) from None
    return (height, width) if turned else (width, height)


def _svg_size(path: Path) -> tuple[int, int]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.parse(path, parser).getroot()
        box = [float(part) for part in root.get("viewBox", "").replace(",", " ").split()]
        width = root.get("width", "").removesuffix("px")
        height = root.get("height", "").removesuffix("px")
        if width and height and "%" not in width + height:
            return round(float(width)), round(float(height))
        return round(box[2]), round(box[3])
    except (etree.XMLSyntaxError, OSError, ValueError, IndexError):
        raise UnreadablePicture("an SVG needs width and height, or a viewBox") from None
