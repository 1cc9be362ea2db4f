"""What was meant by a word that is none of those known."""

import difflib
import re
from collections.abc import Iterable

_CUTOFF = 0.6


def nearest(given: str, known: Iterable[str], cutoff: float = _CUTOFF) -> str:
    """The one that comes nearest: «anna» → `anna-meier`, «projekt» → `projekte`; "" for none."""
    names = {name.casefold(): name for name in known if name}
    wanted = given.strip().casefold()
    if found := difflib.get_close_matches(wanted, names, 1, cutoff):
        return names[found[0]]
    # A word of one name alone says as much.
    meant = [name for name in names if wanted and wanted in re.split(r"[^\w]+", name)]
    return names[meant[0]] if len(meant) == 1 else ""


def hint(given: str, known: Iterable[str]) -> str:
    """The beginning of a mend: «did you mean projekte? », or nothing."""
    near = nearest(given, known)
    return f"did you mean {near}? " if near else ""
