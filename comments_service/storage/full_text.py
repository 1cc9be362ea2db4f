"""The index of the full-text search, and getting rid of words that nobody may find any more."""

from sqlite_utils import Database

# Pages merged in one go: some milliseconds, so that no writer waits for long.
_STEP = 200


def rebuild(db: Database) -> None:
    """Make the index anew: VACUUM gives rows other numbers than those it knows."""
    db.conn.execute("INSERT INTO comments_text (comments_text) VALUES ('rebuild')")


def clear(db: Database) -> None:
    """Leave an index without a word; until `rebuild`, nothing is found."""
    db.conn.execute("INSERT INTO comments_text (comments_text) VALUES ('delete-all')")


def scrub(db: Database) -> None:
    """Merge the index until no word of a deleted text is left in it.

    FTS5 only marks deleted words and keeps them until the segments that hold them are merged
    (SQLite documentation, «FTS5», 6.8 and 6.9): a negative number marks all segments for merging,
    a positive one works on in small steps, which change less than two rows once all is done.
    """
    pages = -_STEP
    while True:
        before = db.conn.total_changes
        db.conn.execute(
            "INSERT INTO comments_text (comments_text, rank) VALUES ('merge', ?)", [pages]
        )
        if db.conn.total_changes - before < 2:
            return
        pages = _STEP
