"""Whether the records of an export fit together, before anything of them is stored."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comments_service.contract.email_address import email_fault
from comments_service.importing.archive_lines import Record, broken
from comments_service.spam.features import VERSION, unpack
from comments_service.storage import log_chain

# Which fields name a moderator, by kind of record.
PEOPLE = {
    "comment": ("decided_by",),
    "decision": ("moderator", "proposer"),
    "proposal": ("moderator",),
    "note": ("moderator",),
    "question": ("asker", "asked"),
    "appeal": ("against", "proposer", "moderator"),
    "report": ("moderator",),
    "slip": ("moderator",),
    "rule_off": ("moderator",),
}

# Bytes of each, see spam/near.py.
_SHINGLE = 3

_MONTH = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")


@dataclass
class Checked:
    """What the whole file holds."""

    comments: set[str] = field(default_factory=set)
    threads: dict[str, int] = field(default_factory=dict)
    """Comments of each."""
    total: int = 0


@dataclass
class _Seen:
    path: Path
    here: Callable[[str], bool]
    checked: Checked = field(default_factory=Checked)
    people: set[int] = field(default_factory=set)
    rows: set[tuple[str, str, int]] = field(default_factory=set)
    chain: str = log_chain.BEGIN
    last: int = 0


def checked(path: Path, records: Iterator[Record], here: Callable[[str], bool]) -> Checked:
    """Go through all records. `here` knows the comments that are stored already.

    Raises Faults with the line of the first that does not fit.
    """
    seen = _Seen(path, here)
    for record in records:
        seen.checked.total += 1
        _people(seen, record)
        _references(seen, record)
        if record.kind in ("anchor", "log"):
            _chain(seen, record)
        elif record.kind == "figures":
            for month in record.values["months"]:
                if not _MONTH.fullmatch(month):
                    broken(path, record.line, f"«{month}» is no month such as 2026-11")
    return seen.checked


def _people(seen: _Seen, record: Record) -> None:
    if record.kind == "moderator":
        seen.people.add(record.values["id"])
    for name in PEOPLE.get(record.kind, ()):
        number = record.values[name]
        if number is not None and number not in seen.people:
            broken(seen.path, record.line, f"{name}: no moderator {number} stands before this line")
    email = record.values.get("email")
    if email and email_fault(email):
        broken(seen.path, record.line, "email is no e-mail address")


def _references(seen: _Seen, record: Record) -> None:
    values, comments = record.values, seen.checked.comments
    if record.kind == "comment":
        parent = values["parent"]
        if values["id"] in comments:
            broken(seen.path, record.line, f"the comment {values['id']} stands there twice")
        if parent and parent not in comments and not seen.here(parent):
            broken(seen.path, record.line, f"parent: no comment {parent} stands before this line")
        comments.add(values["id"])
        thread = values["thread"]
        seen.checked.threads[thread] = seen.checked.threads.get(thread, 0) + 1
        return
    # The log outlives what it tells of.
    comment = values.get("comment")
    if record.kind != "log" and comment and comment not in comments and not seen.here(comment):
        broken(seen.path, record.line, f"no comment {comment} stands before this line")
    if record.kind == "label":
        _label(seen, record)
    if record.kind in ("revision", "proposal", "question", "appeal", "report", "slip"):
        key = (record.kind, values.get("id") or comment or "", values.get("number", 0))
        if key in seen.rows:
            broken(seen.path, record.line, f"this {record.kind} stands there twice")
        seen.rows.add(key)


def _label(seen: _Seen, record: Record) -> None:
    values = record.values
    if values["comment"]:
        key = ("label", values["comment"], values["revision"])
        if key in seen.rows:
            broken(seen.path, record.line, "this label stands there twice")
        seen.rows.add(key)
    if values["version"] == VERSION:
        try:
            unpack(b64decode(values["features"]))
        except ValueError:
            broken(seen.path, record.line, f"features are none of version {VERSION}")
    if len(b64decode(values["shingles"])) % _SHINGLE:
        broken(seen.path, record.line, "shingles end within one")


def _chain(seen: _Seen, record: Record) -> None:
    values = record.values
    number = values["row"] if record.kind == "anchor" else values["id"]
    if number <= seen.last:
        broken(seen.path, record.line, f"row {number} of the log does not come after {seen.last}")
    if record.kind == "anchor":
        seen.chain = values["hash"]
    else:
        seen.chain = log_chain.link(seen.chain, [values[name] for name in log_chain.COLUMNS])
        if seen.chain != values["hash"]:
            broken(
                seen.path,
                record.line,
                f"the chain of the log is broken at row {number}: this row, one before it or the "
                "order of them was changed",
            )
    seen.last = number
