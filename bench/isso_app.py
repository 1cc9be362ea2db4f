"""Isso as gunicorn loads it, with the SQLite settings that ours has.

Isso opens its database anew for each statement, so the settings go where it is opened. One more
connection stays open: without it each close would write the whole log back into the database.
"""

import os
import sqlite3

_open = sqlite3.connect


def _connect(*place: str, **options: object) -> sqlite3.Connection:
    connection = _open(*place, **options)  # type: ignore[call-overload]
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


sqlite3.connect = _connect  # type: ignore[assignment]

from isso import config, make_app  # noqa: E402

_settings = config.load(config.default_file(), os.environ["ISSO_SETTINGS"])
application = make_app(_settings, multiprocessing=True)
_kept_open = _connect(_settings.get("general", "dbpath"))
_kept_open.execute("SELECT count(*) FROM comments").fetchone()
