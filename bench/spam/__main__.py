"""`make bench-spam`: one run, its tables; with WRITE=1 also docs/performance-spam.md."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.room import PROJECT
from bench.spam import costs, curve, data, languages, report, splits, streams
from bench.spam.data import Row
from bench.spam.sides import pool, sides
from bench.spam.tables import Part

REPORT = PROJECT / "docs" / "performance-spam.md"
PARTS = ("splits", "curve", "languages", "streams", "costs")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-spam")
    parser.add_argument("files", nargs="+", type=Path, help="labelled comments, JSON lines")
    parser.add_argument("--only", nargs="*", choices=PARTS, help="these parts")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}, too")
    given = parser.parse_args()
    if given.write and given.only:
        parser.error("WRITE=1 takes a whole run, without ONLY")
    try:
        rows = data.read(given.files)
    except FileNotFoundError as missing:
        sys.exit(f"There are no labelled comments at {missing.filename}: name a file with DATA=…")
    except ValueError as fault:
        sys.exit(str(fault))
    if len(data.mixed_sources(rows)) < 2:
        sys.exit("The comments need two sources or more that hold spam and genuine ones")
    text = report.text(_measure(rows, given.only or PARTS), rows, written=given.write)
    print(f"\n{text}")
    if given.write:
        report.write(REPORT, text)
        print(f"\nWritten to {REPORT.relative_to(PROJECT)}")


def _measure(rows: Sequence[Row], chosen: Sequence[str]) -> list[Part]:
    """The parts in their order. Times are taken last, when nothing else runs."""
    compared = sides()
    print(f"Comparing {', '.join(side.name for side in compared)}", flush=True)
    with pool() as processes:
        ways: dict[str, Callable[[], Part]] = {
            "splits": lambda: splits.run(rows, compared, processes),
            "curve": lambda: curve.run(rows, compared, processes),
            "languages": lambda: languages.run(rows, compared, processes),
            "streams": lambda: streams.run(rows, processes),
        }
        parts = [_told(name, way) for name, way in ways.items() if name in chosen]
    if "costs" in chosen:
        parts.append(_told("costs", lambda: costs.run(rows)))
    return parts


def _told(name: str, way: Callable[[], Part]) -> Part:
    print(f"{name} …", end=" ", flush=True)
    begin = time.perf_counter()
    part = way()
    print(f"{time.perf_counter() - begin:.0f} s", flush=True)
    return part


if __name__ == "__main__":
    main()
