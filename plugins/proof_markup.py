"""Words that markup takes apart: their pieces are put together again, to be searched as well.

Word and its like store a paragraph in runs, which may begin in the midst of a word; a drawing may
place every word on its own, a subtitle time it.
"""

import re
from collections.abc import Iterator

_TAG = re.compile(r"<[^<>]*>")
# Where paragraphs, cells and lines end in Office Open XML (ECMA-376) and OpenDocument 1.3.
_ENDS = re.compile(
    r"</(?:\w+:)?(?:p|h|si|is|c|row|tc|table-cell)>|<(?:\w+:)?(?:br|cr|tab|s|line-break)\b[^<>]*/>"
)
_DELETED = re.compile(r"<w:delText\b[^<>]*>[^<>]*</w:delText>")
_DRAWING = re.compile(r"\s*(?:<[?!][^<]*)*<svg\b")
# WebVTT 4.1 and SubRip: the line of times, after the number of the subtitle.
_TIMES = re.compile(r"^(?:\d+\s*\n)?[^\n]*-->[^\n]*$", re.MULTILINE)
_SUBTITLES = (".vtt", ".srt")
_OFFICE = ("schemas.openxmlformats.org", "purl.oclc.org/ooxml", "oasis:names:tc:opendocument")


def joined(text: str, name: str) -> Iterator[str]:
    """Other readings of a file's text, each in one line; none for what holds no such markup."""
    if name.endswith(_SUBTITLES):
        yield _line(_TAG.sub("", _TIMES.sub("", text)))
    elif _DRAWING.match(text):
        yield _line(_TAG.sub("", text))
        yield _line(_TAG.sub(" ", text))
    elif any(sign in text[:10_000] for sign in _OFFICE):
        yield _runs(text)
        if "<w:delText" in text:
            yield _runs(_DELETED.sub("", text))


def _runs(text: str) -> str:
    return _line(_TAG.sub("", _ENDS.sub(" ", text)))


def _line(text: str) -> str:
    return " ".join(text.split())
