"""What a person should know about one imported thing: collected while it is converted."""

from collections import Counter


class Notes:
    """Short sentences; the same one said several times is counted."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()

    def add(self, text: str) -> None:
        self._said[text] += 1

    def lines(self) -> tuple[str, ...]:
        return tuple(text if n == 1 else f"{text} ({n} times)" for text, n in self._said.items())
