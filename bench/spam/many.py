"""As many comments as a site has after years: halves of given ones, put together anew."""

import random
from collections.abc import Sequence

from bench.spam.data import Row

SPAM_SHARE = 0.2


def many(rows: Sequence[Row], count: int, seed: str) -> list[Row]:
    """So many comments, a fifth of them spam: about as long as the given, and all different.

    Both halves have the same label and, where there are two such comments, the same language.
    """
    chance = random.Random(seed)
    spam = [row for row in rows if row.spam]
    genuine = [row for row in rows if not row.spam]
    alike: dict[tuple[bool, str], list[Row]] = {}
    for row in rows:
        alike.setdefault((row.spam, row.lang), []).append(row)
    made = []
    for _ in range(count):
        first = chance.choice(spam if chance.random() < SPAM_SHARE else genuine)
        second = chance.choice(alike[first.spam, first.lang])
        begin, end = first.text.split(), second.text.split()
        words = [*begin[: (len(begin) + 1) // 2], *end[len(end) // 2 :]]
        made.append(Row(" ".join(words), first.spam, first.lang, first.source))
    return made
