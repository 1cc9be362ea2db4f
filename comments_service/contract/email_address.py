"""E-mail addresses: strict enough that none can forge a mail header (RFC 5322, 2.2)."""

import re

MAX_LENGTH = 254
_PART = r"[^\s\x00-\x20\x7f-\x9f<>,;:\"()\[\]\\@\u200b-\u200f\u202a-\u202e\u2066-\u2069]+"
_ADDRESS = re.compile(rf"{_PART}@(?:(?!-){_PART}\.)+{_PART}")


def email_fault(value: str) -> str | None:
    """What is wrong with an e-mail address, or None."""
    host = value.rpartition("@")[2]
    if len(value) > MAX_LENGTH or not _ADDRESS.fullmatch(value) or ".." in host:
        return "is not an e-mail address"
    return None
