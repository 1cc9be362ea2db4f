"""Which export a file is, by its first bytes: so that a slip at the keyboard is told as one."""

import re
from pathlib import Path

from comments_service.contract.faults import Fault, Faults, shown

NAMES = {
    "wordpress": "an export of WordPress",
    "disqus": "an export of Disqus",
    "isso": "comments of Isso",
    "jsonl": "our own export",
}
_SQLITE = b"SQLite format 3\x00"
_HEADER = re.compile(rb'\s*\{\s*"type"\s*:\s*"header"')
_BEGINNING = 8192


def check_format(path: Path, wanted: str) -> None:
    """Raises Faults where the file is clearly of another format, a folder, or not to be read."""
    name = shown(path)
    if path.is_dir():
        raise Faults([Fault(name, 0, "that is a folder", "name the file in it")])
    try:
        with path.open("rb") as file:
            found = _format(file.read(_BEGINNING))
    except OSError as error:
        cause = f"the file cannot be read ({error.strerror})"
        raise Faults([Fault(name, 0, cause, "check its name")]) from None
    if found and found != wanted:
        cause = f"this is {NAMES[found]}, not {NAMES[wanted]}"
        mend = f"newsroom comments import {found} {name}"
        raise Faults([Fault(name, 0, cause, mend)])


def _format(data: bytes) -> str:
    """ "" where the first bytes do not tell."""
    if data.startswith(_SQLITE):
        return "isso"
    if b"<disqus" in data or b"http://disqus.com" in data:
        return "disqus"
    if b"<rss" in data and b"wordpress.org/export" in data:
        return "wordpress"
    if _HEADER.match(data):
        return "jsonl"
    return "isso" if re.match(rb"\s*\[\s*\{", data) else ""
