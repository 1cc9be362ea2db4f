"""The hash chain of the log: each row's hash covers the row and the hash before it.

Whoever changes, removes or slips in a row breaks every hash after it (RFC 9162, 2.1, uses the same
idea as a tree). SHA-256 over the hash before and the row as JSON.
"""

import hashlib
import json
from collections.abc import Sequence

COLUMNS = (
    *("id", "at", "actor_kind", "actor", "action", "comment"),
    *("from_state", "to_state", "reason", "explanation", "batch"),
)
BEGIN = "0" * 64


def link(before: str, row: Sequence[object]) -> str:
    """The hash of a row, given as the values of COLUMNS, after the hash `before`."""
    if len(row) != len(COLUMNS):
        raise ValueError(f"a row of the log has {len(COLUMNS)} values, not {len(row)}")
    text = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
