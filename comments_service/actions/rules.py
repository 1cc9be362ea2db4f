"""Switching single rules of the chain that keeps spam out."""

from datetime import datetime

from comments_service.actions.actors import actor_of, number_of
from comments_service.actions.service import Service
from comments_service.domain.errors import Invalid
from comments_service.domain.rules import CLASSIFIER, RULES
from comments_service.storage import log, rules_off
from comments_service.storage.database import transaction
from comments_service.storage.moderators import Moderator


def switch_rule(
    service: Service,
    rule: str,
    by: Moderator | str,
    now: datetime,
    *,
    on: bool,
    confirmed: bool = False,
) -> bool:
    """Switch a rule on or off; returns whether it was the other way before.

    The classifier goes off only where `confirmed` says that this is meant: without it the policy
    alone decides what is published. Raises Invalid or Busy; then nothing was switched.
    """
    if rule not in RULES:
        raise Invalid({"rule": "There is no such rule."})
    if rule == CLASSIFIER and not on and not confirmed:
        raise Invalid({"rule": "Confirm that the learning filter is to be switched off."})
    with transaction(service.db):
        if (rule in rules_off.names(service.db)) is not on:
            return False
        if on:
            rules_off.switch_on(service.db, rule)
        else:
            rules_off.switch_off(service.db, rule, number_of(by), now)
        log.add(service.db, actor_of(by), "rule on" if on else "rule off", now, explanation=rule)
    return True
