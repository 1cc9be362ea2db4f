"""What readers see of a comment, as it is stored."""

from datetime import datetime
from typing import NamedTuple

from comments_service.domain.states import State


class Shown(NamedTuple):
    """A comment that was public once. A page may hold thousands, so it is as light as can be."""

    id: str
    thread: str
    parent: str | None
    author: str
    official: str | None
    state: State
    reason: str | None
    published_at: datetime
    decided_at: datetime | None
    edited_at: datetime | None
    html: str
    rendered: int
    body: str
    """"" where `html` is of the newest renderer: nobody needs it then."""
