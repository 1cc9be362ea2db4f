"""Labels as they leave and come back: unsealed, since each newsroom seals them with its own key.

Their numbers say no more than the text, which stands in the same file. So labels whose text was
forgotten stay where they are: no file that leaves the server tells of them.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from comments_service.actions.filter_key import scrambler, version
from comments_service.spam.features import VERSION

_SEALED = ("features", "shingles")


def cleared(db: Database, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The labels whose text is there and that can be read. Raises OSError without a key."""
    key = scrambler(db)
    for row in rows:
        if row["comment"] is None or row["version"] != version(key):
            continue
        try:
            kept = {name: _text(key.clear(b64decode(row[name]))) for name in _SEALED}
        except ValueError:
            continue
        yield {**row, **kept, "version": VERSION}


def sealed(db: Database, row: Mapping[str, Any]) -> dict[str, Any]:
    """A label as it is stored here. Raises OSError without a key."""
    key = scrambler(db)
    kept = {name: _text(key.scrambled(b64decode(row[name]))) for name in _SEALED}
    return {**row, **kept, "version": version(key, row["version"])}


def _text(blob: bytes) -> str:
    return b64encode(blob).decode()
