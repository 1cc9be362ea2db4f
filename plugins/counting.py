"""How many comments each post has, told in lists: the build's half of `contract/counts.py`."""

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from comments_service.contract.compressed import replace_served
from comments_service.contract.counts import count_link, fill, listed
from comments_service.contract.newest import Newest
from comments_service.contract.published import read_published
from plugins.build import Build


def lists(staging: Path, files: Iterable[str], pool: Executor) -> dict[str, tuple[str, ...]]:
    """Which of these files name a thread's number, by the thread's id."""
    found: dict[str, list[str]] = defaultdict(list)
    pages = [file for file in files if file.endswith(".html")]
    for file, threads in zip(pages, pool.map(lambda f: _listed(staging / f), pages), strict=True):
        for thread in threads:
            found[thread].append(file)
    return {thread: tuple(names) for thread, names in sorted(found.items())}


class Counting:
    """Fills in what the service last published. To be used while the contract's lock is held."""

    def __init__(self, run: Build, staging: Path, output: Path) -> None:
        self._run = run
        self._staging = staging
        self._output = output
        self._threads = {thread.id: thread for thread in run.threads}
        # A thread stands in many lists, and its file may be long.
        self._counts = {
            thread: Newest(run.paths.published(thread), _count) for thread in self._threads
        }

    def write(self, file: str) -> bool:
        """Write a page with its numbers, without its twins; whether it changed."""
        page = fill((self._staging / file).read_text("utf-8"), self._link)
        return replace_served(self._output / file, page.encode())

    def _link(self, thread_id: str) -> str:
        thread = self._threads[thread_id]
        return count_link(thread, self._counts[thread_id](), self._run.translator(thread.lang))


def _listed(path: Path) -> list[str]:
    return sorted(listed(path.read_text("utf-8")))


def _count(path: Path) -> int:
    return sum(1 for comment in read_published(path) if not comment.removed)
