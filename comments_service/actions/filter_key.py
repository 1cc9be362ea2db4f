"""The key of what the spam filter has learned. It lies beside the database and in no copy of it."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

from comments_service.contract.files import private_folder, sync_folder
from comments_service.contract.paths import FILTER_KEY
from comments_service.spam.features import VERSION
from comments_service.spam.filter import label_of
from comments_service.spam.scrambling import KEY, Scrambler

_FINGERPRINT_BITS = 16


def scrambler(db: Database) -> Scrambler:
    """What scrambles the labels of a database. Raises OSError where no key can be read or made."""
    [_, _, path] = db.conn.execute("PRAGMA database_list").fetchone()
    return _of(Path(path).with_name(FILTER_KEY))


def version(made_by: Scrambler, of_features: int = VERSION) -> int:
    """What a label's row carries: features of another version or under another key are of no use
    here, and are made anew from the text where it is still there."""
    return of_features << _FINGERPRINT_BITS | made_by.fingerprint


def stored_of(made_by: Scrambler, text: str) -> tuple[bytes, bytes]:
    """What a row keeps of a text: features and shingles, scrambled."""
    features, shingles = label_of(text)
    return made_by.scrambled(features), made_by.scrambled(shingles)


@lru_cache(maxsize=8)
def _of(path: Path) -> Scrambler:
    key = _read(path)
    if key is None:
        _make(path)
        key = _read(path)
    if key is None:
        raise OSError(f"{path} cannot be made")
    return Scrambler(key)


def _read(path: Path) -> bytes | None:
    """None where there is none, or what is left of one that was never whole."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    if len(key) == KEY:
        return key
    path.unlink(missing_ok=True)
    return None


def _make(path: Path) -> None:
    """Whole or not at all; of two processes that make one at once, the first one's counts."""
    private_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY))
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        return
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
