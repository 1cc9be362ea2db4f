"""The published comments go into the new pages, so that a rebuild never loses one."""

from collections.abc import Iterable
from pathlib import Path

from comments_service.contract import markers
from comments_service.contract.compressed import replace_served
from comments_service.contract.newest import Newest
from comments_service.contract.published import read_published
from comments_service.contract.switches import read_switches
from comments_service.contract.thread_page import environment, policy_for, render_thread
from comments_service.contract.threads import Thread
from plugins.build import Build


class Splicer:
    """Renders threads as the service does. To be used while the contract's lock is held."""

    def __init__(self, run: Build, staging: Path, output: Path) -> None:
        self._run = run
        self._staging = staging
        self._output = output
        # A moderator may switch while the build runs.
        self._switches = Newest(run.paths.switches, read_switches)
        self._jinja = environment(run.paths, run.asset)
        self._seen: dict[str, tuple[int, int] | None] = {}
        self._policies = {
            lang: policy_for(run.config, pages) for lang, pages in run.role_pages.items()
        }

    def write(self, thread: Thread) -> bool:
        """Write the page of a thread, without its twins; whether it changed."""
        page = (self._staging / thread.file).read_text("utf-8")
        published = self._run.paths.published(thread.id)
        self._seen[thread.id] = _stamp(published)
        comments = read_published(published)
        rendered = render_thread(
            self._jinja,
            self._run.config,
            thread,
            comments,
            self._policies[thread.lang],
            self._run.now,
            self._switches(),
        )
        spliced = markers.splice(page, thread.id, rendered)
        return replace_served(self._output / thread.file, spliced.encode())

    def overtaken(self, threads: Iterable[Thread]) -> list[Thread]:
        """Those in which something was published since their page was written."""
        return [
            thread
            for thread in threads
            if self._seen[thread.id] != _stamp(self._run.paths.published(thread.id))
        ]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino
