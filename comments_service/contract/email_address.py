"""E-mail addresses: strict enough that each can stand in a mail header (RFC 5322, 3.4.1)."""

import re

MAX_LENGTH = 254
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")


def email_fault(value: str) -> str | None:
    """What is wrong with an e-mail address, or None."""
    if len(value) > MAX_LENGTH or not _ADDRESS.fullmatch(value):
        return "is not an e-mail address"
    return None


def folded(address: str) -> str:
    """An address as it is compared: hosts know no capitals (RFC 5321, 2.4), and nobody's mailbox
    differs from somebody else's by them alone.

    In SQL it is `storage.database.SAME_EMAIL`; addresses are ASCII, so both agree.
    """
    return address.lower()
