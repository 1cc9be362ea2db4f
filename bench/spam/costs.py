"""What the filter takes at 10,000 labels: time, memory, start-up."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.room import PROJECT
from bench.spam import process, sklearn_side
from bench.spam.data import Row
from bench.spam.many import many
from bench.spam.metrics import percentile
from bench.spam.tables import Goal, Part, grid

LABELS = 10_000
JUDGED = 1000
_MILLISECONDS, _MEGABYTES, _SECONDS = 3.0, 40.0, 1.0


def run(rows: Sequence[Row]) -> Part:
    learned, judged = many(rows, LABELS, "learned"), many(rows, JUDGED + 1, "judged")
    with tempfile.TemporaryDirectory(prefix="newsroom-spam-") as name:
        folder = Path(name)
        _write(folder / process.LEARNED, [(row.text, row.spam) for row in learned])
        _write(folder / process.JUDGED, [row.text for row in judged])
        stored = _ask("fill", folder)["took"]
        modules, without = _ask("modules", folder), _ask("without", folder)
        # The first one learns all labels, the second one finds what the first one has kept.
        rebuilt, kept = _ask("with", folder), _ask("with", folder)
        again = _ask("again", folder)
    ours = kept["took"]
    more = [
        one["megabytes"] - without["megabytes"] + modules["megabytes"]
        for one in (rebuilt, kept, again)
    ]
    peak = kept["peak"] - without["megabytes"] + modules["megabytes"]
    learning = median(stored) + rebuilt["started"] / LABELS
    theirs = _sklearn(learned, judged[1:])
    length = [len(row.text) for row in judged]
    text = (
        f"At {LABELS:,} labels, put together from halves of the given comments; {JUDGED:,} others "
        f"are judged one by one, of {median(length):.0f} characters in the median and "
        f"{percentile(length, 0.95):.0f} at the 95th percentile, in CPU time; longer texts are "
        "put together from them. The last column says how many times "
        "as long scikit-learn's logistic regression on characters takes in the same run.\n\n"
        + grid(
            ["", "newsroom", "scikit-learn"],
            [
                _times("Judging a comment, median", median, ours, theirs),
                _times("… 95th percentile", _p95, ours, theirs),
                *(
                    [
                        f"Judging {size} characters, median and 95th percentile",
                        f"{median(took) * 1000:.2f} and {_p95(took) * 1000:.2f} ms",
                        "–",
                    ]
                    for size, took in kept["long"].items()
                ),
                ["Learning a comment that a person has decided", f"{learning * 1000:.2f} ms", "–"],
                ["Memory, learned anew", f"{more[0]:.1f} MB", "–"],
                ["… from what was kept", f"{more[1]:.1f} MB", "–"],
                ["… at its peak, starting from what was kept", f"{peak:.1f} MB", "–"],
                ["… after a label was taken back", f"{more[2]:.1f} MB", "–"],
                ["Start, learned anew", f"{rebuilt['started']:.2f} s", "–"],
                ["… from what was kept", f"{kept['started']:.2f} s", "–"],
            ],
        )
    )
    return Part("Time and memory", text, _goals(_p95(ours), max(*more, peak), kept["started"]))


def _p95(seconds: Sequence[float]) -> float:
    return percentile(seconds, 0.95)


def _times(what: str, of: Any, ours: Sequence[float], theirs: Sequence[float] | None) -> list[str]:
    own = of(ours)
    return [what, f"{own * 1000:.2f} ms", f"{of(theirs) / own:.1f} ×" if theirs else "–"]


def _goals(p95: float, megabytes: float, started: float) -> list[Goal]:
    at = f"At {LABELS:,} labels"
    return [
        Goal(f"{at}: judging a comment, 95th percentile", "≤ 3 ms", f"{p95 * 1000:.2f} ms",
             p95 * 1000 <= _MILLISECONDS),
        Goal("… memory more than without the filter", "≤ 40 MB", f"{megabytes:.1f} MB",
             megabytes <= _MEGABYTES),
        Goal("… start", "≤ 1 s", f"{started:.2f} s", started <= _SECONDS),
    ]  # fmt: skip


def _sklearn(learned: Sequence[Row], judged: Sequence[Row]) -> list[float] | None:
    """Seconds of each judged, or None where it is not installed."""
    if not sklearn_side.available():
        return None
    return sklearn_side.seconds(
        [row.text for row in learned], [row.spam for row in learned], [row.text for row in judged]
    )


def _ask(mode: str, folder: Path) -> dict[str, Any]:
    """What a process of its own answers. Raises RuntimeError with what it said instead."""
    done = subprocess.run(  # noqa: S603 - this project's own module
        [sys.executable, "-m", "bench.spam.process", mode, folder],
        cwd=PROJECT, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"bench.spam.process {mode}: {done.stderr.strip()}")
    return dict(json.loads(done.stdout))


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content), "utf-8")
