"""Files by the names that people write. Two names can look the same and differ.

«ü» is one character or two (Unicode's composed and decomposed form; macOS writes the latter), and
capital letters count on one system and not on the other.
"""

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize


def actual_file(path: Path) -> Path | None:
    """The file at `path`, whichever form its name is written in; None when it is not there."""
    return _among(path, lambda name: normalize("NFC", name))


def missing_mend(path: Path) -> str:
    """What to do about a file that is not there."""
    if near := _among(path, lambda name: normalize("NFC", name).casefold()):
        return f"capital letters count: the file is called {near.name!r}"
    return "correct the file's name, and mind capital letters"


def _among(path: Path, form: Callable[[str], str]) -> Path | None:
    try:
        if path.is_file():
            return path
        wanted = form(path.name)
        return next(
            (e for e in sorted(path.parent.iterdir()) if form(e.name) == wanted and e.is_file()),
            None,
        )
    except OSError:
        # No such folder, or a name longer than any file's.
        return None
