"""A comment, what was submitted, and the decisions about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comments_service.domain.states import State


@dataclass(frozen=True)
class Comment:
    """A comment as it is stored. All times are aware, in UTC."""

    id: str
    thread: str
    parent: str | None
    lang: str
    author: str
    email: str | None
    body: str
    """As the reader wrote it (Markdown subset); nobody ever changes it."""
    state: State
    created_at: datetime
    published_at: datetime | None = None
    decided_at: datetime | None = None
    reason: str | None = None
    """The code of why it was rejected, see contract/reasons.py."""
    explanation: str = ""
    automated: bool = False
    """Whether a rule, and no person, brought it into its state."""
    official: str | None = None
    """The function of whoever answers for the company; None for a reader."""
    akismet: bool = False
    """Whether it was sent to Akismet, which then learns of the decision."""


@dataclass(frozen=True)
class Submission:
    """A comment as a form sent it: cleaned and checked, see `submission.py`."""

    thread: str
    author: str
    email: str | None
    body: str
    parent: str | None
    trap: bool
    """Whether the field that people do not see was filled in."""
    akismet: bool
    """Whether the reader lets Akismet check it."""


class ActorKind(StrEnum):
    PERSON = "person"
    RULE = "rule"
    AUTHOR = "author"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Who did something: a moderator's name, a rule's name, or "" for the comment's author."""

    kind: ActorKind
    name: str = ""


AUTHOR = Actor(ActorKind.AUTHOR)


@dataclass(frozen=True)
class LogEntry:
    """One row of the log: who did what to which comment, why and when."""

    at: datetime
    actor: Actor
    action: str
    comment: str | None
    from_state: State | None
    to_state: State | None
    reason: str | None
    explanation: str
