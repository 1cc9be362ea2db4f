"""Which comment answers which, in an order in which every one comes after what it answers."""

from collections.abc import Mapping


def in_order(parents: Mapping[str, str | None]) -> dict[str, str | None]:
    """Each key with its parent, parents first, otherwise in the order given.

    A parent that is not there, or a circle of answers, leaves the first of them without one.
    """
    ordered: dict[str, str | None] = {}
    for key in parents:
        chain: dict[str, None] = {}
        current: str | None = key
        while current is not None and current in parents and current not in ordered:
            if current in chain:
                break
            chain[current] = None
            current = parents[current]
        for link in reversed(chain):
            parent = parents[link]
            ordered[link] = parent if parent in ordered else None
    return ordered
