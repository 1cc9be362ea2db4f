"""Sources that were never learned from, for example a video left out: each side's quality."""

from collections.abc import Sequence
from statistics import fmean

from bench.spam import data, metrics
from bench.spam.data import Row
from bench.spam.metrics import Quality
from bench.spam.sides import OURS, Pool, Scored, Side, scored
from bench.spam.tables import Goal, Part, grid, percent

ACCURACY, AUC, RECALL = 0.965, 0.995, 0.92

_HEADS = (
    "", "accuracy", "precision", "recall", "false positives", "AUC", "recall at 1 % false positives"
)  # fmt: skip


def run(rows: Sequence[Row], sides: Sequence[Side], pool: Pool) -> Part:
    found = scored(pool, sides, data.leave_one_out(data.without_duplicates(rows)))
    lines = [
        (side.name, mean([of(one) for one in found if one.side.name == side.name]))
        for side in sides
    ]
    ours = [one for one in found if one.side.name == OURS]
    lines += [
        (f"{OURS}, {one.split.name} ({len(one.split.test)})", of(one)) for one in ours
    ]  # fmt: skip
    one_ranking = together(ours)
    lines.append((f"{OURS}, all scores in one ranking", one_ranking))
    text = (
        "Each source that holds spam and genuine comments (a video) is judged by what was learned "
        "from the others, without duplicates; means of the sources.\n\n"
        + grid(_HEADS, [_line(name, quality) for name, quality in lines])
    )
    return Part("A source left out", text, _goals(lines[0][1], one_ranking))


def of(one: Scored) -> Quality:
    labels = [row.spam for row in one.split.test]
    return metrics.quality(one.scores, labels, one.side.divide)


def mean(qualities: Sequence[Quality]) -> Quality:
    """Of each figure."""
    return Quality(
        *(fmean(figures) for figures in zip(*(vars(q).values() for q in qualities), strict=True))
    )


def together(found: Sequence[Scored]) -> Quality:
    """As if the sources were one: one threshold has to suit them all."""
    scores = [score for one in found for score in one.scores]
    return metrics.quality(scores, [row.spam for one in found for row in one.split.test])


def _line(name: str, quality: Quality) -> list[str]:
    return [
        name, percent(quality.accuracy), percent(quality.precision), percent(quality.recall),
        percent(quality.false_positives), f"{quality.auc:.4f}", percent(quality.recall_at_1),
    ]  # fmt: skip


def _goals(ours: Quality, one_ranking: Quality) -> list[Goal]:
    """Of the mean, and once more where the threshold has to suit all sources."""
    return [
        Goal(
            "A source left out: accuracy", "≥ 96.5 %", percent(ours.accuracy, 2),
            ours.accuracy >= ACCURACY,
        ),
        *_ranked(ours, "mean of the sources"),
        *_ranked(one_ranking, "all in one ranking"),
    ]  # fmt: skip


def _ranked(found: Quality, how: str) -> list[Goal]:
    return [
        Goal(f"… AUC, {how}", "≥ 0.995", f"{found.auc:.4f}", found.auc >= AUC),
        Goal(
            f"… recall at 1 % false positives, {how}", "≥ 92 %", percent(found.recall_at_1),
            found.recall_at_1 >= RECALL,
        ),
    ]  # fmt: skip
