"""The generator as a process of its own: the same for a build by hand, by the clock, for a preview.

Such a process reads `newsroom.toml`, theme and texts anew, and gives back all its memory.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import IO

from comments_service.contract.config import Config

_PROJECT = Path(__file__).resolve().parents[2]
_LOOK_SECONDS = 0.1
# Only a disk or a lock that will not come back takes so long.
_LONGEST_SECONDS = 3600.0
# Where systemd stops us, it tells our children first; our own word follows soon.
_WORD_SECONDS = 5.0
_KILL_SECONDS = 10.0


@dataclass(frozen=True)
class Outcome:
    well: bool
    words: str
    """What the build said: in one line what it did, or its faults with their mends."""


def command(settings: str) -> list[str]:
    """Pelican with one of the project's settings files.

    `--fatal errors` and never `-q`: only so does Pelican's every error count.
    """
    return [sys.executable, "-m", "pelican", "-s", str(_PROJECT / settings), "--fatal", "errors"]


def environment(config: Config, more: Mapping[str, str]) -> dict[str, str]:
    """This process's own, so that a build sees the same newsroom under the same address."""
    return {**os.environ, "NEWSROOM_CONFIG": str(config.path.resolve()), **more}


def build(settings: str, environment: Mapping[str, str], stopping: Event) -> Outcome | None:
    """Build and wait for the end; None where `stopping` cut it off.

    A build that was cut off leaves whole files, and a schedule that says that it is still due.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        process = subprocess.Popen(  # noqa: S603 - our own command, nothing from outside in it
            command(settings),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=complained,
            # Ctrl-C at the terminal is for us; we pass it on.
            start_new_session=True,
        )
        deadline = time.monotonic() + _LONGEST_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if stopping.wait(_LOOK_SECONDS):
                break
        cut_off = process.poll() is None
        if cut_off:
            _end(process)
        if stopping.is_set():
            return None
        if cut_off:
            return Outcome(False, f"The build took longer than {_LONGEST_SECONDS / 60:.0f} min.")
        if process.returncode == -signal.SIGTERM and stopping.wait(_WORD_SECONDS):
            return None
        return _outcome(process.returncode, _text(said), _text(complained))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the build and whatever it has started."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        os.killpg(process.pid, how)
        try:
            process.wait(_KILL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _outcome(code: int, said: str, complained: str) -> Outcome:
    if code == 0:
        return Outcome(True, said.splitlines()[-1] if said else "")
    if code < 0:
        return Outcome(False, f"The build was ended by signal {-code}. Was there enough memory?")
    return Outcome(False, complained or said or f"The build ended with status {code}.")


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace").strip()
