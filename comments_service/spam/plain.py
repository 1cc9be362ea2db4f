"""The characters of a text in one form, in time that grows no faster than the text.

Three things would make it grow faster: Unicode's normal forms sort a run of combining marks by
comparing them in pairs, some characters stand for eighteen others, and Python reads the number in
`&#1111…;` however long it is (and refuses beyond 4,300 digits).
"""

import html
import re
import unicodedata
from typing import Literal

MOST = 12_000
"""Characters that are read of a text, far more than a comment may have."""

# Normalised at once: ends before white space where there is any, so that no letter loses its marks.
_PART = re.compile(r".{1,128}(?!\S)|.{1,128}", re.S)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?", re.I)
_BLANKS = re.compile(r"(\s\s)\s+")


def normal(form: Literal["NFKC", "NFKD"], text: str) -> str:
    """The text in a normal form; of a run of more than 128 characters without
    white space, each 128 by themselves."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize(form, part) for part in _PART.findall(text))


def unescaped(text: str) -> str:
    """Without HTML's entities."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def narrow(text: str) -> str:
    """With at most two characters of white space in a row, so that a pattern that allows for some
    never walks through thousands."""
    return _BLANKS.sub(r"\1", text)
