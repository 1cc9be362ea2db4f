"""Addresses that once held something: where they lead now, or that they are gone for good.

The build writes the list, and the service answers 301 and 410 by it. For web servers the build
leaves a mark for each address, which a server can look for without reading anything, so that it
never has to be told of a change. Addresses are root-relative, decoded, and carry the prefix.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from comments_service.contract.files import write_atomically

MARKS = ".addresses"
"""The folder below `output/` with the marks. What stands in them is for people."""


@dataclass(frozen=True)
class Redirects:
    moved: dict[str, str] = field(default_factory=dict)
    """Old address → new one (RFC 9110, 15.4.2)."""
    gone: tuple[str, ...] = ()
    """Pages that say why there is nothing any more: to be answered with 410 (RFC 9110, 15.5.11)."""


def mark(address: str, prefix: str, state: str) -> str:
    """The file below `output/` that says of an address that it is «moved» or «gone»."""
    return f"{MARKS}{address.removeprefix(prefix)}.{state}"


def write_redirects(path: Path, redirects: Redirects) -> None:
    data = {"version": 1, "moved": redirects.moved, "gone": sorted(redirects.gone)}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(path, text.encode() + b"\n")


def read_redirects(path: Path) -> Redirects:
    """What the newest build wrote; nothing before the first one."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Redirects()
    return Redirects(data["moved"], tuple(data["gone"]))
