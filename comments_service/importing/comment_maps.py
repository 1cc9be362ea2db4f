"""What an administrator says of an import, in CSV files: threads, and own people's accounts."""

import csv
import io
import re
from pathlib import Path

from comments_service.contract.faults import Fault, Faults, shown
from comments_service.importing.comment_threads import LEFT_OUT, Finder, plain

# Addresses and ids have signs or figures that no heading has.
_NAMES_SOMETHING = re.compile(r"[/\d]|[^\s.]\.[^\s.]")


def read_threads(path: Path, finder: Finder) -> dict[str, str]:
    """Two columns: an address or id there, and a post here, by id or address; «-» leaves it out.

    A first line is taken for headings if it could be no row: neither what stands there nor what
    stands here looks like an address or an id. Raises Faults with every row that does not fit.
    """
    found: dict[str, str] = {}
    rows, faults = _rows(path, 2)
    for number, (theirs, ours) in rows:
        post = ours if ours == LEFT_OUT else finder.post(ours)
        if post:
            found[theirs] = found[plain(theirs) or theirs] = post
        elif number > 1 or _NAMES_SOMETHING.search(theirs) or _NAMES_SOMETHING.search(ours):
            faults.append(
                Fault(
                    shown(path),
                    number,
                    f"there is no post «{ours}» in the newest build",
                    "give the id in its front matter, its address, or «-» to leave the thread out",
                )
            )
    faults.sort(key=lambda fault: fault.line)
    if faults:
        raise Faults(faults)
    return found


def read_officials(path: Path) -> dict[str, tuple[str, str]]:
    """Three columns: an account there, name and function here. Raises Faults.

    The account is what the other system itself had checked: a user name of Disqus, a login of
    WordPress; for Isso, which checks nothing, an e-mail address.
    """
    rows, faults = _rows(path, 3)
    if faults:
        raise Faults(faults)
    return {row[0].casefold(): (row[1], row[2]) for _, row in rows}


def _rows(path: Path, columns: int) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """The rows with their numbers, and faults of those with too few or too many values; separated
    by comma, or by semicolon as spreadsheets do. Raises Faults where the file cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _fault(path, 0, f"the file cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise _fault(path, 0, f"byte {error.start} is no UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
    found: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) != columns or not all(cells):
                filled = len(list(filter(None, cells)))
                values = "1 value" if filled == 1 else f"{filled} values"
                faults += _fault(
                    path, reader.line_num, f"the row has {values}, not {columns}"
                ).faults
            else:
                found.append((reader.line_num, cells))
    except csv.Error as error:
        # What follows cannot be told apart.
        faults += _fault(path, reader.line_num, f"broken CSV: {error}").faults
        raise Faults(faults) from None
    return found, faults


def _fault(path: Path, line: int, cause: str) -> Faults:
    return Faults([Fault(shown(path), line, cause, "write UTF-8 text, values between commas")])
