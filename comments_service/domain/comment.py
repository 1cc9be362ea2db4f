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
    html: str = ""
    """`body` as it stands in pages and feeds; "" until it is first published."""
    rendered: int = 0
    """The version of the renderer that made `html`; where there is a newer one, it is made anew."""
    revision: int = 1
    """Counts what its author has sent; `body` is always the text that counts now."""
    edited_at: datetime | None = None
    """When a later revision took the place of what had been published."""
    waiting_since: datetime | None = None
    """Since when it, or a revision of it, waits for a person; None: nothing waits."""
    ground: str = ""
    """law or rule: what a rejection rests on …"""
    provision: str = ""
    """… and which article or rule, in words."""
    occasion: str = "own"
    """own or report: what led to the decision (DSA, Article 17(3)(b))."""
    decided_by: int | None = None
    """The moderator who decided last; None for a rule or the terminal."""
    confirmed_at: datetime | None = None
    """When somebody with access to the mailbox confirmed `email`; before that nothing but the
    request to confirm goes there."""
    wants_replies: bool = True
    wants_decisions: bool = True


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
    token: str = ""
    """The form's own, as it came: see `actions/form_tokens.py`."""
    proof: str = ""
    """What the browser has solved, as it came."""


@dataclass(frozen=True)
class Revision:
    """A later text of a comment that waits, or was refused; an accepted one is the comment's."""

    comment: str
    number: int
    body: str
    html: str
    state: State
    created_at: datetime
    decided_at: datetime | None = None
    reason: str | None = None
    ground: str = ""
    provision: str = ""
    explanation: str = ""
    automated: bool = False


@dataclass(frozen=True)
class Grounds:
    """Why something is not shown, as its author is told (DSA, Article 17(3))."""

    reason: str | None = None
    """A code of contract/reasons.py."""
    explanation: str = ""
    ground: str = ""
    """law or rule."""
    provision: str = ""
    """Which article or rule, in words."""
    occasion: str = "own"
    """own: our own review; report: somebody reported it."""


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
    batch: str | None = None
    """What was done in one go shares it."""
