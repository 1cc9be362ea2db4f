"""The newsroom's filter with its three outcomes, exactly as the service uses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.spam.data import Row
from comments_service.spam import evaluate

PUBLISH, HOLD, REJECT = "publish", "hold", "reject"


@dataclass(frozen=True)
class Answer:
    """What the filter says of a comment."""

    score: float
    verdict: str


def judged(train: Sequence[Row], test: Sequence[Row]) -> list[Answer]:
    """What it says of the test rows once it has learned the others."""
    return [_answer(line) for line in evaluate.judged(_lines(train), _lines(test))]


def streamed(rows: Sequence[Row]) -> list[Answer]:
    """What it says of each row in their order, while it learns."""
    return [_answer(line) for line in evaluate.streamed(_lines(rows))]


def _lines(rows: Sequence[Row]) -> list[dict[str, object]]:
    """As they stand in the files that the module is given."""
    return [{"text": row.text, "label": int(row.spam), "lang": row.lang} for row in rows]


def _answer(line: Mapping[str, Any]) -> Answer:
    return Answer(float(line["score"]), str(line["verdict"]))
