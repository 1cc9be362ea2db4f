"""The learning part of the filter: what persons decided about texts, as one score a text.

Opinions are added as log-odds. The prior (rules) needs no labels. A logistic regression learns
online (AdaGrad; Duchi, Hazan, Singer 2011) what the prior gets wrong, a naive Bayes counts, and the
share of spam among the decisions shifts the whole. What was learned is trusted as far as the words
of a text are known: one in a language that nobody decided about yet is left to the prior.

From outside the service: `train(texts, labels)` makes a `Classifier`, `scores(classifier, texts)`
says how likely each text is spam. Standard library only; nothing here depends on chance or time.
"""

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import exp, isfinite, log, sqrt

from comments_service.spam import features as of
from comments_service.spam import words
from comments_service.spam.features import SIZE, Features
from comments_service.spam.words import Seen

# Raised with every change of the arithmetic or of the state.
VERSION = 4
_HEAD = struct.Struct("<4sHHIIQ")
_EXAMPLE = struct.Struct("<BfI")
_MAGIC = b"NRSC"
# How much single words, word pairs, pieces of words and signs weigh in the regression, whatever
# their number: signs tell the kind of text in every subject, pieces mostly repeat the words.
SHARES = (0.7, 0.7, 0.5, 2.0)
# AdaGrad: the length of a step, and what keeps the first ones small.
RATE, START = 0.5, 0.04
# Naive Bayes speaks for this part of its log-odds, once so many decisions are there. More makes it
# loud about the words of one subject.
BAYES, BAYES_FULL = 0.3, 500
# The regression is believed by half after so many decisions.
SHY = 40
# Learned weights count in full where this share of a text's words is known.
TRUST = 0.8
NO_WORDS = 0.5
# The prior believes in 5 spams among 42 comments, as its base of -2 says. By how much of the
# difference a site's own share shifts it; never so far that it calls a text without signs spam.
PRIOR_SPAM, PRIOR_HAM, SHIFT, MOST_SHIFT = 5, 37, 0.8, 2.0
# Decisions of one kind only say what is common here, not what tells the kinds apart: they count for
# this part, and never make spam of what the rules take for genuine, or the reverse.
ONE_SIDED = 1 / 3
# How often a label that is taken back is learned the other way round at most.
MOST_BACK = 20
# A label may stand for many texts (a sample); beyond this one step would overthrow the rest.
MOST_WEIGHT = 5.0
# A word that moves the score by less than a percent is not worth telling.
LEAST_TOLD = 0.04
# What is right beyond doubt teaches nothing.
SURE = 0.02
# Examples seen again with each new one, genuine and spam in turn, and how many of each side are
# kept for that. More replays made no difference to held-out texts.
REPLAYS = 2
KEPT = 300
_STRIDE = 7919


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
        """Take in a person's decision; `weight` says for how many such texts it stands, up to
        `MOST_WEIGHT`. Raises ValueError for one that is not above 0."""
        if not weight > 0:
            raise ValueError("a label without weight")
        weight = min(weight, MOST_WEIGHT)
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
            # The oldest goes: what people write changes.
            kept[((self.spam if spam else self.ham) - 1) % KEPT] = (features, weight)
        self._step(features, spam, weight)
        for _ in range(REPLAYS):
            self._turn += 1
            again = self._kept[self._turn & 1]
            if again:
                # Each side has every second turn. The stride is a prime greater than any length,
                # so all examples come in turn, and neighbours far apart.
                example, worth = again[self._turn // 2 * _STRIDE % len(again)]
                self._step(example, bool(self._turn & 1), worth)

    def unlearn(self, features: Features, spam: bool, weight: float, score: float | None) -> None:
        """Take back a decision: what was counted, and of the regression as much as brings the text
        to the score that it had before, where that is known."""
        weight = min(weight, MOST_WEIGHT)
        side = int(spam)
        if spam:
            self.spam = max(0, self.spam - 1)
        else:
            self.ham = max(0, self.ham - 1)
        counts = self._counts[side]
        for bucket in features.buckets[: features.whole]:
            counts[bucket] = max(0.0, counts[bucket] - weight)
        self._totals[side] = max(0.0, self._totals[side] - weight * features.whole)
        if (features, weight) in self._kept[side]:
            self._kept[side].remove((features, weight))
        for _ in range(MOST_BACK):
            self._step(features, not spam, weight)
            now = self.score(features)
            if score is None or (now <= score if spam else now >= score):
                return

    def _scales(self, features: Features) -> list[tuple[int, int, float]]:
        ends = (0, features.singles, features.whole, features.pieces, len(features.buckets))
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
        margin = features.prior + self._shift() + self._regression(features)
        miss = (1.0 if spam else 0.0) - _odds(margin)
        if abs(miss) < SURE:
            return
        weights, steps = self._weights, self._steps
        for start, end, scale in self._scales(features):
            slope = miss * scale * weight
            square = slope * slope
            for bucket in features.buckets[start:end]:
                steps[bucket] += square
                weights[bucket] += RATE * slope / (START + sqrt(steps[bucket]))

    def _shift(self) -> float:
        """What the share of spam among the decisions adds."""
        share = log((self.spam + PRIOR_SPAM) / (self.ham + PRIOR_HAM))
        before = log(PRIOR_SPAM / PRIOR_HAM)
        return SHIFT * max(-MOST_SHIFT, min(MOST_SHIFT, share - before))

    def _count(self, bucket: int) -> float:
        """Log-odds of naive Bayes for one word or word pair; 0 for an unknown one."""
        good, bad = self._counts[0][bucket], self._counts[1][bucket]
        if not (good or bad):
            return 0.0
        # Smoothed as if every text held 200 words more, each seen 0.3 times on both sides.
        return log((bad + 0.3) * (self._totals[0] + 200) / (good + 0.3) / (self._totals[1] + 200))

    def _bayes_scale(self, features: Features) -> float:
        """Divides by the root of the number of words: they repeat one another."""
        full = min(1.0, (self.ham + self.spam) / BAYES_FULL)
        return BAYES * full / sqrt(max(features.whole, 1))

    def _bayes(self, features: Features) -> float:
        counts = sum(map(self._count, features.buckets[: features.whole]))
        return self._bayes_scale(features) * counts

    def _trust(self, features: Features) -> float:
        """How far to trust what was learned: by the share of the text's words that are known."""
        if not features.singles:
            # A bare link tells no language.
            return NO_WORDS
        ham, spam = self._counts
        singles = features.buckets[: features.singles]
        known = sum(1 for bucket in singles if ham[bucket] or spam[bucket])
        return min(1.0, known / features.singles / TRUST)

    def _believed(self) -> float:
        seen = self.ham + self.spam
        return seen / (seen + SHY)

    def margin(self, features: Features) -> float:
        """Log-odds that the text is spam."""
        learned = self._believed() * self._regression(features) + self._bayes(features)
        prior, moved = features.prior, self._trust(features) * (self._shift() + learned)
        if self.ham and self.spam:
            return prior + moved
        one_sided = prior + ONE_SIDED * moved
        # Zero divides, and belongs to spam.
        return max(0.0, one_sided) if prior >= 0 else min(-1e-9, one_sided)

    def score(self, features: Features) -> float:
        """How likely the text is spam, 0 to 1; 0.5 divides."""
        return _odds(self.margin(features))

    def weights(self, text: str, most: int = 8) -> list[tuple[str, float]]:
        """What weighed most in a text, strongest first: words, word pairs, hosts, and rules behind
        a `#`, which no word holds, with their log-odds (above 0 for spam). A piece of a word counts
        for the first word that contains it."""
        return self.weighed(*of.read(text), most)

    def weighed(self, seen: Seen, features: Features, most: int = 8) -> list[tuple[str, float]]:
        """`weights` of a text that `features.read` has read."""
        odds = {f"#{rule}": value for rule, value in features.rules}
        trust = self._trust(features)
        if not (self.ham and self.spam):
            trust *= ONE_SIDED
        believed = trust * self._believed()
        bayes = trust * self._bayes_scale(features)
        parts = self._scales(features)
        ends = [end for _, end, _ in parts]
        places = dict(zip(features.buckets, range(len(features.buckets)), strict=True))
        for bucket, name in of.named(seen):
            # Each number counts once, as in the score.
            place = places.pop(bucket, None)
            if place is None:
                continue
            value = believed * parts[bisect_right(ends, place)][2] * self._weights[bucket]
            if place < features.whole:
                value += bayes * self._count(bucket)
            odds[name] = odds.get(name, 0.0) + value
        strong = [item for item in odds.items() if abs(item[1]) >= LEAST_TOLD]
        strongest = sorted(strong, key=lambda item: (-abs(item[1]), item[0]))[:most]
        told = words.as_said(seen, [name for name, _ in strongest])
        return [(told.get(name, name), value) for name, value in strongest]

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
    def load(cls, state: bytes | memoryview) -> "Classifier":
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
        tables = (self._weights, self._steps, *self._counts)
        for table in tables:
            del table[:]
            table.frombytes(state[at : at + 4 * SIZE])
            at += 4 * SIZE
        if not all(isfinite(sum(table)) for table in (*tables, self._totals)):
            raise ValueError("broken state of the classifier")
        while at < len(state):
            try:
                side, weight, length = _EXAMPLE.unpack_from(state, at)
            except struct.error as error:
                raise ValueError("broken state of the classifier") from error
            at += _EXAMPLE.size
            if at + length > len(state) or not 0 < weight <= MOST_WEIGHT:
                raise ValueError("broken state of the classifier")
            self._kept[side & 1].append((of.unpack(bytes(state[at : at + length])), weight))
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
