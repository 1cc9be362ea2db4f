"""Which texts are versions of each other in several languages, and which of them is behind.

`translates` may point from one text to another in any pattern; whatever hangs together is one
group, which holds each language once.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from comments_service.contract.content import Page, Post


class Holder(Protocol):
    """Anything that carries a text."""

    @property
    def item(self) -> Post | Page: ...


H = TypeVar("H", bound=Holder)


def groups(holders: Iterable[H]) -> list[list[H]]:
    """Those that belong together, each group in the order given. All ids must differ."""
    by_id = {holder.item.id: holder for holder in holders}
    head = {identifier: identifier for identifier in by_id}
    for holder in by_id.values():
        if holder.item.translates in head:
            head[_find(head, holder.item.id)] = _find(head, holder.item.translates)
    found: dict[str, list[H]] = {}
    for identifier, holder in by_id.items():
        found.setdefault(_find(head, identifier), []).append(holder)
    return list(found.values())


def original(group: list[H]) -> H:
    """The one that translates no other one of the group."""
    known = {holder.item.id for holder in group}
    return next((holder for holder in group if holder.item.translates not in known), group[0])


def behind(text: Post, source: Post) -> datetime | None:
    """When the original `source` was changed without `text` having followed; None: it has."""
    if source.changed is None or text.id == source.id:
        return None
    followed = text.changed or text.date
    late = followed.astimezone(UTC) < source.changed.astimezone(UTC)
    return source.changed if late else None


def _find(head: dict[str, str], identifier: str) -> str:
    while head[identifier] != identifier:
        head[identifier] = head[head[identifier]]
        identifier = head[identifier]
    return identifier
