"""The demo newsroom as `make build` publishes it, built once for all tests that look at it."""

import mimetypes
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from quality.crawler import Answer
from tests.running import COMMAND, PROJECT

URL = "https://news.tobelwerk.example"
_KINDS = {
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".opml": "text/x-opml",
    ".js": "text/javascript",
}


@cache
def built() -> Path:
    """The output folder; it goes when Python ends."""
    folder = tempfile.TemporaryDirectory(prefix="newsroom-demo-")
    root = Path(folder.name)
    _KEPT.append(folder)
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("NEWSROOM_")},
        "NEWSROOM_CONFIG": str(PROJECT / "newsroom.toml"),
        "NEWSROOM_DATA": str(root / "var"),
        "NEWSROOM_OUTPUT": str(root / "output"),
        "PYTHONPATH": str(PROJECT),
    }
    done = subprocess.run(
        [*COMMAND, "build"], env=environment, cwd=PROJECT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "output"


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def answer(path: str) -> Answer:
    """What a web server answers from the demo's files alone."""
    file = built() / path.lstrip("/")
    if path.endswith("/"):
        file /= "index.html"
    if not file.is_file():
        return Answer(404)
    kind = _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or ""
    return Answer(200, kind, file.read_bytes())
