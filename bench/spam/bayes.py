"""Naive Bayes on words, as the books have it: what every filter should beat.

Multinomial, with add-one smoothing and the share of spam as prior (Manning, Raghavan, Schütze:
Introduction to Information Retrieval, chapter 13.2).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w\w+")


def train_score(texts: Sequence[str], labels: Sequence[bool], judged: Sequence[str]) -> list[float]:
    """Learns the texts and scores the others, 0 to 1. 0.5 where either kind is missing."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for text, label in zip(texts, labels, strict=True):
        counts[label].update(_words(text))
    spam = sum(labels)
    if not 0 < spam < len(labels):
        return [0.5] * len(judged)
    known = counts[True].keys() | counts[False].keys()
    sums = {kind: counts[kind].total() + len(known) for kind in counts}
    weight = {
        word: math.log((counts[True][word] + 1) / sums[True])
        - math.log((counts[False][word] + 1) / sums[False])
        for word in known
    }
    prior = math.log(spam / (len(labels) - spam))
    return [_chance(prior + sum(weight.get(word, 0) for word in _words(text))) for text in judged]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _chance(odds: float) -> float:
    """Of log-odds."""
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))
