"""Comments that share a commit survive a kill at any moment: what was acknowledged is on disk."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.running import PROJECT
from tests.support import THREAD, make_newsroom

# Eight threads send without a pause, and say which comments were acknowledged.
SENDERS = f"""
import os, sys, threading
from pathlib import Path
from comments_service.actions.submit import submit
from comments_service.contract.config_file import load
from comments_service.contract.paths import paths_for
from comments_service.settings import Settings
from comments_service.wiring import make_service
from tests.support import NOW, READER, fields

config = load(Path(sys.argv[1]))
service = make_service(config, paths_for(config), Settings(("k" * 40,), "", ""))

def send(sender):
    for number in range(100_000):
        text = f"Kommentar {{sender}}-{{number}}"
        submit(service, {THREAD!r}, fields(text), READER, NOW)
        os.write(1, (text + "\\n").encode())

for sender in range(8):
    threading.Thread(target=send, args=(sender,)).start()
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path)
    sending = subprocess.Popen(
        [sys.executable, "-c", SENDERS, str(tmp_path / "newsroom.toml")],
        cwd=PROJECT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert sending.stdout is not None
    acknowledged = [sending.stdout.readline().strip() for _ in range(150)]
    sending.send_signal(signal.SIGKILL)
    # Whole lines only: the last one may have been cut off.
    acknowledged += [line.strip() for line in sending.stdout if line.endswith("\n")]
    sending.wait(60)
    sending.stdout.close()

    db = service.db.conn
    stored = {body for [body] in db.execute("SELECT body FROM comments")}
    assert len(acknowledged) >= 150
    assert set(acknowledged) <= stored
    # Each is whole: its row in the log came in the same commit.
    [[logged]] = db.execute("SELECT count(*) FROM log WHERE action = 'submit'")
    assert logged == len(stored)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
