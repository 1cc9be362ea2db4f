"""Sets pictures from words: the cards beside shared links, and the logo for search engines.

`typst` comes as one wheel with its fonts and draws them; the same words give the same bytes.
"""

import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from PIL import Image

try:
    import typst
except ImportError:
    AVAILABLE = False
else:
    AVAILABLE = True

# To be raised whenever the same template and words make other bytes.
RECIPE = 1
LOGO = 512
"""Width and height of the logo; Google asks for 112 or more."""
_FONTS = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math")
# At 72 an inch one point is one pixel.
_DENSITY = 72
# A card is letters on a ground of one colour: this many tones are plenty, and a third of the size.
_TONES = 64
_LOGO = b"""#set page(width: 512pt, height: 512pt, margin: 0pt, fill: none)
#image(sys.inputs.path, width: 100%, height: 100%, fit: "contain")"""

Size = tuple[int, int]


@dataclass(frozen=True)
class Words:
    """What stands on a card."""

    lang: str
    title: str
    kicker: str
    """What it is; "" leaves it out."""
    foot: str


class CardPress:
    """One for a build: fonts and template are read once."""

    def __init__(self, folder: Path, name: str, accent: str) -> None:
        """`folder` holds card.typ, and fonts of the house in `fonts/` if there are any."""
        self._template = (folder / "card.typ").read_bytes()
        own = [folder / "fonts"] if (folder / "fonts").is_dir() else []
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=own)
        known = (*_FONTS, "DejaVu Sans Mono")
        families = [family for family in self._fonts.families() if family not in known]
        label = "" if "newsroom" in name.lower() else " Newsroom"
        look = {"name": name, "label": label, "accent": accent, "fonts": [*families, *_FONTS]}
        self._look: dict[str, Any] = look

    def key(self, words: Words) -> tuple[object, ...]:
        """All that decides how a card looks."""
        look = json.dumps(self._look)
        return (RECIPE, version("typst"), self._template, look, *asdict(words).values())

    def cards(self, words: Words, sizes: list[Size]) -> list[bytes]:
        """A PNG of each size, in pixels."""
        region = "GB" if words.lang == "en" else "CH"
        data = self._look | asdict(words) | {"shapes": sizes, "region": region}
        made = self._drawn(self._template, {"data": json.dumps(data)})
        return [_few_tones(page) for page in made]

    def logo(self, drawing: Path) -> bytes:
        """An SVG as a square PNG."""
        return self._drawn(_LOGO, {"path": str(drawing)})[0]

    def _drawn(self, template: bytes, inputs: dict[str, str]) -> list[bytes]:
        compiler = typst.Compiler(root="/", font_paths=self._fonts, ignore_system_fonts=True)
        made = compiler.compile(template, format="png", ppi=_DENSITY, sys_inputs=inputs)
        return made if isinstance(made, list) else [cast(bytes, made)]


def _few_tones(png: bytes) -> bytes:
    out = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        flat = picture.convert("RGB")
        flat.quantize(_TONES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            out, "PNG"
        )
    return out.getvalue()
