"""Who moderates: roles, shutting people out and letting them in again. Administrators' business."""

from datetime import datetime

from comments_service.actions.decide import actor_of
from comments_service.actions.service import Service
from comments_service.actions.sign_in import MAX_NAME
from comments_service.domain.errors import Invalid, LastAdministrator, UnknownPerson
from comments_service.storage import log, moderators
from comments_service.storage.database import transaction
from comments_service.storage.moderators import ADMINISTRATOR, ROLES, Moderator


def person(service: Service, who: int | str) -> Moderator:
    """By number or name. Raises UnknownPerson."""
    db = service.db
    found = moderators.get(db, who) if isinstance(who, int) else moderators.by_name(db, who)
    if found is None:
        raise UnknownPerson(who)
    return found


def change_role(
    service: Service, who: int | str, role: str, by: Moderator | str, now: datetime
) -> Moderator:
    """Raises UnknownPerson, LastAdministrator, or Invalid for a role that there is not."""
    if role not in ROLES:
        raise Invalid({"role": "Choose a role."})
    with transaction(service.db):
        found = person(service, who)
        if role != found.role:
            if role != ADMINISTRATOR:
                _not_the_last(service, found)
            moderators.set_role(service.db, found.id, role)
            log.add(service.db, actor_of(by), f"role {role}", now, explanation=found.name)
    return found


def change_function(
    service: Service, who: int | str, function: str, by: Moderator | str, now: datetime
) -> Moderator:
    """Set what stands beside a person's name. Raises UnknownPerson, Invalid."""
    function = " ".join(function.split())
    if not 0 < len(function) <= MAX_NAME:
        raise Invalid({"function": "Use 1 to 80 characters for the function."})
    with transaction(service.db):
        found = person(service, who)
        moderators.set_function(service.db, found.id, function)
        log.add(service.db, actor_of(by), "function", now, explanation=found.name)
    return found


def disable(service: Service, who: int | str, by: Moderator | str, now: datetime) -> Moderator:
    """Shut a person out at once: sessions, invitations and links in mails end with this.

    Raises UnknownPerson, LastAdministrator.
    """
    with transaction(service.db):
        found = person(service, who)
        if not found.disabled:
            _not_the_last(service, found)
            moderators.disable(service.db, found.id, now)
            log.add(service.db, actor_of(by), "disable", now, explanation=found.name)
    return found


def enable(service: Service, who: int | str, by: Moderator | str, now: datetime) -> Moderator:
    """Let a person in again, with the old password. Raises UnknownPerson."""
    with transaction(service.db):
        found = person(service, who)
        if found.disabled:
            moderators.enable(service.db, found.id)
            log.add(service.db, actor_of(by), "enable", now, explanation=found.name)
    return found


def _not_the_last(service: Service, leaving: Moderator) -> None:
    """Raise LastAdministrator unless another administrator can sign in."""
    others = (one for one in moderators.active(service.db) if one.id != leaving.id)
    if leaving.administers and not any(one.administers for one in others):
        raise LastAdministrator(leaving.name)
