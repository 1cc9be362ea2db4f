"""Comments that rules have rejected, and no person has looked at."""

from collections.abc import Collection

from sqlite_utils import Database

from comments_service.domain.comment import Comment
from comments_service.domain.states import State
from comments_service.domain.verdict import Outcome
from comments_service.storage.comments import COLUMNS, from_row
from comments_service.storage.database import marks, select


def by_rules_alone(db: Database, rules: Collection[str], most: int) -> list[Comment]:
    """The newest ones that nothing but some of these rules asked to reject, if their text is still
    there."""
    asked = (
        "SELECT 1 FROM verdicts v WHERE v.comment = comments.id"
        " AND v.revision = comments.revision AND v.outcome = ?"
    )
    rows = select(
        db,
        f"SELECT {COLUMNS} FROM comments WHERE state = ? AND automated = 1 AND body != ''"
        f" AND EXISTS ({asked}) AND NOT EXISTS ({asked} AND v.rule NOT IN ({marks(rules)}))"
        " ORDER BY created_at DESC LIMIT ?",
        [State.SPAM, Outcome.SPAM, Outcome.SPAM, *rules, most],
    )
    return [from_row(row) for row in rows]
