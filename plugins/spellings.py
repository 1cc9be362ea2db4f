"""Other words under which a text can be found, where the index does not know them by itself.

Pagefind finds words by their beginnings, forgets accents («Genève», «Geneve»), and its German stems
take «ae» for «ä» and «ss» for «ß». What is left stands here: umlauts in texts of other languages,
letters that are no accents, and the later parts of German compounds.
"""

import re
from collections.abc import Iterable
from html import unescape

_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "oe", "å": "aa"}
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"<[^>]*>")
# Shorter words end others by chance: «Wasser» ends with «asser», not with «er».
_PART = 5
_FIRST = 3


def words(html: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(_WORD.findall(unescape(_TAG.sub(" ", html)).lower()))


def spellings(found: Iterable[str], lang: str) -> set[str]:
    """How else the words may be typed."""
    letters = _LIGATURES if lang == "de" else _LIGATURES | _GERMAN
    marked = re.compile(f"[{''.join(letters)}]")
    table = str.maketrans(letters)
    return {word.translate(table) for word in found if marked.search(word)}


def parts(vocabulary: set[str]) -> dict[str, set[str]]:
    """Of compounds the words they end with: «Wasserkraftwerk» with «kraftwerk».

    A word is a compound if it ends with another one of `vocabulary`, all words of a language.
    """
    found = {}
    for word in vocabulary:
        starts = range(_FIRST, len(word) - _PART + 1)
        if ends := {word[start:] for start in starts if word[start:] in vocabulary}:
            found[word] = ends
    return found
