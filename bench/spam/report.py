"""The run as a text, and its place in docs/performance-spam.md between two markers."""

import os
import platform
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill

from bench.spam import data, tables
from bench.spam.data import Row
from bench.spam.tables import Part

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def text(parts: Sequence[Part], rows: Sequence[Row], *, written: bool = True) -> str:
    """Goals first, then a chapter each. Holds figures only, nothing of the comments."""
    machine = (
        f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}"
    )
    chapters = [f"## {part.title}\n\n{part.text}" for part in parts]
    goals = tables.goals(parts)
    command = "make bench-spam WRITE=1" if written else "make bench-spam"
    whole = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `{command}`, in one run on one "
        f"machine: {machine}.\n{_given(rows)}\n\n## Goals\n\n{goals}\n\n" + "\n\n".join(chapters)
    )
    return "\n\n".join(map(_wrapped, whole.split("\n\n")))


def _wrapped(paragraph: str) -> str:
    return paragraph if paragraph.startswith(("#", "|")) else fill(paragraph, 100)


def _given(rows: Sequence[Row]) -> str:
    unlike = data.without_duplicates(rows)
    kinds = Counter((row.lang, row.spam) for row in unlike)
    listed = ", ".join(
        f"{count:,} {'spam' if spam else 'genuine'} ({lang or '?'})"
        for (lang, spam), count in sorted(kinds.items())
    )
    return f"{len(rows):,} labelled comments; without duplicates: {listed}."


def write(file: Path, measured: str) -> None:
    """Put it between the markers. Raises ValueError where they are missing."""
    page = file.read_text("utf-8")
    between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    whole, count = between.subn(lambda _: f"{BEGIN}\n{measured}\n{END}", page)
    if count != 1:
        raise ValueError(f"{file.name} lacks {BEGIN} and {END}")
    file.write_text(whole, "utf-8")
