"""The learning part of the filter: what persons decided about texts, as one score a text.

Three opinions are added as log-odds. The prior (rules) needs no labels. A logistic regression
learns online what the prior gets wrong, a naive Bayes counts. Both are trusted as far as the words of the
text are known: a text in a language that nobody decided about yet is left to the prior.

From outside the service: `train(texts, labels)` makes a `Classifier`, `scores(classifier, texts)`
says how likely each text is spam. Standard library only; nothing here depends on chance or time.
"""

import struct
from array import array
from collections.abc import Iterable, Sequence
from math import exp, log, sqrt

from comments_service.spam import features as of
from comments_service.spam import words
from comments_service.spam.features import SIZE, Features

# Raised with every change of the arithmetic or of the state.
VERSION = 1
_HEAD = struct.Struct("<4sHHIIQ")
_EXAMPLE = struct.Struct("<BfI")
_MAGIC = b"NRSC"
# How much single words and pairs, pieces and signs count in the regression.
SHARES = (1.0, 0.5, 2.0)
RATE = 0.5
BAYES, FULL, SHY, TRUST, START = 0.5, 500, 0, 0.6, 0.1
FADE = 1e-4
# Examples seen again with each new one, and how many of each side are kept for that.
REPLAYS = 2
KEPT = 300


def _odds(x: float) -> float:
    return 1.0 / (1.0 + exp(-x)) if x > -30 else 1e-13


