"""Checking what somebody wrote into a field that is no comment. Messages are msgids."""

import unicodedata
from collections.abc import Mapping

from comments_service.contract.email_address import email_fault
from comments_service.domain.errors import Invalid
from comments_service.domain.names import INVISIBLE
from comments_service.domain.submission import MAX_AUTHOR, unreadable


def checked_text(field: str, text: str, longest: int, *, missing: str) -> str:
    """The text, cleaned. Raises Invalid; `missing` says what to write."""
    errors = text_faults(field, text, longest, missing=missing)
    if errors:
        raise Invalid(errors)
    return cleaned(text)


def text_faults(field: str, text: str, longest: int, *, missing: str) -> dict[str, str]:
    """What is wrong with a text, by field."""
    text = cleaned(text)
    if not INVISIBLE.sub("", text).strip():
        return {field: missing}
    if unreadable(text):
        return {field: "The text holds characters that cannot be shown. Remove them."}
    if len(text) > longest:
        return {field: "The text is too long. Please shorten it."}
    return {}


def name_faults(name: str, *, needed: bool) -> dict[str, str]:
    name = cleaned_name(name)
    if not INVISIBLE.sub("", name).strip():
        return {"name": "Enter your name."} if needed else {}
    if len(name) > MAX_AUTHOR:
        return {"name": "The name is too long. Use at most 80 characters."}
    if unreadable(name):
        return {"name": "The name holds characters that cannot be shown. Remove them."}
    return {}


def email_faults(email: str, *, needed: bool) -> dict[str, str]:
    email = email.strip()
    if not email and not needed:
        return {}
    if email_fault(email):
        return {
            "email": "Enter an email address like name@example.org."
            if needed
            else "Enter an email address like name@example.org, or leave the field empty."
        }
    return {}


def cleaned(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def cleaned_name(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def trap_faults(fields: Mapping[str, str]) -> dict[str, str]:
    """Programs fill in every field; a person whose browser did it sends the form again."""
    if fields.get("website", "").strip():
        return {"": "A field that people do not see was filled in. Send the form once more."}
    return {}
