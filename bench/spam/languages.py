"""What becomes of genuine comments in languages that were never learned."""

from collections.abc import Sequence

from bench.spam import data, service_side
from bench.spam.data import Row, Split
from bench.spam.sides import Pool, Side, scored
from bench.spam.tables import Goal, Part, grid, percent

LEARNED = "en"
GERMAN = "de"
REJECTED = 0.001


def run(rows: Sequence[Row], sides: Sequence[Side], pool: Pool) -> Part:
    unlike = data.without_duplicates(rows)
    learned = [row for row in unlike if row.lang == LEARNED]
    foreign = [row for row in unlike if row.lang != LEARNED and not row.spam]
    places = sorted({(row.lang, row.source) for row in foreign})
    splits = [
        Split(f"{lang}, {source}", learned,
              [row for row in foreign if (row.lang, row.source) == (lang, source)])
        for lang, source in places
    ]  # fmt: skip
    decided = pool.submit(service_side.judged, learned, foreign)
    found = scored(pool, sides, splits)
    rejected = [
        row
        for row, answer in zip(foreign, decided.result(), strict=True)
        if answer.verdict == service_side.REJECT
    ]
    lines = []
    for split in splits:
        called = [
            sum(score >= one.side.divide for score in one.scores) / len(one.scores)
            for one in found
            if one.split.name == split.name
        ]
        gone = sum(row in split.test for row in rejected)
        lines.append(
            [f"{split.name} ({len(split.test)})", *map(percent, called),
             percent(gone / len(split.test), 2)]
        )  # fmt: skip
    text = (
        f"Genuine comments called spam after {len(learned)} labels in English and none in their "
        "language, and in the last column those that the newsroom would reject:\n\n"
        + grid(["", *(side.name for side in sides), "rejected"], lines)
    )
    return Part("Languages not learned", text, [_goal(foreign, rejected)])


def _goal(foreign: Sequence[Row], rejected: Sequence[Row]) -> Goal:
    german = sum(row.lang == GERMAN for row in foreign)
    share = sum(row.lang == GERMAN for row in rejected) / german if german else None
    return Goal(
        "Learned in English only: genuine German rejected", "≤ 0.1 %", percent(share, 2),
        None if share is None else share <= REJECTED,
    )  # fmt: skip
