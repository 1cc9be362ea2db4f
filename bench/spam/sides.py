"""The filters that are compared: ours first, then those that it should beat."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from bench.spam import bayes, bogofilter_side, sklearn_side
from bench.spam.data import Split
from bench.spam.metrics import DIVIDE
from comments_service.spam import classifier

TrainScore = Callable[[Sequence[str], Sequence[bool], Sequence[str]], list[float]]
OURS = "newsroom"


@dataclass(frozen=True)
class Side:
    """A filter under comparison."""

    name: str
    train_score: TrainScore
    """Learns texts and labels, then scores other texts, 0 to 1."""
    divide: float = DIVIDE
    """The score from which a text is called spam."""
    alone: bool = False
    """Whether it has something to say before the first label."""


@dataclass(frozen=True)
class Scored:
    """What a side makes of the rows of a split that are judged."""

    side: Side
    split: Split
    scores: Sequence[float]


def sides() -> list[Side]:
    """Ours, and those of the others that are installed."""
    found = [
        Side(OURS, _ours, alone=True),
        Side("naive Bayes, words", bayes.train_score),
    ]
    if sklearn_side.available():
        found.append(Side("logistic regression, characters", sklearn_side.train_score))
    if bogofilter_side.available():
        # It gives 0.52 to what it does not know (its robx); what is above is spam rather than not.
        found.append(Side("bogofilter", bogofilter_side.train_score, divide=0.525))
    return found


def _ours(texts: Sequence[str], labels: Sequence[bool], judged: Sequence[str]) -> list[float]:
    return list(classifier.scores(classifier.train(list(texts), list(labels)), list(judged)))


Pool = ProcessPoolExecutor


@contextmanager
def pool() -> Iterator[Pool]:
    """Processes of their own: nothing that one learns reaches another."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as processes:
        yield processes


def scored(pool: Pool, sides: Iterable[Side], splits: Iterable[Split]) -> list[Scored]:
    """Every split by every side."""
    pairs = [(side, split) for split in splits for side in sides]
    return list(pool.map(_scored, *zip(*pairs, strict=True))) if pairs else []


def _scored(side: Side, split: Split) -> Scored:
    scores = side.train_score(
        [row.text for row in split.train],
        [row.spam for row in split.train],
        [row.text for row in split.test],
    )
    return Scored(side, split, scores)
