"""The real newsroom as a process of its own, as `make run` starts it, on a copy of the demo."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from comments_service.contract.addresses import slugify
from comments_service.contract.ids import new_id
from tests.support import write_config

PROJECT = Path(__file__).parents[1]
# How long a test waits for what must come. How fast things are is measured, not tested: a machine's
# disk may stand still for a while.
PATIENCE = 90.0
COMMAND = [sys.executable, "-c", "from comments_service.cli import main; main()"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Newsroom:
    """A newsroom in `folder`; `start` builds and serves it."""

    def __init__(self, folder: Path, **replacements: str) -> None:
        """Copy the demo; `replacements` change lines of its `newsroom.toml` by key."""
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = folder / "output"
        self._process: subprocess.Popen[str] | None = None
        self._log = folder / "log.txt"
        shutil.copytree(PROJECT / "content", folder / "content")
        text = (PROJECT / "newsroom.toml").read_text("utf-8")
        for key, value in replacements.items():
            text, count = re.subn(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.MULTILINE)
            assert count == 1, key
        (folder / "newsroom.toml").write_text(text, "utf-8")

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("NEWSROOM_")},
            "NEWSROOM_CONFIG": str(self.folder / "newsroom.toml"),
            "PORT": str(self.port),
            "PYTHONPATH": str(PROJECT),
        }

    def start(self, command: str = "run", timeout: float = PATIENCE, **environment: str) -> None:
        """Start `newsroom run`, or another command, and wait until it answers."""
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [*COMMAND, command], env=self.environment | environment, cwd=self.folder,
                stdout=log, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self._log.read_text()
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=10) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"no answer within {timeout} s:\n{self._log.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def command(self, *arguments: str) -> str:
        """Run a `newsroom` command; returns what it printed."""
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.environment, cwd=self.folder, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    def log(self) -> str:
        return self._log.read_text("utf-8")

    def sign_in_link(self) -> str:
        """The one-time link that the start has printed."""
        found = re.search(r"http://\S+/moderation/join/\S+", self.log())
        assert found, self.log()
        return found[0]

    def page(self, url: str) -> str:
        """The file behind an address, read from the disk."""
        path = self.output / url.lstrip("/")
        return (path / "index.html" if url.endswith("/") else path).read_text("utf-8")

    def add_post(self, title: str, lang: str = "de") -> tuple[Path, str, str]:
        """Write a post that takes comments; its file, thread id and address after a build."""
        number, slug = new_id(), slugify(title)
        path = self.folder / "content" / "posts" / f"{slug}.md"
        path.write_text(
            f"---\nid: {number}\ntitle: {title}\nlang: {lang}\ndate: 2026-11-19 08:00\n"
            f"comments: open\n---\n\nEin Absatz.\n",
            "utf-8",
        )
        return path, number, f"/{lang}/2026/{slug}/"

    def open_post(self, lang: str = "de") -> tuple[str, str]:
        """Thread id and address of a post of the demo that takes comments."""
        for file in sorted((self.output / lang).glob("20*/*/index.html"), reverse=True):
            text = file.read_text("utf-8")
            found = re.search(r"<!-- comments:begin (\S+) -->", text)
            if found and "data-comment-form" in text:
                return found[1], f"/{file.parent.relative_to(self.output)}/"
        raise AssertionError("the demo has no open post")


class SmallNewsroom(Newsroom):
    """A newsroom with the pages that it must have, in one language: built in a moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = folder / "output"
        self._process = None
        self._log = folder / "log.txt"
        config = write_config(folder, comments="close_after_days = 30").path
        text = config.read_text("utf-8").replace('["de", "en"]', '["de"]')
        config.write_text(re.sub(r', en = "[^"]*"|^en = .*\n', "", text, flags=re.M), "utf-8")
        for role in ("imprint", "privacy"):
            self.write(f"pages/{role}.md", "## A {#delete}", id=new_id(), title=role, role=role)

    def write(self, name: str, body: str, **fields: str) -> Path:
        """Write a text below `content/`."""
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(f"{key}: {value}\n" for key, value in fields.items())
        path.write_text(f"---\n{head}---\n{body}\n", "utf-8")
        return path


def wait_for(condition: object, seconds: float = PATIENCE) -> bool:
    """Whether a condition comes true in time; looks every 20 ms."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())
