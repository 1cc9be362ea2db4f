"""The place in a post's page where its comments stand, and the one function that fills it."""


class MarkerError(ValueError):
    """A page does not hold exactly one pair of markers for a thread."""


def begin(thread: str) -> str:
    return f"<!-- comments:begin {thread} -->"


def end(thread: str) -> str:
    return f"<!-- comments:end {thread} -->"


def splice(page: str, thread: str, html: str) -> str:
    """Put `html` between the thread's markers, in place of what stood there.

    Raises MarkerError when the pair is missing, doubled or turned round, and when `html` itself
    holds a marker: written blindly, each of these would eat a part of the page.
    """
    opening, closing = begin(thread), end(thread)
    if page.count(opening) != 1 or page.count(closing) != 1:
        raise MarkerError(f"the page has not exactly one pair of markers for thread {thread}")
    head, rest = page.split(opening)
    if closing not in rest:
        raise MarkerError(f"the markers of thread {thread} are turned round")
    if "<!-- comments:" in html:
        raise MarkerError(f"the comments of thread {thread} hold a marker")
    tail = rest.split(closing)[1]
    return f"{head}{opening}\n{html.strip()}\n{closing}{tail}"
