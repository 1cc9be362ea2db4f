"""How far an import is: bars on a terminal, a line for each tenth of a step elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

Advance = Callable[[int], None]


class Steps(Protocol):
    def step(self, label: str, total: int) -> AbstractContextManager[Advance]:
        """A step of `total` parts; the function is told of every part that is done."""


class Bars:
    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream)

    @contextmanager
    def step(self, label: str, total: int) -> Iterator[Advance]:
        columns = (TextColumn("{task.description:<10}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, TimeRemainingColumn(), console=self._console) as progress:
            task = progress.add_task(label, total=total)
            yield lambda parts: progress.advance(task, parts)


class Lines:
    """For logs and pipes, where a bar would be thousands of control characters."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @contextmanager
    def step(self, label: str, total: int) -> Iterator[Advance]:
        self._say(f"{label} …")
        done = told = 0

        def advance(parts: int) -> None:
            nonlocal done, told
            done += parts
            tenths = min(10 * done // total, 10) if total else 0
            # The end is told by the step that follows, or by the report.
            if told < tenths < 10:
                told = tenths
                self._say(f"{label} {tenths}0 %")

        yield advance

    def _say(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


def steps_for(stream: TextIO) -> Steps:
    """What suits the stream: a terminal, or anything else."""
    return Bars(stream) if stream.isatty() else Lines(stream)
