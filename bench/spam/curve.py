"""How much is known after how few labels."""

from collections.abc import Sequence
from statistics import fmean, pstdev

from bench.spam import data
from bench.spam.data import Row, Split
from bench.spam.sides import OURS, Pool, Scored, Side, scored
from bench.spam.splits import of
from bench.spam.tables import Goal, Part, grid, percent

SIZES = (0, 20, 50, 100, 200, 500)
RUNS = 10
"""Draws for each size, shared out among the sources that are left out."""
_JUDGED = 300
"""Comments that are judged where labels come from anywhere."""
_GOALS = {50: 0.945, 500: 0.96}

Found = dict[tuple[str, int], list[Scored]]


def run(rows: Sequence[Row], sides: Sequence[Side], pool: Pool) -> Part:
    unlike = data.without_duplicates(rows)
    left_out = _run(_left_out(unlike), sides, pool)
    anywhere = _run(_anywhere(unlike), sides, pool)
    return Part(
        "After so many labels",
        "Accuracy, mean and standard deviation of draws by chance. The source that is judged is "
        "left out, labels come from the others:\n\n"
        + _table(left_out, sides)
        + f"\n\nLabels come from any of these sources, up to {_JUDGED} others are judged:\n\n"
        + _table(anywhere, sides),
        [*_goals(left_out, "a source left out"), *_goals(anywhere, "labels from any source")],
    )


def _left_out(rows: Sequence[Row]) -> dict[int, list[Split]]:
    splits = data.leave_one_out(rows)
    seeds = -(-RUNS // len(splits))
    return {
        size: [
            data.drawn(split, size, seed)
            for split in splits
            for seed in range(seeds if size else 1)
            if size <= len(split.train)
        ]
        for size in SIZES
    }


def _anywhere(rows: Sequence[Row]) -> dict[int, list[Split]]:
    """With fewer comments judged where there are few: a quarter at least."""
    sources = data.mixed_sources(rows)
    there = sum(row.source in sources for row in rows)
    judged = min(_JUDGED, max(there - SIZES[-1], there // 4))
    return {
        size: [data.anywhere(rows, size, seed, judged) for seed in range(RUNS)]
        for size in SIZES
        if size <= there - judged
    }


def _run(splits: dict[int, list[Split]], sides: Sequence[Side], pool: Pool) -> Found:
    found: Found = {}
    for size, of_size in splits.items():
        asked = [side for side in sides if size or side.alone]
        for one in scored(pool, asked, of_size):
            found.setdefault((one.side.name, size), []).append(one)
    return found


def _table(found: Found, sides: Sequence[Side]) -> str:
    return grid(
        ["", *map(str, SIZES)],
        [[side.name, *(_cell(found.get((side.name, size))) for size in SIZES)] for side in sides],
    )


def _cell(runs: Sequence[Scored] | None) -> str:
    if not runs:
        return "–"
    shares = [of(one).accuracy for one in runs]
    return f"{fmean(shares) * 100:.1f} ± {pstdev(shares) * 100:.1f}"


def _goals(found: Found, where: str) -> list[Goal]:
    goals = []
    for size, goal in _GOALS.items():
        runs = found.get((OURS, size))
        share = fmean(of(one).accuracy for one in runs) if runs else None
        reached = None if share is None else share >= goal
        goals.append(
            Goal(
                f"After {size} labels, {where}: accuracy", f"≥ {goal * 100:g} %",
                percent(share, 2), reached,
            )
        )  # fmt: skip
    return goals
