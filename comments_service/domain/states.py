"""The states of a comment and the one table of moves between them."""

from enum import StrEnum

from comments_service.domain.errors import MoveRefused


class State(StrEnum):
    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"
    SPAM = "spam"
    WITHDRAWN = "withdrawn"


REFUSED = (State.REJECTED, State.SPAM)

# Withdrawing is final: the text is gone, so there is nothing to restore.
TRANSITIONS = {
    State.PENDING: {State.PUBLISHED, State.REJECTED, State.SPAM, State.WITHDRAWN},
    State.PUBLISHED: {State.PENDING, State.REJECTED, State.SPAM, State.WITHDRAWN},
    State.REJECTED: {State.PENDING, State.PUBLISHED, State.WITHDRAWN},
    State.SPAM: {State.PENDING, State.PUBLISHED, State.WITHDRAWN},
    State.WITHDRAWN: set(),
}


class Verb(StrEnum):
    """What a moderator can decide."""

    PUBLISH = "publish"
    REJECT = "reject"
    SPAM = "spam"
    RESTORE = "restore"

    @property
    def target(self) -> State:
        return _TARGETS[self]


FINAL = (Verb.PUBLISH, Verb.REJECT, Verb.SPAM)
"""What decides about a text; restoring only lets it wait again."""

_TARGETS = {
    Verb.PUBLISH: State.PUBLISHED,
    Verb.REJECT: State.REJECTED,
    Verb.SPAM: State.SPAM,
    # Back into the queue: whoever restores a comment has not yet decided to publish it.
    Verb.RESTORE: State.PENDING,
}


def check_move(current: State, target: State) -> None:
    """Raise MoveRefused when a comment cannot go from one state to the other."""
    if target not in TRANSITIONS[current]:
        raise MoveRefused(current, target)


def verbs_for(state: State) -> list[Verb]:
    """What can be decided about a comment in this state, in the order of the buttons."""
    return [verb for verb in Verb if verb.target in TRANSITIONS[state]]
