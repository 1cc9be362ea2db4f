"""What moderators set for themselves."""

from comments_service.actions.service import Service
from comments_service.actions.sign_in import MAX_NAME
from comments_service.domain.errors import Invalid
from comments_service.domain.keys import OFF, check_keys
from comments_service.storage import moderators
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator


def save_wishes(
    service: Service, moderator: Moderator, function: str, lang: str, *, wants_mail: bool
) -> None:
    """Which mails come, and in which language, "" for the newsroom's first; and what stands beside
    the name of an administrator: everybody else's function is set by one.

    Raises Invalid.
    """
    function = " ".join(function.split()) if moderator.administers else moderator.function
    errors = {}
    if moderator.administers and not 0 < len(function) <= MAX_NAME:
        errors["function"] = "Enter your function, for example Head of Communications."
    if lang and lang not in service.config.newsroom.languages:
        errors["lang"] = "Choose a language."
    if errors:
        raise Invalid(errors)
    with transaction(service.db):
        moderators.set_function(service.db, moderator.id, function)
        moderators.set_wishes(service.db, moderator.id, lang or None, wants_mail=wants_mail)


def save_keys(service: Service, moderator: Moderator, wanted: dict[str, str] | None) -> None:
    """Keys by action; None turns them off. Raises Invalid."""
    keys = OFF if wanted is None else check_keys(wanted)
    with transaction(service.db):
        moderators.set_keys(service.db, moderator.id, keys)
