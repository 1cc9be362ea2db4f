"""The demo newsroom as `make build` publishes it, built once for all tests that look at it."""

import mimetypes
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from comments_service.contract.files import locked, private_folder
from quality.crawler import Answer
from tests.running import COMMAND, PROJECT, Newsroom

URL = "https://news.tobelwerk.example"
_KINDS = {
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".opml": "text/x-opml",
    ".js": "text/javascript",
}


@cache
def built() -> Path:
    """The output folder."""
    root = _PLACE[-1] / "demo"
    with locked(root.with_name("demo.lock")):
        if not (root / "done").exists():
            _build(root)
            (root / "done").touch()
    return root / "output"


def warmed(newsroom: Newsroom) -> Newsroom:
    """The newsroom with what is dear to make, pictures and PDFs, taken from the demo's build.

    Linked, not copied: what a build makes anew, it writes as a new file.
    """
    cache = built().parent / "var" / "cache"
    private_folder(newsroom.folder / "var")
    shutil.copytree(cache, newsroom.folder / "var" / "cache", copy_function=os.link)
    return newsroom


def keep_in(folder: Path) -> None:
    """Build into a folder that all processes of a test run share."""
    _PLACE.append(folder)


_PLACE: list[Path] = []


def _build(root: Path) -> None:
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


def answer(path: str) -> Answer:
    """What a web server answers from the demo's files alone."""
    file = built() / path.lstrip("/")
    if path.endswith("/"):
        file /= "index.html"
    if not file.is_file():
        return Answer(404)
    kind = _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or ""
    return Answer(200, kind, file.read_bytes())
