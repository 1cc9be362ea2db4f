"""Checking what a reader typed. Messages are English msgids, translated where they are shown."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import timedelta

from comments_service.contract.email_address import email_fault
from comments_service.domain.comment import Submission
from comments_service.domain.errors import Invalid, TooLong
from comments_service.domain.names import INVISIBLE, imitates

FIELDS = frozenset(
    {
        *("author", "email", "body", "parent", "lang", "website", "consent", "akismet"),
        *("token", "proof"),
    }
)
MAX_AUTHOR = 80
SENT_TWICE = timedelta(hours=1)
"""The same form again within this time (a double tap, a reload) is one and the same."""

# Bidi embeddings, overrides and isolates (UAX #9, 2.1–2.5) can make a text read as another one.
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def check(
    thread: str,
    fields: Mapping[str, str],
    *,
    max_length: int,
    consent_needed: bool,
    reserved: Collection[str],
) -> Submission:
    """A clean submission. Raises Invalid with all faults by field, or TooLong.

    `reserved` are the names of the company's own people, as `names.reserved` made them.
    """
    author = " ".join(_normal(fields.get("author", "")).split())
    email = fields.get("email", "").strip()
    body = _normal(fields.get("body", "")).replace("\r\n", "\n").replace("\r", "\n").strip()
    errors: dict[str, str] = {}
    if not body or not INVISIBLE.sub("", body).strip():
        errors["body"] = "Enter a comment."
    elif unreadable(body):
        errors["body"] = "The comment holds characters that cannot be shown. Remove them."
    if not INVISIBLE.sub("", author).strip():
        errors["author"] = "Enter a name or pseudonym."
    elif len(author) > MAX_AUTHOR:
        errors["author"] = "The name is too long. Use at most 80 characters."
    elif unreadable(author):
        errors["author"] = "The name holds characters that cannot be shown. Remove them."
    elif imitates(author, reserved):
        errors["author"] = "This name is reserved for our own people. Choose another one."
    if email and email_fault(email):
        errors["email"] = "Enter an email address like name@example.org, or leave the field empty."
    if consent_needed and not fields.get("consent"):
        errors["consent"] = "Tick the box so that we may process the comment."
    if len(body) > max_length:
        raise TooLong({"body": "The comment is too long. Please shorten it.", **errors})
    if errors:
        raise Invalid(errors)
    return Submission(
        thread=thread,
        author=author,
        email=email or None,
        body=body,
        parent=fields.get("parent", "").strip() or None,
        trap=bool(fields.get("website", "").strip()),
        akismet=bool(fields.get("akismet")),
        token=fields.get("token", ""),
        proof=fields.get("proof", ""),
    )


def unreadable(text: str) -> bool:
    """Whether a text holds what no page can show, or what makes it read as another one."""
    return bool(CONTROL.search(text) or BIDI.search(text))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
