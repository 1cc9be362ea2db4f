"""Comments from Isso: its SQLite database, or its generic JSON. What the file holds tells which.

Isso keeps comments as Markdown with HTML in it; where it had imported them from elsewhere, as HTML.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from comments_service.contract.faults import Fault, Faults, shown
from comments_service.domain.states import State
from comments_service.importing.found import Found, FoundComment, FoundThread
from comments_service.importing.isso_generic import MODES, read_generic
from comments_service.importing.isso_text import mixed, only_html
from comments_service.storage import isso_database
from comments_service.storage.isso_database import Broken, IssoRow

_MEND = "take a fresh copy while Isso stands still: sqlite3 comments.db '.backup copy.db'"


def read_isso(path: Path, advance: Callable[[int], None]) -> Found:
    """Raises Faults."""
    try:
        if not isso_database.is_database(path):
            return read_generic(path, advance)
        found = Found("isso")
        for row in isso_database.rows(path, advance):
            found.threads.setdefault(row.uri, FoundThread((row.uri,), row.title))
            found.comments.append(_comment(row))
    except OSError as error:
        cause = f"the file cannot be read ({error.strerror})"
        raise Faults([Fault(shown(path), 0, cause, "check its name")]) from None
    except Broken as error:
        raise Faults([Fault(shown(path), 0, str(error), _MEND)]) from None
    return found


def _comment(row: IssoRow) -> FoundComment:
    html = only_html(row.text)
    return FoundComment(
        key=str(row.id),
        thread=row.uri,
        parent=None if row.parent is None else str(row.parent),
        author=row.author,
        account=row.email,
        email=row.email,
        text=row.text if html else mixed(row.text),
        html=html,
        at=datetime.fromtimestamp(row.created, UTC),
        # A mode that Isso has not: a person looks at it.
        state=MODES.get(row.mode, State.PENDING),
        edited_at=datetime.fromtimestamp(row.modified, UTC) if row.modified else None,
    )
