"""The lines of an export, one by one: JSON, of a known kind, whole to the last one."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from comments_service.contract.faults import Fault, Faults, shown
from comments_service.importing import archive_schema

FORMAT, VERSION = "newsroom-comments", 1
_MEND = "export it again, or correct the line by docs/comments-export.md"


@dataclass(frozen=True, slots=True)
class Record:
    line: int
    kind: str
    values: dict[str, Any]
    """All fields, those that were missing with their default."""


def records(path: Path, advance: Callable[[int], None]) -> Iterator[Record]:
    """Everything between the first and the last line, header included. Raises Faults."""
    seen, digest = 0, hashlib.sha256()
    ended = False
    position = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if ended:
                    broken(path, number, "something stands after the last record")
                if not line.endswith(b"\n"):
                    broken(path, number, f"the line is cut off at byte {position + len(line)}")
                record = _record(path, number, line)
                if (number == 1) != (record.kind == "header"):
                    broken(path, number, "the header belongs into the first line, and only there")
                if record.kind == "end":
                    _check_end(path, record, seen, digest.hexdigest())
                    ended = True
                else:
                    yield record
                seen += 1
                digest.update(line)
                position += len(line)
                advance(len(line))
    except OSError as error:
        broken(path, 0, f"the file cannot be read ({error.strerror})")
    if not ended:
        broken(path, seen, f"the file ends at byte {position}, without the last record")


def broken(path: Path, line: int, cause: str) -> NoReturn:
    raise Faults([Fault(shown(path), line, cause, _MEND)])


def _record(path: Path, number: int, line: bytes) -> Record:
    try:
        values = json.loads(line.decode())
    except UnicodeDecodeError as error:
        broken(path, number, f"byte {error.start} of the line is no UTF-8")
    except json.JSONDecodeError as error:
        broken(path, number, f"broken JSON at column {error.colno}: {error.msg}")
    except (RecursionError, ValueError):
        broken(path, number, "nested too deeply, or a number that is too long")
    kind = values.get("type") if isinstance(values, dict) else None
    if not isinstance(kind, str) or kind not in archive_schema.kinds():
        broken(path, number, "no record of a known type")
    if wrong := archive_schema.check(kind)(values):
        broken(path, number, f"{kind}: {wrong}")
    del values["type"]
    return Record(number, kind, {**archive_schema.defaults(kind), **values})


def _check_end(path: Path, end: Record, seen: int, digest: str) -> None:
    if end.values["records"] != seen:
        cause = f"there are {seen} lines before this one, and not {end.values['records']}"
        broken(path, end.line, cause)
    if end.values.get("sha256") not in (None, digest):
        broken(path, end.line, "the checksum does not fit: something was changed on the way")
