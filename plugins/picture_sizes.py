"""Which files a build makes from a picture, known before any of them is made.

A file's name holds its width or shape, and eight digits of a checksum of everything it is made
from, so that browsers may keep it for ever: `turbine.800.3f2a9c1e.webp`.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.picture_rights import Rights
from plugins.pictures import Facts

# To be raised whenever `picture_render.py` makes other bytes from the same picture.
RECIPE = 1

WIDTHS = (240, 480, 800, 1200, 1600)
PLAIN = 1200
"""The greatest width of the one file for feeds, and for browsers that cannot choose."""
SHAPES = {"1x1": (1, 1), "4x3": (4, 3), "16x9": (16, 9)}
CARD = (1200, 630)
# Google: pictures of an article have at least 50 000 pixels, and 1200 in width if possible.
_FEWEST, _WIDE = 50_000, 1200
# A card of less is not worth it: one that is set from the title reads better.
_SMALLEST_CARD = 600

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Made:
    """A file to be made: the part `box` of the upright picture, scaled to width × height."""

    key: str
    """Below the folder of all media."""
    form: str
    """WEBP, JPEG or PNG."""
    width: int
    height: int
    box: Box

    @property
    def mime(self) -> str:
        return f"image/{self.form.lower()}"


class Namer:
    """Names the files that are made from one picture with its rights."""

    def __init__(self, key: str, facts: Facts, rights: Rights | None) -> None:
        path = PurePosixPath(key)
        self._stem = path.with_suffix("").as_posix()
        written = (rights.credit, rights.licence.name, rights.licence.url) if rights else ()
        source = repr((RECIPE, facts.digest, written))
        self._mark = hashlib.sha256(source.encode()).hexdigest()[:8]

    def made(self, what: str | int, form: str, size: tuple[int, int], box: Box) -> Made:
        suffix = {"WEBP": "webp", "JPEG": "jpg", "PNG": "png"}[form]
        return Made(f"{self._stem}.{what}.{self._mark}.{suffix}", form, *size, box)


def web(namer: Namer, facts: Facts) -> list[Made]:
    """The sizes a browser chooses from, smallest first; none is larger than the picture."""
    widths = [width for width in WIDTHS if width < facts.width]
    if facts.width <= WIDTHS[-1]:
        widths.append(facts.width)
    return [namer.made(width, "WEBP", _scaled(facts, width), _whole(facts)) for width in widths]


def plain(namer: Namer, facts: Facts) -> Made:
    width = min(PLAIN, facts.width)
    form = "PNG" if facts.flat or facts.transparent else "JPEG"
    return namer.made(width, form, _scaled(facts, width), _whole(facts))


def shapes(namer: Namer, facts: Facts) -> dict[str, Made]:
    """Cuts for search results and other machines; those too small for them are left out."""
    found = {}
    for name, shape in SHAPES.items():
        box = cut(facts.width, facts.height, shape)
        width = min(_WIDE, box[2] - box[0])
        height = max(1, round(width * shape[1] / shape[0]))
        if width * height >= _FEWEST:
            found[name] = namer.made(name, "JPEG", (width, height), box)
    return found


def card(namer: Namer, facts: Facts) -> Made | None:
    """The picture beside a shared link; None where the picture is too small for one."""
    box = cut(facts.width, facts.height, CARD)
    width = min(CARD[0], box[2] - box[0])
    if width < _SMALLEST_CARD:
        return None
    return namer.made("card", "JPEG", (width, round(width * CARD[1] / CARD[0])), box)


def cut(width: int, height: int, shape: tuple[int, int]) -> Box:
    """The largest part of that shape, from the middle; of tall pictures from above it, where
    heads are."""
    across, down = shape
    if width * down > height * across:
        inner = max(1, round(height * across / down))
        left = (width - inner) // 2
        return left, 0, left + inner, height
    inner = max(1, round(width * down / across))
    top = round((height - inner) * 0.4)
    return 0, top, width, top + inner


def _scaled(facts: Facts, width: int) -> tuple[int, int]:
    return width, max(1, round(facts.height * width / facts.width))


def _whole(facts: Facts) -> Box:
    return 0, 0, facts.width, facts.height
