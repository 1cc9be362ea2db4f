"""Streams of comments as they may arrive: how much spam, in which order, which language when."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from bench.spam.data import Row

MOST = 3000
"""Comments in a stream: more say little more and take long."""


def mixes(rows: Sequence[Row], draw: int = 0, most: int = MOST) -> dict[str, list[Row]]:
    """Streams by name; of each draw the same ones in every run. Duplicates stay: spam comes in
    them."""
    chance = random.Random(draw)
    genuine, spam = _shuffled(_genuine(rows), chance), _shuffled(_spam(rows), chance)
    few, some = _share(genuine, spam, 0.05, most), _share(genuine, spam, 0.2, most)
    return {
        "shuffled, 5 % spam": _shuffled(few, chance),
        "shuffled, 20 % spam": _shuffled(some, chance),
        "shuffled, 50 % spam": _shuffled(_share(genuine, spam, 0.5, most), chance),
        "genuine source after source, 20 % spam": _spread(
            sorted(_genuine(some), key=lambda row: row.source), _spam(some)
        ),
        "one language late, 20 % spam": _spread(_late(_genuine(some), chance), _spam(some)),
        "everything source after source": _blocks([*_genuine(some), *_spam(some)], chance),
    }


def _share(genuine: Sequence[Row], spam: Sequence[Row], share: float, most: int) -> list[Row]:
    """As many as there are, with that share of spam."""
    size = int(min(most, len(spam) / share, len(genuine) / (1 - share)))
    bad = round(size * share)
    return [*genuine[: size - bad], *spam[:bad]]


def _genuine(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.spam]


def _spam(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.spam]


def _shuffled(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    return chance.sample(list(rows), len(rows))


def _spread(genuine: Sequence[Row], spam: Sequence[Row]) -> list[Row]:
    """The genuine in their order, spam evenly among them."""
    placed = [
        ((number + 0.5) / len(kind), row) for kind in (genuine, spam)
        for number, row in enumerate(kind)
    ]  # fmt: skip
    return [row for _, row in sorted(placed, key=lambda pair: pair[0])]


def _late(genuine: Sequence[Row], chance: random.Random) -> list[Row]:
    """The most frequent language comes up only when four fifths of the others have passed."""
    usual, _ = Counter(row.lang for row in genuine).most_common(1)[0]
    late = [row for row in genuine if row.lang == usual]
    others = [row for row in genuine if row.lang != usual]
    before = len(others) * 4 // 5
    return [*others[:before], *_shuffled([*others[before:], *late], chance)]


def _blocks(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Every source in one piece, those with spam and genuine comments first."""
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    blocks = sorted(
        by_source.items(), key=lambda pair: (len({row.spam for row in pair[1]}) < 2, pair[0])
    )
    return [row for _, block in blocks for row in _shuffled(block, chance)]
