"""Pagefind makes the index. What it makes is kept as long as nothing that is found has changed."""

import hashlib
import json
import subprocess
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.cache import Cache

FOLDER = "pagefind"
# Ready-made interfaces, and the worker, which Trusted Types do not let start.
_NOT_NEEDED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")
_ENTRY = "pagefind-entry.json"
_SECONDS = 600
_VERSION = 1


class NoIndex(Exception):
    """There is no index; the text says why, for people."""


def pagefind() -> tuple[Path, str]:
    """The binary and its version. Raises NoIndex where there is none that runs here."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        raise NoIndex("Pagefind is not installed") from None
    binary = get_executable()
    if binary is None:
        raise NoIndex("Pagefind has no binary for this machine")
    return binary, _run(binary, "--version").strip()


def index(records: Iterable[tuple[str, str]], target: Path, cache: Cache) -> None:
    """Write the index of `records` (file names and HTML) into the folder `target`.

    Raises NoIndex, and then leaves nothing there.
    """
    binary, version = pagefind()
    files = sorted(records)
    digest = hashlib.sha256(json.dumps(files).encode()).hexdigest()
    made = cache.file((_VERSION, version, digest), ".zip", lambda: _made(binary, files))
    with zipfile.ZipFile(made) as archive:
        archive.extractall(target)


def _made(binary: Path, files: list[tuple[str, str]]) -> bytes:
    """The finished index as a ZIP, the same bytes for the same records."""
    with TemporaryDirectory() as folder:
        site, made = Path(folder, "site"), Path(folder, FOLDER)
        for name, text in files:
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        _run(binary, "--site", str(site), "--output-path", str(made), "--silent")
        for pattern in _NOT_NEEDED:
            for path in made.glob(pattern):
                path.unlink()
        if not (made / _ENTRY).is_file():
            raise NoIndex("Pagefind made no index")
        _put_in_order(made / _ENTRY)
        return _zipped(made)


def _put_in_order(entry: Path) -> None:
    """Pagefind names the languages in an order that changes from run to run."""
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), "utf-8")


def _zipped(folder: Path) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                # An entry's date is 1980 unless it is set; the files are compressed already.
                archive.writestr(
                    zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes()
                )
    return out.getvalue()


def _run(binary: Path, *arguments: str) -> str:
    """What the binary prints. It would read settings from its folder and from the environment."""
    try:
        done = subprocess.run(  # noqa: S603 - a known program, and no words of anybody's
            [binary, *arguments],
            cwd=binary.parent,
            env={},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoIndex(f"Pagefind does not run here ({error})") from None
    return done.stdout
