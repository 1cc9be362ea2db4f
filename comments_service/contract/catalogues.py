"""Interface texts in the reader's language, from the theme's gettext catalogues.

English stands in the templates and is what an untranslated text falls back to. The .po files
are compiled in memory, so that a translator's edit needs no further step.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


class Translator:
    """`t("Hello %(name)s", name=…)` and `t.n("%(n)s comment", "%(n)s comments", count)`."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self._catalogue = catalogue

    def __call__(self, message: str, **values: object) -> str:
        text = self._catalogue.gettext(message)
        return text % values if values else text

    def n(self, singular: str, plural: str, n: int, **values: object) -> str:
        return self._catalogue.ngettext(singular, plural, n) % {"n": n, **values}


def translators(folder: Path) -> Callable[[str], Translator]:
    """Translators by language code for the catalogues in `folder`/<lang>/LC_MESSAGES."""

    @cache
    def translator(lang: str) -> Translator:
        path = folder / lang / "LC_MESSAGES" / "newsroom.po"
        if not path.exists():
            return Translator(NullTranslations())
        return Translator(_compiled(path, lang, path.stat().st_mtime_ns))

    return translator


@lru_cache(16)
def _compiled(path: Path, lang: str, _modified: int) -> GNUTranslations:
    """A process asks for the same catalogues in several places."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
