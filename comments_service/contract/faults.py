"""Faults in what people write: where, what, and how to mend it."""

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
