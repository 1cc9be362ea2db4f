"""Many sequences of words looked for at once: the cost is that of the text, not of their number."""

from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick

# So many words make a sequence of their own; see `needles.py`.
LENGTH = 4


def phrase(words: Iterable[bytes]) -> bytes:
    """A sequence of words as it stands in a plain text: whole words, between blanks."""
    return b" %b " % b" ".join(words)


def sequences(plain: bytes) -> Iterator[bytes]:
    """Every four words that follow each other."""
    words = plain.split()
    return (phrase(words[n : n + LENGTH]) for n in range(len(words) - LENGTH + 1))


class Index:
    """Finds phrases in plain texts."""

    def __init__(self, phrases: Iterable[bytes]) -> None:
        self._phrases = list(phrases)
        self._automaton = BytesAhoCorasick(self._phrases)

    def find(self, plain: bytes) -> set[bytes]:
        """Those that stand in the text."""
        matches = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        return {self._phrases[number] for number, _, _ in matches}


def without(phrases: set[bytes], plains: Iterable[bytes]) -> set[bytes]:
    """Those that stand in none of the texts.

    What was found is not looked for again, so words that stand everywhere cost nothing for long.
    """
    left, index, found = phrases, Index(phrases), set[bytes]()
    due = 1
    for count, plain in enumerate(plains, 1):
        found |= index.find(plain)
        if count == due:
            left, due = left - found, 2 * count
            index = Index(left)
    return left - found
