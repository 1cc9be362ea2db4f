"""Finding a place in Markdown again, since the HTML made from it has lost its lines."""


class Lines:
    """The lines of a text that starts in line `first` of its file."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._first = first
        self._after: dict[str, int] = {}

    def find(self, needle: str) -> int:
        """The line of the next `needle`; asked again for the same, the one after that.

        The last one found is repeated at the end, and a needle that never occurs is placed in
        the first line: a fault must be told even where its line is not known.
        """
        start = self._after.get(needle, 0)
        position = self._text.find(needle, start)
        if position < 0:
            position = max(start - 1, 0)
        else:
            self._after[needle] = position + 1
        return self._first + self._text.count("\n", 0, position)

    def of_id(self, identifier: str) -> int:
        """The line in which an element gets its id, in Markdown or in HTML."""
        forms = (f"{{#{identifier}", f'id="{identifier}"', f"id='{identifier}'", f"#{identifier}")
        return self.find(next((form for form in forms if form in self._text), identifier))
