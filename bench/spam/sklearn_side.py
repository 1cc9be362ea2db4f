"""Asks scikit-learn, which lives in .venv-bench, apart from what the newsroom needs."""

import json
import os
import subprocess
import weakref
from collections.abc import Sequence
from functools import cache
from typing import Any

from bench.room import PROJECT

PYTHON = PROJECT / ".venv-bench" / "bin" / "python"
_WORKER = PROJECT / "bench" / "spam" / "sklearn_worker.py"


@cache
def available() -> bool:
    """Whether it is installed."""
    return (
        PYTHON.exists()
        and not subprocess.run(  # noqa: S603 - the project's own environment
            [PYTHON, "-c", "import sklearn"], capture_output=True
        ).returncode
    )


def train_score(texts: Sequence[str], labels: Sequence[bool], judged: Sequence[str]) -> list[float]:
    """Logistic regression on 2 to 5 characters, tf-idf. 0.5 where either kind is missing."""
    if not 0 < sum(labels) < len(labels):
        return [0.5] * len(judged)
    return list(_worker().ask(texts, labels, judged)["scores"])


def seconds(texts: Sequence[str], labels: Sequence[bool], judged: Sequence[str]) -> list[float]:
    """How long each of the judged takes, one by one."""
    return list(_worker().ask(texts, labels, judged, times=True)["seconds"])


class _Worker:
    """A process that lives as long as this one."""

    def __init__(self) -> None:
        # One thread: everything here is measured by what one processor does.
        self._process = subprocess.Popen(  # noqa: S603 - as above
            [PYTHON, _WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        weakref.finalize(self, self._end, self._process)

    @staticmethod
    def _end(process: "subprocess.Popen[str]") -> None:
        """Its input ends, and so does it."""
        process.communicate()

    def ask(
        self, texts: Sequence[str], labels: Sequence[bool], judged: Sequence[str],
        times: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        request = {"train": texts, "labels": labels, "judge": judged, "times": times}
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise RuntimeError("scikit-learn is asked through pipes")
        into.write(json.dumps(request) + "\n")
        into.flush()
        answer = json.loads(out.readline())
        if "fault" in answer:
            raise RuntimeError(f"scikit-learn: {answer['fault']}")
        return dict(answer)


@cache
def _worker() -> _Worker:
    return _Worker()
