"""Keyboard shortcuts of the moderators' pages: the usual ones, a person's own, or none.

A shortcut of a single character can be turned off or changed (WCAG 2.2, SC 2.1.4).
"""

import json

from comments_service.domain.errors import Invalid

OFF = "off"

USUAL = {
    "next": "j",
    "previous": "k",
    "publish": "f",
    "reject": "d",
    "spam": "s",
    "undo": "u",
    "select": "x",
    "help": "?",
}
"""Action → key."""


def keys_of(stored: str) -> dict[str, str]:
    """The keys by action for what `moderators.keys` holds; none where they are off."""
    if stored == OFF:
        return {}
    own = json.loads(stored) if stored else {}
    return {action: own.get(action, key) for action, key in USUAL.items()}


def check_keys(wanted: dict[str, str]) -> str:
    """What to store for keys by action: "" where all are the usual ones.

    Raises Invalid by «key-ACTION»: one visible character each, none twice.
    """
    given = {action: wanted.get(action, "").strip() for action in USUAL}
    errors = {}
    for action, key in given.items():
        if len(key) != 1 or not key.isprintable():
            errors[f"key-{action}"] = "Enter one character, such as a letter."
        elif sum(key.casefold() == other.casefold() for other in given.values()) > 1:
            errors[f"key-{action}"] = "Two actions cannot have the same key."
    if errors:
        raise Invalid(errors)
    return "" if given == USUAL else json.dumps(given, ensure_ascii=False)