class Classifier:
    """Learns one decision at a time. Not thread-safe. About 5 MB, and what is kept for replays."""

    def __init__(self) -> None:
        self.ham = 0
        self.spam = 0
        self._weights = array("f", bytes(4 * SIZE))
        self._steps = array("f", bytes(4 * SIZE))
        self._counts = (array("f", bytes(4 * SIZE)), array("f", bytes(4 * SIZE)))
        self._totals = [0.0, 0.0]
        self._kept: tuple[list[tuple[Features, float]], list[tuple[Features, float]]] = ([], [])
        self._turn = 0

    def learn(self, features: Features, spam: bool, weight: float = 1.0) -> None:
        """Take in a person's decision; `weight` says for how many such texts it stands."""
        side = int(spam)
        if spam:
            self.spam += 1
        else:
            self.ham += 1
        counts = self._counts[side]
        for bucket in features.buckets[: features.whole]:
            counts[bucket] += weight
        self._totals[side] += weight * features.whole
        kept = self._kept[side]
        if len(kept) < KEPT:
            kept.append((features, weight))
        else:
            kept[self._turn % KEPT] = (features, weight)
        self._step(features, spam, weight)
        for _ in range(REPLAYS):
            self._turn += 1
            again = self._kept[self._turn & 1]
            if again:
                # A stride that shares no divisor with most lengths visits all of them in turn.
                example, worth = again[self._turn * 7919 % len(again)]
                self._step(example, bool(self._turn & 1), worth)

    def _scales(self, features: Features) -> list[tuple[int, int, float]]:
        ends = (0, features.whole, features.pieces, len(features.buckets))
        return [
            (start, end, share / sqrt(end - start))
            for start, end, share in zip(ends, ends[1:], SHARES, strict=False)
            if end > start
        ]

    def _regression(self, features: Features) -> float:
        weight = self._weights.__getitem__
        total = 0.0
        for start, end, scale in self._scales(features):
            total += scale * sum(map(weight, features.buckets[start:end]))
        return total

    def _step(self, features: Features, spam: bool, weight: float) -> None:
        miss = (1.0 if spam else 0.0) - _odds(features.prior + self._regression(features))
        if abs(miss) < 0.02:
            return
        weights, steps = self._weights, self._steps
        for start, end, scale in self._scales(features):
            slope = miss * scale * min(weight, 5.0)
            square = slope * slope
            for bucket in features.buckets[start:end]:
                steps[bucket] += square
                weights[bucket] += RATE * slope / (START + sqrt(steps[bucket]))

    def _bayes(self, features: Features) -> float:
        """Log-odds of naive Bayes, divided by the root of its words: they repeat one another."""
        ham, spam = self._counts
        all_ham, all_spam = self._totals[0] + 200.0, self._totals[1] + 200.0
        total = 0.0
        for bucket in features.buckets[: features.whole]:
            good, bad = ham[bucket], spam[bucket]
            if good or bad:
                total += log((bad + 0.3) / all_spam * all_ham / (good + 0.3))
        return total / sqrt(max(features.whole, 1))

    def _known(self, features: Features) -> float:
        """The share of the text's words that decided texts had."""
        if not features.singles:
            return 1.0
        ham, spam = self._counts
        singles = features.buckets[: features.singles]
        known = sum(1 for bucket in singles if ham[bucket] or spam[bucket])
        return known / features.singles

    def margin(self, features: Features) -> float:
        """Log-odds that the text is spam."""
        if not (self.ham and self.spam):
            return features.prior
        trust = min(1.0, self._known(features) / TRUST)
        seen = self.ham + self.spam
        part = BAYES * min(1.0, seen / FULL)
        learned = self._regression(features) * (seen / (seen + SHY)) + part * self._bayes(features)
        return features.prior + trust * learned

    def score(self, features: Features) -> float:
        """How likely the text is spam, 0 to 1; 0.5 divides."""
        return _odds(self.margin(features))

    def weights(self, text: str, most: int = 8) -> list[tuple[str, float]]:
        """What weighed most in a text, strongest first: words, and rules behind a `#`, which no
        word holds, with their log-odds (above 0 for spam)."""
        features = of.features(text)
        said = dict.fromkeys(words.look(text).words)
        return sorted(
            [
                *((f"#{rule}", odds) for rule, odds in features.rules),
                *((w, self._weights[of.bucket("w", w)]) for w in said),
            ],
            key=lambda item: -abs(item[1]),
        )[:most]

    def dump(self) -> bytes:
        """The state; `load` reads it."""
        head = _HEAD.pack(_MAGIC, VERSION, of.VERSION, self.ham, self.spam, self._turn)
        totals = array("d", self._totals).tobytes()
        tables = (self._weights, self._steps, *self._counts)
        return head + totals + b"".join(table.tobytes() for table in tables) + self._examples()

    def _examples(self) -> bytes:
        parts = []
        for side, kept in enumerate(self._kept):
            for features, weight in kept:
                packed = of.pack(features)
                parts.append(_EXAMPLE.pack(side, weight, len(packed)) + packed)
        return b"".join(parts)

    @classmethod
    def load(cls, state: bytes) -> "Classifier":
        """The classifier that `dump` wrote down; raises ValueError for another version."""
        size = _HEAD.size + 16 + 4 * 4 * SIZE
        if len(state) < size:
            raise ValueError("broken state of the classifier")
        magic, version, hashed, ham, spam, turn = _HEAD.unpack_from(state)
        if (magic, version, hashed) != (_MAGIC, VERSION, of.VERSION):
            raise ValueError("state of another version of the classifier")
        self = cls()
        self.ham, self.spam, self._turn = ham, spam, turn
        self._totals = list(struct.unpack_from("<2d", state, _HEAD.size))
        at = _HEAD.size + 16
        for table in (self._weights, self._steps, *self._counts):
            del table[:]
            table.frombytes(state[at : at + 4 * SIZE])
            at += 4 * SIZE
        while at < len(state):
            try:
                side, weight, length = _EXAMPLE.unpack_from(state, at)
            except struct.error as error:
                raise ValueError("broken state of the classifier") from error
            at += _EXAMPLE.size
            self._kept[side & 1].append((of.unpack(state[at : at + length]), weight))
            at += length
        return self


def train(texts: Iterable[str], labels: Iterable[int | bool]) -> Classifier:
    """A classifier that has learned the labels (1 or True: spam) of the texts, in their order."""
    classifier = Classifier()
    for text, label in zip(texts, labels, strict=True):
        classifier.learn(of.features(text), bool(label))
    return classifier


def scores(classifier: Classifier, texts: Sequence[str] | Iterable[str]) -> list[float]:
    """The score of each text, 0 to 1: 0.5 divides genuine from spam."""
    return [classifier.score(of.features(text)) for text in texts]
