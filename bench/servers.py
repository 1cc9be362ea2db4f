"""The servers that are measured, each a process of its own on 127.0.0.1."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from bench.room import PROJECT, SECRET, Room

ISSO = PROJECT / ".venv-bench" / "bin" / "gunicorn"
_PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Starts on entering, ends on leaving; `started_in` are the seconds to its first answer."""

    def __init__(
        self, command: Sequence[str], port: int, folder: Path, environment: Mapping[str, str],
        first: str,
    ) -> None:  # fmt: skip
        self._command, self.port, self._folder = list(command), port, folder
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("NEWSROOM_")},
            **environment,
        }
        self._first = first
        self.started_in = 0.0

    def __enter__(self) -> Self:
        self._log = (self._folder / f"server-{self.port}.log").open("w+")
        begin = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - the commands below
            self._command, cwd=self._folder, env=self._environment,
            stdout=self._log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        while not self._answers():
            late = time.perf_counter() - begin > _PATIENCE_SECONDS
            if late or self._process.poll() is not None:
                self._log.seek(0)
                words = self._log.read()[-3000:]
                self.__exit__()
                raise RuntimeError(f"{self._command[0]} does not answer:\n{words}")
            time.sleep(0.005)
        self.started_in = time.perf_counter() - begin
        return self

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", self._first)
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()

    @property
    def megabytes(self) -> float:
        """What the process and its children hold in memory now (VmRSS)."""
        return sum(map(_resident, self._family())) / 1024

    @property
    def worked(self) -> float:
        """Seconds of processor time that the process and its children have used so far."""
        return sum(map(_worked, self._family()))

    def _family(self) -> list[int]:
        pids = [self._process.pid]
        for pid in pids:
            children = Path(f"/proc/{pid}/task/{pid}/children")
            pids += [int(child) for child in children.read_text().split()]
        return pids


def _worked(pid: int) -> float:
    """User and system time (proc(5), stat: fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    """In kB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def ours(room: Room) -> Server:
    """`newsroom serve`: one process, everything on."""
    port = free_port()
    command = [
        sys.executable, "-c", "from comments_service.cli import main; main()", "serve",
        "--port", str(port),
    ]  # fmt: skip
    environment = {
        "NEWSROOM_CONFIG": str(room.config),
        "NEWSROOM_SECRET_KEY": SECRET,
        "PYTHONPATH": str(PROJECT),
    }
    return Server(command, port, room.folder, environment, "/healthz")


def isso(folder: Path) -> Server | None:
    """Isso behind gunicorn with one worker, or None where it is not installed."""
    if not ISSO.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    settings = folder / "isso.cfg"
    settings.write_text(
        f"[general]\ndbpath = {folder / 'isso.db'}\nhost = http://127.0.0.1:{port}/\nnotify =\n"
        "[guard]\nenabled = false\n[server]\ntrusted-proxies = 127.0.0.1\n"
    )
    command = [str(ISSO), "--workers", "1", "--bind", f"127.0.0.1:{port}", "bench.isso_app"]
    environment = {"ISSO_SETTINGS": str(settings), "PYTHONPATH": str(PROJECT)}
    return Server(command, port, folder, environment, "/info")


def nginx(folder: Path, root: Path) -> Server | None:
    """nginx with one worker on a folder of files, or None where it is not installed."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    temporary = "".join(
        f"{kind}_temp_path {folder / kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder / 'pid'}; worker_processes 1; error_log stderr crit;"
        f"{'user root;' if os.geteuid() == 0 else ''}"
        "events { worker_connections 64; } http { access_log off; sendfile on; "
        f"keepalive_requests 10000000; {temporary} include /etc/nginx/mime.types;"
        f"server {{ listen 127.0.0.1:{port}; root {root}; }} }}"
    )
    command = [program, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    return Server(command, port, folder, {}, "/")
