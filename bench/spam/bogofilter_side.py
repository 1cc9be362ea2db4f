"""Asks bogofilter, where it is installed: word lists in a temporary folder, learned once."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_PROGRAM = shutil.which("bogofilter")
_HEAD = "Content-Type: text/plain; charset=utf-8\n\n"
_FIRST_LINE = "From comments@news.example Fri Nov 20 12:00:00 2026\n"


def available() -> bool:
    """Whether it is installed."""
    return _PROGRAM is not None


def train_score(texts: Sequence[str], labels: Sequence[bool], judged: Sequence[str]) -> list[float]:
    """Its spamicity, as it comes. 0.5 where either kind is missing: it wants both."""
    if not 0 < sum(labels) < len(labels):
        return [0.5] * len(judged)
    with tempfile.TemporaryDirectory(prefix="newsroom-bogofilter-") as name:
        folder = Path(name)
        for option, kind in (("-s", True), ("-n", False)):
            box = folder / "box"
            of_kind = [text for text, label in zip(texts, labels, strict=True) if label is kind]
            box.write_text("".join(map(_in_box, of_kind)), "utf-8")
            _run(folder, "-M", option, "-I", str(box))
        for number, text in enumerate(judged):
            (folder / str(number)).write_text(f"{_HEAD}{text}\n", "utf-8")
        names = "".join(f"{folder / str(number)}\n" for number in range(len(judged)))
        # -T prints a line each: name, letter, score. Without -u it learns nothing from them.
        lines = _run(folder, "-b", "-T", given=names).splitlines()
        return [float(line.split()[-1]) for line in lines]


def _in_box(text: str) -> str:
    """A message of a mailbox file, where only messages begin with From."""
    body = "\n".join(f">{line}" if line.startswith("From ") else line for line in text.split("\n"))
    return f"{_FIRST_LINE}{_HEAD}{body}\n\n"


def _run(folder: Path, *options: str, given: str = "") -> str:
    """Raises RuntimeError. Exit codes up to 2 say what was found, 3 is an error."""
    if not _PROGRAM:
        raise RuntimeError("bogofilter is not installed")
    done = subprocess.run(  # noqa: S603 - found on the path, files of our own
        [_PROGRAM, "-C", "--unicode=yes", "-d", str(folder), *options],
        input=given, capture_output=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode > 2:
        raise RuntimeError(f"bogofilter: {done.stderr.strip()}")
    return done.stdout
