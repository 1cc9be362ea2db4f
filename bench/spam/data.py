"""Labelled comments from files, and how they are divided for learning and judging."""

import json
import random
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """A labelled comment."""

    text: str
    spam: bool
    lang: str
    source: str


@dataclass(frozen=True)
class Split:
    """What is learned from, and what is judged then."""

    name: str
    train: Sequence[Row]
    test: Sequence[Row]


def read(files: Iterable[Path]) -> list[Row]:
    """All rows, file after file: `text`, `label` (1 spam), `lang` and `source` of each line.

    Raises ValueError with the line that cannot be read, FileNotFoundError.
    """
    rows = []
    for file in files:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    spam = {0: False, 1: True}[row["label"]]
                    rows.append(
                        Row(str(row["text"]), spam, row.get("lang", ""), row.get("source", ""))
                    )
                except (ValueError, KeyError, TypeError, AttributeError) as fault:
                    raise ValueError(f"{file}, line {number}: {fault!r}") from fault
    return rows


def without_duplicates(rows: Iterable[Row]) -> list[Row]:
    """The first of those that differ in nothing but case, spaces and invisible signs."""
    kept: dict[str, Row] = {}
    for row in rows:
        kept.setdefault(_same(row.text), row)
    return list(kept.values())


def _same(text: str) -> str:
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", shown).casefold().split())


def mixed_sources(rows: Sequence[Row]) -> list[str]:
    """Sources with spam and genuine comments, for example the videos of a collection."""
    both = {row.source for row in rows if row.spam} & {row.source for row in rows if not row.spam}
    return sorted(both)


def leave_one_out(rows: Sequence[Row]) -> list[Split]:
    """For each source with spam and genuine: learn from the other such sources, judge it."""
    sources = mixed_sources(rows)
    return [
        Split(
            source,
            [row for row in rows if row.source in sources and row.source != source],
            [row for row in rows if row.source == source],
        )
        for source in sources
    ]


def drawn(split: Split, labels: int, seed: int) -> Split:
    """The split with so many rows to learn from, drawn by chance in arrival order of chance."""
    picked = random.Random(f"{split.name} {labels} {seed}").sample(list(split.train), labels)
    return Split(split.name, picked, split.test)


def anywhere(rows: Sequence[Row], labels: int, seed: int, judged: int) -> Split:
    """So many rows to learn from, of any source with both kinds; the next ones are judged."""
    sources = mixed_sources(rows)
    order = [row for row in rows if row.source in sources]
    random.Random(f"anywhere {seed}").shuffle(order)
    # Those that are judged are the same however many are learned from.
    return Split("anywhere", order[judged : judged + labels], order[:judged])
