"""What was measured, as Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Goal:
    """What is to be reached, and what was."""

    what: str
    goal: str
    measured: str
    reached: bool | None
    """None where the comments given do not suffice to tell."""


@dataclass(frozen=True)
class Part:
    """A part of the run: a chapter with its tables, and what it says of the goals."""

    title: str
    text: str
    goals: Sequence[Goal] = field(default=())


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column holds words, the others figures."""
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def goals(parts: Iterable[Part]) -> str:
    """All goals of the parts, each beside what was measured."""
    words = {True: "yes", False: "no", None: "cannot be told"}
    lines = ["| | goal | measured | reached |", "|---|--:|--:|---|"]
    lines += [
        f"| {one.what} | {one.goal} | {one.measured} | {words[one.reached]} |"
        for part in parts
        for one in part.goals
    ]
    return "\n".join(lines)


def percent(share: float | None, digits: int = 1) -> str:
    """A share between 0 and 1; – for None."""
    return "–" if share is None else f"{share * 100:.{digits}f} %"
