"""What each command starts with: the configuration, and the service where one is needed."""

import fcntl
import getpass
import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, NoReturn

import click

from comments_service.actions.service import Service
from comments_service.contract.config import Config
from comments_service.contract.config_file import load
from comments_service.contract.faults import Faults
from comments_service.contract.files import private_folder
from comments_service.contract.paths import Paths, paths_for
from comments_service.settings import load_settings
from comments_service.storage.database import migrate
from comments_service.wiring import make_service


def now() -> datetime:
    return datetime.now(UTC)


def user() -> str:
    """Who sits at the terminal, as the log names them."""
    try:
        name = os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        name = f"user {os.getuid()}"
    return f"{name} (terminal)"


def fail(message: str, code: int = 1) -> NoReturn:
    """Tell a person what went wrong, and end."""
    click.echo(message, err=True)
    sys.exit(code)


@contextmanager
def faults_told() -> Iterator[None]:
    """Print faults in what people wrote, each with its mend, instead of a traceback."""
    try:
        yield
    except Faults as found:
        count = len(found.faults)
        fail(f"{found}\n\n{count} {'fault' if count == 1 else 'faults'} to mend.")


def open_newsroom() -> tuple[Config, Paths]:
    with faults_told():
        config = load()
    return config, paths_for(config)


def open_service(trial: bool = True) -> Service:
    """The service on a database of the newest schema.

    Commands at the terminal get by without a secret key, as a trial does: they sign nothing
    that outlives them.
    """
    config, paths = open_newsroom()
    with faults_told():
        settings = load_settings(config, paths, trial=trial)
    service = make_service(config, paths, settings)
    if context := click.get_current_context(silent=True):
        context.call_on_close(service.close)
    try:
        migrate(service.db)
    except sqlite3.DatabaseError as error:
        fail(
            f"{paths.database}: the database cannot be used ({error}).\n"
            "    mend: check its permissions, or bring back a backup: newsroom restore FILE"
        )
    return service


class AlreadyRunning(Exception):
    """Another process serves this newsroom; carries the address it serves."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def hold(paths: Paths, url: str) -> IO[str]:
    """Mark this process as the one that serves, until the returned file is closed.

    Raises AlreadyRunning. The kernel frees the mark when the process is killed.
    """
    private_folder(paths.data)
    file = (paths.data / "service.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        other = file.read().strip()
        file.close()
        raise AlreadyRunning(other) from None
    file.truncate(0)
    file.write(url)
    file.flush()
    os.fsync(file.fileno())
    return file


def running_at(paths: Paths) -> str | None:
    """The address at which this newsroom is being served, or None."""
    try:
        hold(paths, "").close()
    except AlreadyRunning as running:
        return running.url
    return None


def check_port(port: int, target: str) -> None:
    """Say so before the build, not after it, when the port is taken. `target` is make's."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            fail(
                f"Port {port} is in use.\n    mend: stop what uses it, or choose another: "
                f"make {target} PORT={port + 1}"
            )
