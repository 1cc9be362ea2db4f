"""`make bench-comments`: one run, one table; with WRITE=1 also docs/performance-comments.md.

Every measure is taken in several rounds, ours and Isso's by turns, so that whatever else the
machine does meets both; the table shows medians, and ratios within the run.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import measures, tables
from bench.room import PROJECT
from bench.tables import Numbers

REPORT = PROJECT / "docs" / "performance-comments.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-comments")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each round under load")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        table = tables.table(_measure(Path(folder), given.rounds, given.seconds))
    print(table)
    if given.write:
        REPORT.write_text(tables.report(table, given.rounds, given.seconds), "utf-8")
        print(f"\nWritten to {REPORT.relative_to(PROJECT)}")


def _measure(folder: Path, rounds: int, seconds: float) -> Numbers:
    found: Numbers = {}
    print(f"Start-up, {rounds} rounds …", flush=True)
    found |= _medians(rounds, lambda number: measures.started(folder / f"start-{number}"))
    with measures.sides(folder) as sides:
        if sides.isso is None:
            print("Isso is not installed (see .venv-bench/): measuring without it.")
        if sides.nginx is None:
            print("nginx is not installed: measuring without it.")
        measures.accepted(sides, 1.0)  # warm-up
        print(f"Accepting, {rounds} rounds …", flush=True)
        found |= _medians(rounds, lambda _: measures.accepted(sides, seconds))
        print(f"Reading, {rounds} rounds …", flush=True)
        found |= _medians(rounds, lambda _: measures.read(sides, seconds / 2))
    print("Publishing, with no and 5,000 other threads …", flush=True)
    found |= measures.published(folder / "alone", 0)
    found |= measures.published(folder / "many", 5000)
    print("Moderating, 500 waiting, 100,000 stored …", flush=True)
    return found | measures.moderated(folder / "queue", 500, 100_000)


def _medians(rounds: int, measure: Callable[[int], Numbers]) -> Numbers:
    taken = [measure(number) for number in range(rounds)]
    return {name: statistics.median(one[name] for one in taken) for name in taken[0]}


main()
