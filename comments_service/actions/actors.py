"""Who does something, as the log and the tables name them."""

from comments_service.domain.comment import Actor, ActorKind
from comments_service.storage.moderators import Moderator


def actor_of(by: Moderator | str) -> Actor:
    return Actor(ActorKind.PERSON, by.name if isinstance(by, Moderator) else by)


def number_of(by: Moderator | str) -> int | None:
    """The moderator's number; None for whoever sits at the terminal."""
    return by.id if isinstance(by, Moderator) else None
