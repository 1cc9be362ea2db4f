"""Saving and bringing back the database.

A restored backup knows nothing of what was erased since, so erasures are also noted in a journal
beside the database, and replayed.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from comments_service.actions.replay import replay
from comments_service.contract.files import private_folder, sync_folder
from comments_service.contract.paths import Paths
from comments_service.storage import full_text, moderators
from comments_service.storage.database import checkpoint, connect, migrate, transaction


class BackupFailed(Exception):
    """The backup could not be written or is not one; nothing was changed."""


def backup(db: Database, target: Path) -> None:
    """Copy the database, while it is in use, to `target`, and check the copy.

    SQLite's online backup gives one consistent moment. Raises BackupFailed.
    """
    if target.exists():
        raise BackupFailed(f"{target} exists already.\n    mend: name another file.")
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        private_folder(target.parent)
        temporary.unlink(missing_ok=True)
        temporary.touch(mode=0o600)
        copy = sqlite3.connect(temporary)
        try:
            db.conn.backup(copy)
            # One file, without a log beside it, so that it can be carried away.
            copy.execute("PRAGMA journal_mode=DELETE")
            # A backup is kept for weeks: with the salts, addresses could be found again.
            copy.execute("UPDATE comments SET sender = NULL")
            copy.execute("DELETE FROM salts")
            # Words that were erased stay in the index for a while; `restore` makes it anew.
            full_text.clear(Database(copy))
            copy.commit()
            copy.execute("VACUUM")
        finally:
            copy.close()
        _check(temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error) as error:
        temporary.unlink(missing_ok=True)
        raise BackupFailed(f"{target} could not be written: {error}") from error
    except BackupFailed:
        temporary.unlink(missing_ok=True)
        raise


def restore(paths: Paths, source: Path, now: datetime) -> int:
    """Put a backup in the database's place; the old one stays beside it.

    Returns how many erasures were replayed. Raises BackupFailed; then the old one still stands.
    """
    _check(source)
    fresh = paths.database.with_suffix(".restoring")
    for leftover in _files(fresh):
        leftover.unlink(missing_ok=True)
    private_folder(paths.data)
    try:
        fresh.touch(mode=0o600)
        fresh.write_bytes(source.read_bytes())
        db = connect(fresh)
        with closing(db.conn):
            migrate(db)
            erased = _replay(db, paths, now)
            checkpoint(db)
    except (OSError, sqlite3.Error) as error:
        for leftover in _files(fresh):
            leftover.unlink(missing_ok=True)
        raise BackupFailed(f"{source} could not be restored: {error}") from error
    if paths.database.exists():
        kept = paths.data / f"newsroom-before-{now:%Y%m%d-%H%M%S}.db"
        old = connect(paths.database)
        with closing(old.conn):
            checkpoint(old)
        paths.database.replace(kept)
    for leftover in _files(paths.database)[1:]:
        leftover.unlink(missing_ok=True)
    fresh.replace(paths.database)
    for leftover in _files(fresh):
        leftover.unlink(missing_ok=True)
    sync_folder(paths.data)
    return erased


def _replay(db: Database, paths: Paths, now: datetime) -> int:
    """Erase again what was erased since the backup was made."""
    with transaction(db):
        # VACUUM has given the rows other numbers than those that the index knew.
        full_text.rebuild(db)
        erased = replay(db, paths, now)
        moderators.end_all_access(db)
    full_text.scrub(db)
    return erased


def _check(path: Path) -> None:
    """Raise BackupFailed unless the file is a sound database of ours."""
    mend = "    mend: choose another backup."
    if not path.is_file():
        raise BackupFailed(f"{path} is not there.\n{mend}")
    try:
        connection = sqlite3.connect(f"file:{path.resolve().as_posix()}?mode=ro", uri=True)
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
            connection.execute("SELECT count(*) FROM comments").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BackupFailed(f"{path} is not a backup of this newsroom ({error}).\n{mend}") from None
    if sound != "ok":
        raise BackupFailed(f"{path} is damaged: {sound}\n{mend}")


def _files(database: Path) -> list[Path]:
    """A database's file and those that SQLite keeps beside it."""
    return [database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm")]
