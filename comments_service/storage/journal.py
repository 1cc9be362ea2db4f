"""The journal of erasures: ids only, outside the database, so that no backup brings a text back."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Erasure(StrEnum):
    """What was erased; each is a word of the journal's lines."""

    WHOLE = "whole"
    """A comment, for good."""
    PERSON = "person"
    """Name and address of a comment; its text stays."""
    REVISION = "revision"
    """A later text of a comment, and those before it that waited."""
    REPORTER = "reporter"
    """Name and address of who reported a comment."""
    REPORT = "report"
    """The same, with what they wrote."""
    FINDER = "finder"
    """Name and address of who found an error in an announcement."""
    SLIP = "slip"
    """The same, with what they wrote."""


@dataclass(frozen=True)
class Line:
    id: str
    what: Erasure = Erasure.WHOLE
    number: int = 0
    """Of the revision."""


def note(data: Path, item: str, what: Erasure = Erasure.WHOLE, number: int = 0) -> None:
    """Add an erasure; on disk when this returns. Belongs before the commit of the erasure:
    a line too many does no harm, a line missing would."""
    path = data / "erasures.log"
    with path.open("ab") as file:
        # A line of its own, even after one that a power failure cut off.
        file.write(f"\n{item} {what} {number}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def read(data: Path) -> list[Line]:
    """Everything that was ever erased, oldest first."""
    try:
        text = (data / "erasures.log").read_text("ascii", errors="replace")
    except FileNotFoundError:
        return []
    return [line for words in map(str.split, text.splitlines()) if words and (line := _line(words))]


def erased(data: Path) -> frozenset[str]:
    """The ids of the comments that were erased for good."""
    return frozenset(line.id for line in read(data) if line.what is Erasure.WHOLE)


def _line(words: list[str]) -> Line | None:
    """A line's meaning; a bare id is a comment that was erased for good. Half a line, left by a
    power failure, means its erasure was never committed."""
    try:
        if len(words) == 1:
            return Line(words[0])
        item, what, number = words
        return Line(item, Erasure(what), int(number))
    except ValueError:
        return None
