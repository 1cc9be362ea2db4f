"""What an administrator says of an import, in CSV files: threads, and own people's accounts."""

import csv
import io
from pathlib import Path

from comments_service.contract.faults import Fault, Faults, shown
from comments_service.importing.comment_threads import LEFT_OUT, Finder, plain


def read_threads(path: Path, finder: Finder) -> dict[str, str]:
    """Two columns: an address or id there, and a post here, by id or address; «-» leaves it out.

    A first line that names no post is taken for headings. Raises Faults with every row.
    """
    found: dict[str, str] = {}
    faults = []
    for number, (theirs, ours) in _rows(path, 2):
        post = ours if ours == LEFT_OUT else finder.post(ours)
        if post:
            found[theirs] = found[plain(theirs) or theirs] = post
        elif number > 1:
            faults.append(
                Fault(
                    shown(path),
                    number,
                    f"there is no post «{ours}» in the newest build",
                    "give the id in its front matter, its address, or «-» to leave the thread out",
                )
            )
    if faults:
        raise Faults(faults)
    return found


def read_officials(path: Path) -> dict[str, tuple[str, str]]:
    """Three columns: an account there, name and function here. Raises Faults.

    The account is what the other system itself had checked: a user name of Disqus, a login of
    WordPress; for Isso, which checks nothing, an e-mail address.
    """
    return {row[0].casefold(): (row[1], row[2]) for _, row in _rows(path, 3)}


def _rows(path: Path, columns: int) -> list[tuple[int, list[str]]]:
    """The rows with their numbers; separated by comma, or by semicolon as spreadsheets do."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _fault(path, 0, f"the file cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise _fault(path, 0, f"byte {error.start} is no UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
    found = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) != columns or not all(cells):
                cause = f"the row has {len(list(filter(None, cells)))} values, not {columns}"
                raise _fault(path, reader.line_num, cause)
            found.append((reader.line_num, cells))
    except csv.Error as error:
        raise _fault(path, reader.line_num, f"broken CSV: {error}") from None
    return found


def _fault(path: Path, line: int, cause: str) -> Faults:
    return Faults([Fault(shown(path), line, cause, "write UTF-8 text, values between commas")])
