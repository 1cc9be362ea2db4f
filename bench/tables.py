"""What was measured, as a table for people: ours, Isso's, the ratio, the goal."""

import os
import platform
import sqlite3
from datetime import UTC, datetime

Numbers = dict[str, float]

_GOALS = (
    ("Publishing into a page with 1,000 comments", "publish 0", 50),
    ("… with 5,000 other threads", "publish 5000", 50),
    ("Queue page, 500 waiting", "queue", 100),
    ("Search among 100,000 comments, three words", "search few", 100),
    ("… one word, found thousands of times", "search many", 100),
)


def table(found: Numbers) -> str:
    """As Markdown."""
    lines = [
        "| | newsroom | Isso | ratio | goal | reached |",
        "|---|--:|--:|--:|--:|---|",
        _row(found, "Comments accepted a second, 16 connections", "rate", ".0f", "",
             goal="≥ 2 ×", reached=_twice(found)),
        _row(found, "… answered after, p50", "p50", ".1f", " ms"),
        _row(found, "… p95", "p95", ".1f", " ms"),
        _row(found, "… p99", "p99", ".1f", " ms", "≤ 50 ms", found["ours p99"] <= 50),
        _row(found, "… refused or not answered", "wrong", ".0f", "", "0", not found["ours wrong"]),
        _row(found, "… processor time for each", "work", ".2f", " ms"),
        _row(found, "Memory after that", "memory", ".0f", " MB", "≤ 80 MB",
             found["ours memory"] <= 80),
    ]  # fmt: skip
    if "nginx reads" in found:
        lines.append(
            _row(found, "Threads of 50 comments read a second, from nginx", "reads", ".0f", "",
                 "a static file", ours="nginx reads")
        )  # fmt: skip
    lines += [
        _row(found, "… from the newsroom itself", "reads", ".0f", ""),
        _row(found, "Start to the first answer", "start", ".2f", " s", "≤ 1 s",
             found["start"] <= 1, ours="start"),
    ]  # fmt: skip
    lines += [
        _row(found, what, name, ".1f", " ms", f"≤ {goal} ms", found[name] <= goal, ours=name)
        for what, name, goal in _GOALS
    ]
    return "\n".join(lines)


def _twice(found: Numbers) -> bool | None:
    """Whether ours takes twice as many; None where there is nothing to compare with."""
    return found["ours rate"] >= 2 * found["isso rate"] if "isso rate" in found else None


def _row(
    found: Numbers, what: str, name: str, form: str, unit: str, goal: str = "",
    reached: bool | None = None, *, ours: str = "",
) -> str:  # fmt: skip
    own, other = found[ours or f"ours {name}"], found.get(f"isso {name}")
    cells = [
        what,
        f"{own:{form}}{unit}",
        "–" if other is None else f"{other:{form}}{unit}",
        f"{own / other:.2f} ×" if other else "–",
        goal,
        "" if reached is None else "yes" if reached else "no",
    ]
    return f"| {' | '.join(cells)} |"


def report(table: str, rounds: int, seconds: float) -> str:
    """The page for docs/."""
    machine = (
        f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    return f"""# How fast comments are

Measured on {datetime.now(UTC):%Y-%m-%d} by `make bench-comments WRITE=1`, in one run on one
machine: {machine}.
Medians of {rounds} rounds of {seconds:g} s, the newsroom and Isso by turns. Times of one machine
say little about another; ratios hold better.

{table}

- The newsroom is one process of `newsroom serve` with everything on: spam rules, limits (so high
  that they refuse nobody), receipts, the chained log, the full text for the search.
- Isso is one worker of gunicorn, its limits off.
- Both write with `journal_mode=WAL` and `synchronous=FULL`: what was acknowledged is on disk.
- Each comment is another text from another address. Connections stay open where the server lets
  them.
- A thread is read with the page of its post. nginx has one worker; the load comes from one process
  of Python, so nginx can do more than stands here.
- How each number is taken stands in `bench/measures.py`; why comments share a commit, in
  [decision 12](adr/0012-comments-share-a-commit.md).
"""
