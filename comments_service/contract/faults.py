"""Faults in what people write: where, what, and how to mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a file a person edits. `line` counts from 1; 0: the whole file."""

    file: str
    line: int
    cause: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.cause}\n    mend: {self.mend}"


_PRINTED = re.compile(
    r"^(?P<file>.+?)(?::(?P<line>\d+))?: (?P<cause>.+)\n    mend: (?P<mend>.+)\n?", re.M
)


def read_faults(printed: str) -> tuple[list[Fault], str]:
    """The faults in what a build has printed, and all else that it said."""
    found = [
        Fault(match["file"], int(match["line"] or 0), match["cause"], match["mend"])
        for match in _PRINTED.finditer(printed)
    ]
    return found, _PRINTED.sub("", printed).strip()


class Faults(Exception):
    """Every fault found in one go, so that nobody mends them one run at a time."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def shown(path: Path) -> str:
    """The path as an editor knows it: below the current folder where possible."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
