"""What a reader of another system's export finds: threads and comments, as they stood there.

Addresses of computers (IP) have no place here, so no reader can bring one along.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from comments_service.domain.states import State


@dataclass(frozen=True)
class FoundThread:
    """A page that was commented on."""

    names: tuple[str, ...]
    """Addresses and ids it had there; the first is what people are told of."""
    title: str = ""
    posts: tuple[str, ...] = ()
    """Ids that the page has here where it was imported, too."""


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A comment as its system kept it. Times are aware."""

    key: str
    """Its id there, unique among the comments of a page."""
    thread: str
    parent: str | None
    """The key of what it answers; None for nothing."""
    author: str
    account: str
    """What its author had signed in with; from Isso, where nobody signs in, the e-mail address."""
    email: str
    text: str
    html: bool
    """Whether `text` is HTML; otherwise it is Markdown or plain."""
    at: datetime
    state: State
    """published, pending, spam, or withdrawn for what was deleted there."""
    edited_at: datetime | None = None


@dataclass
class Found:
    system: str
    """Part of every id that is made for its comments."""
    threads: dict[str, FoundThread] = field(default_factory=dict)
    comments: list[FoundComment] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """What is no comment, by reason."""


class Reader(Protocol):
    def __call__(self, path: Path, advance: Callable[[int], None], /) -> Found:
        """Read everything, and tell `advance` of every stretch of bytes.

        Raises Faults that say where the file is broken.
        """
