"""Permanent ids: UUIDs written once, never derived later from anything that may change."""

import uuid


def new_id() -> str:
    return str(uuid.uuid4())


def is_id(value: object) -> bool:
    """Whether `value` is a UUID in its canonical form: small letters, hyphens (RFC 9562, 4)."""
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value
    except ValueError:
        return False


def uri(identifier: str) -> str:
    """The id of a feed entry (RFC 4287, 4.2.6)."""
    return f"urn:uuid:{identifier}"


def derived(*parts: str) -> str:
    """The same UUID for the same parts, for things without an id of their own, such as feeds."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(parts)))
