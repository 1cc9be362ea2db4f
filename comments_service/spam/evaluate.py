"""Judges the filter from outside the service, exactly as the service uses it.

    python -m comments_service.spam.evaluate TRAIN.jsonl TEST.jsonl
    python -m comments_service.spam.evaluate --stream FILE.jsonl

The files hold a JSON object a line: `text`, `label` (1, true, "spam"; 0, false, "ham"), and
if wished `lang`, `source` and `id`. The first form learns TRAIN and prints a line for each row of
TEST: `score` (0 to 1; 0.5 divides) and `verdict` (publish, hold or reject). The second scores and
decides each row in order, then learns what the service would come to know, and says `why` as well.
`--summary` prints rates for each source instead. Bad lines end it with 2, before any is printed.
"""

import argparse
import hashlib
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from comments_service.domain.verdict import SAMPLE_OF
from comments_service.spam.filter import (
    HOLD,
    PUBLISH,
    REJECT,
    Judgement,
    Label,
    SpamFilter,
    label_of,
)

_LABELS = {1: True, 0: False, "1": True, "0": False, "spam": True, "ham": False} | {
    "true": True,
    "false": False,
}

Row = Mapping[str, Any]


class BadLine(Exception):
    """A file or a line of it that cannot be used; the message says where and what to mend."""


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file, their labels as 1 and 0. Raises BadLine."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise BadLine(f"{path}: {reason}. Name a file that can be read.") from error
    rows = []
    # Not splitlines: bytes of other characters would end lines as well.
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for number, line in enumerate(lines, 1):
        where = f"{path}, line {number}"
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            raise BadLine(f"{where}: not UTF-8. Save the file as UTF-8.") from error
        if text:
            rows.append(_row(where, text))
    return rows


def _row(where: str, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"{where}: not JSON ({error}). Write one object a line.") from error
    if not isinstance(row, dict):
        raise BadLine(f'{where}: not an object. Write {{"text": "…", "label": 0}}.')
    if not isinstance(row.get("text"), str):
        raise BadLine(f'{where}: "text" is missing or not a text. Add the comment\'s text.')
    label = row.get("label")
    label = label.strip().lower() if isinstance(label, str) else label
    if not isinstance(label, (str, int, float)) or label not in _LABELS:
        raise BadLine(f'{where}: "label" is missing or not known. Write 1 for spam, 0 for genuine.')
    return row | {"label": int(_LABELS[label])}


def judged(train: Iterable[Row], test: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """What the filter says of the rows of `test` once it has learned `train`."""
    # Files often hold one kind after the other, as comments never come; and the order of a file
    # says nothing.
    rows = sorted(train, key=_chance)
    made = SpamFilter()
    for number, row in enumerate(rows):
        made.learn(_label(number, row))
    for row in test:
        yield _answer(row, made.judge(row["text"]))


def _chance(row: Row) -> tuple[bytes, str, int]:
    """A place by chance that is the same at all times, whatever stands before and after."""
    text = str(row["text"])
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return key, text, int(row["label"])


def streamed(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """What the filter says of each row in their order, while it learns."""
    made = SpamFilter()
    rejects = 0
    for number, row in enumerate(rows):
        judgement = made.judge(row["text"])
        answer = _answer(row, judgement) | {"why": judgement.why}
        weight = 1.0
        if judgement.decision == REJECT:
            rejects += 1
            sampled = rejects % SAMPLE_OF == 0
            if sampled:
                # A person sees this one, and it stands for those that nobody saw.
                answer["sampled"] = True
                weight = float(SAMPLE_OF)
        if judgement.decision != REJECT or weight > 1:
            # People decide what is held; what is published wrongly is found, or stands.
            said = judgement.decision
            made.learn(_label(number, row, weight, judgement.score, said))
        yield answer


def _label(
    number: int, row: Row, weight: float = 1.0, score: float | None = None, said: str = ""
) -> Label:
    spam = bool(row["label"])
    features, shingles = label_of(row["text"])
    return Label(number, spam, weight, score, said, features, shingles if spam else b"")


def _answer(row: Row, judgement: Judgement) -> dict[str, Any]:
    named = {"id": row["id"]} if "id" in row else {}
    return named | {"score": round(judgement.score, 6), "verdict": judgement.decision}


def summary(rows: Sequence[Row], answers: Sequence[Row]) -> Iterator[str]:
    """A line for each source, and one for all: what became of genuine texts and of spam."""
    groups: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for row, answer in zip(rows, answers, strict=True):
        groups[str(row.get("source", "all"))].append((row, answer))
    if len(groups) > 1:
        groups["all"] = list(zip(rows, answers, strict=True))
    for source, pairs in sorted(groups.items()):
        parts = [source]
        for name, label in (("genuine", 0), ("spam", 1)):
            counts = Counter(answer["verdict"] for row, answer in pairs if row["label"] == label)
            parts.append(f"{counts.total()} {name}")
            total = max(1, counts.total())
            shares = (f"{100 * counts[v] / total:.2f} % {v}" for v in (PUBLISH, HOLD, REJECT))
            parts.extend(shares if counts else ())
        yield ", ".join(parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0, or 2 for files that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m comments_service.spam.evaluate")
    parser.add_argument("files", nargs="*", type=Path, metavar="TRAIN.jsonl TEST.jsonl")
    parser.add_argument("--stream", type=Path, metavar="FILE.jsonl", help="in order of arrival")
    parser.add_argument("--summary", action="store_true", help="rates for each source instead")
    options = parser.parse_args(arguments)
    if len(options.files) != (0 if options.stream else 2):
        parser.error("give TRAIN.jsonl and TEST.jsonl, or --stream FILE.jsonl")
    try:
        files = [read(path) for path in ([options.stream] if options.stream else options.files)]
    except BadLine as error:
        sys.stderr.write(f"{error}\n")
        return 2
    answers = streamed(files[0]) if options.stream else judged(*files)
    lines = summary(files[-1], list(answers)) if options.summary else map(json.dumps, answers)
    return _print(lines)


def _print(lines: Iterable[str]) -> int:
    """The exit code: 0 also where nobody reads on (`| head`), 2 where the disk is full."""
    try:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_rest()
    except OSError as error:
        _drop_rest()
        sys.stderr.write(f"The output cannot be written: {error.strerror}.\n")
        return 2
    return 0


def _drop_rest() -> None:
    """What is still buffered would fail again, with a traceback, when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
