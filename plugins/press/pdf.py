"""Sets a release as PDF: tagged for those who hear it (PDF/UA-1), and the same bytes each time.

`typst` comes as one wheel with its fonts and needs nothing of the system. Where there is no wheel
for a platform, there are no PDFs, and everything else is there.
"""

import json
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from plugins.press.sheet import Sheet

try:
    import typst
except ImportError:
    # Its place is taken by nothing; `press` asks for it.
    AVAILABLE = False
else:
    AVAILABLE = True

# Typst's own, which lie in the wheel: text, signs that the first has not, and code.
_EMBEDDED = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math")
_MONO = "DejaVu Sans Mono"
_ACCESSIBLE = "ua-1"
_UNPRINTABLE = re.compile(r"the text `(.+?)` could not be displayed")


class NotSet(Exception):
    """The typesetter's complaint."""


@dataclass(frozen=True)
class Printed:
    data: bytes
    missing: str
    """The signs that no font has, in the typesetter's words; "" where all could be set."""


class Press:
    """One for a build: fonts and template are read once."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds release.typ, and fonts of the house in `fonts/` if there are any."""
        self._template = (folder / "release.typ").read_bytes()
        own = [folder / "fonts"] if (folder / "fonts").is_dir() else []
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=own)
        families = [name for name in self._fonts.families() if name not in (*_EMBEDDED, _MONO)]
        self._families = [*families, *_EMBEDDED, _MONO]
        self.version = (version("typst"), self._template, tuple(self._families))
        """What besides the data decides how a PDF looks."""

    def set(self, sheet: Sheet) -> Printed:
        """Raises NotSet where the template does not fit the data."""
        try:
            return Printed(self._compiled(sheet, [_ACCESSIBLE]), "")
        except NotSet as error:
            found = _UNPRINTABLE.search(str(error))
            if not found:
                raise
            # An emoji must not keep a release from the press: it is left blank, and told.
            return Printed(self._compiled(sheet, []), found[1])

    def _compiled(self, sheet: Sheet, standards: list[Any]) -> bytes:
        files = [str(path) for path in sheet.files]
        data = json.dumps(sheet.data | {"files": files, "fonts": self._families})
        # The template lies nowhere: it is handed over, and finds its pictures by whole paths.
        compiler = typst.Compiler(root="/", font_paths=self._fonts, ignore_system_fonts=True)
        try:
            made = compiler.compile(
                self._template,
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=standards,
                timestamp=sheet.moment,
            )
        except typst.TypstError as error:
            raise NotSet(error.message) from None
        return cast(bytes, made)


def press(folder: Path) -> Press | None:
    """None where the typesetter does not run on this machine."""
    return Press(folder) if AVAILABLE else None
