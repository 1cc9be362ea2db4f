"""What scores are worth. Scores are 0 (genuine) to 1 (spam), labels True for spam."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

DIVIDE = 0.5
"""A comment with this score or more counts as called spam."""


@dataclass(frozen=True)
class Quality:
    """Shares, 0 to 1."""

    accuracy: float
    precision: float
    recall: float
    false_positives: float
    """Of the genuine comments, how many are called spam."""
    auc: float
    recall_at_1: float
    """Recall where at most 1 % of the genuine comments are called spam."""


def quality(scores: Sequence[float], labels: Sequence[bool], divide: float = DIVIDE) -> Quality:
    """Spam is what reaches `divide`. Raises ValueError unless there is spam and genuine."""
    spam = [score for score, label in zip(scores, labels, strict=True) if label]
    genuine = [score for score, label in zip(scores, labels, strict=True) if not label]
    if not spam or not genuine:
        raise ValueError("Quality takes spam and genuine comments")
    found = sum(score >= divide for score in spam)
    wrong = sum(score >= divide for score in genuine)
    return Quality(
        accuracy=(found + len(genuine) - wrong) / len(scores),
        precision=found / (found + wrong) if found + wrong else 1.0,
        recall=found / len(spam),
        false_positives=wrong / len(genuine),
        auc=auc(scores, labels),
        recall_at_1=recall_at(scores, labels, 0.01),
    )


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a spam has a higher score than a genuine comment; ties count half.

    That is Mann and Whitney's U divided by the number of pairs.
    """
    below = 0.0
    genuine = 0
    ranked = sorted(zip(scores, labels, strict=True))
    for _, tied in groupby(ranked, key=lambda pair: pair[0]):
        among = [label for _, label in tied]
        spam = sum(among)
        below += spam * (genuine + (len(among) - spam) / 2)
        genuine += len(among) - spam
    pairs = genuine * (len(ranked) - genuine)
    return below / pairs


def recall_at(scores: Sequence[float], labels: Sequence[bool], false_positives: float) -> float:
    """The best recall of any threshold that calls at most that share of the genuine spam."""
    genuine = sum(not label for label in labels)
    allowed = int(genuine * false_positives + 1e-9)
    found = wrong = best = 0
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    for _, tied in groupby(ranked, key=lambda pair: pair[0]):
        among = [label for _, label in tied]
        found += sum(among)
        wrong += len(among) - sum(among)
        if wrong > allowed:
            break
        best = found
    return best / (len(labels) - genuine)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed; 0.0 for none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0.0
