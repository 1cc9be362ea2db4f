"""Writing a thread's files: the page, `thread.json`, the feed. Each whole, in one order."""

import hashlib
import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from jinja2 import Environment

from comments_service.contract.catalogues import Translator
from comments_service.contract.compressed import make_twins, replace_served, write_served
from comments_service.contract.config import Config
from comments_service.contract.files import locked, write_atomically
from comments_service.contract.markers import MarkerError, splice
from comments_service.contract.paths import Paths
from comments_service.contract.published import PublishedComment, kept_json, thread_json
from comments_service.contract.switches import Switches
from comments_service.contract.thread_page import Policy, render_thread
from comments_service.contract.threads import Thread
from comments_service.publish import feeds

logger = logging.getLogger(__name__)

# A build may have taken long, and shows a thread as it stood when it began.
_JUST_CLOSED = timedelta(days=1)


class PageMissing(Exception):
    """The post's page is not there yet: a build is on its way, so try again."""


@dataclass(frozen=True)
class Publisher:
    """Everything that stays the same from one publication to the next."""

    config: Config
    paths: Paths
    jinja: Environment
    policy: Callable[[str], Policy]
    """What the form says, by language."""
    switches: Callable[[], Switches]
    _written: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """Digests of what this process last wrote, by thread: configuration and code are the same."""

    def publish_thread(
        self,
        thread: Thread,
        read: Callable[[], list[PublishedComment]],
        now: datetime,
        *,
        hurry: bool = False,
    ) -> None:
        """Bring all files of a thread to what `read` answers.

        `read` is called under the lock that builds and publications share: whoever comes later
        also sees the later comments, so an older state never overwrites a newer one. Raises
        PageMissing when there is no page to put them into; the other files are written then.
        In a `hurry` nothing is compressed: `make_twins` follows.
        """
        with locked(self.paths.lock):
            self._publish(thread, read(), now, hurry=hurry)

    def publish_changed(
        self, thread: Thread, read: Callable[[], list[PublishedComment]], now: datetime
    ) -> None:
        """The same after a build, which has put the comments into the page already: nothing is
        rendered again where the files say what `read` answers. Raises PageMissing."""
        with locked(self.paths.lock):
            comments = read()
            if not self._stands(thread, thread_json(thread, comments), now):
                self._publish(thread, comments, now, hurry=False)

    def make_twins(self, thread: Thread) -> None:
        """Compress the files of a thread, now that nobody waits any longer."""
        page = self.paths.output / thread.file
        with locked(self.paths.lock):
            for path in (page, self._folder(thread.id) / "thread.json", self._feed(thread.id)):
                if path.exists():
                    make_twins(path)

    def remove_thread(self, thread_id: str, read: Callable[[], list[PublishedComment]]) -> None:
        """Take the files of a post that is no longer public off the site.

        What `read` answers stays in the data folder, since the post may come back; what was
        erased or removed meanwhile does not come back with it.
        """
        with locked(self.paths.lock):
            self._written.pop(thread_id, None)
            folder = self._folder(thread_id)
            if folder.is_dir():
                shutil.rmtree(folder)
            _keep(self.paths.published(thread_id), read())

    def kept(self) -> set[str]:
        """Ids of the threads of which the data folder holds a file."""
        return {path.stem for path in self.paths.published("any").parent.glob("*.json")}

    def translator(self, lang: str) -> Translator:
        t: Translator = self.jinja.globals["translator"](lang)  # type: ignore[operator]
        return t

    def _publish(
        self, thread: Thread, comments: list[PublishedComment], now: datetime, *, hurry: bool
    ) -> None:
        write = replace_served if hurry else write_served
        data = thread_json(thread, comments)
        write_atomically(self.paths.published(thread.id), data)
        write(self._folder(thread.id) / "thread.json", data)
        feed = feeds.thread_feed(self.config, thread, comments, self.translator)
        write(self._feed(thread.id), feed.encode())
        self._written.pop(thread.id, None)
        self._splice(thread, comments, now, write)
        self._written[thread.id] = _digest(thread, data)

    def _stands(self, thread: Thread, data: bytes, now: datetime) -> bool:
        """Whether all files of a thread say what `data` does."""
        closed = thread.closes_at
        return (
            self._written.get(thread.id) == _digest(thread, data)
            and not (closed and now - _JUST_CLOSED < closed <= now)
            and _holds(self.paths.published(thread.id), data)
            and _holds(self._folder(thread.id) / "thread.json", data)
            and self._feed(thread.id).exists()
            and (self.paths.output / thread.file).exists()
        )

    def _splice(
        self,
        thread: Thread,
        comments: list[PublishedComment],
        now: datetime,
        write: Callable[[Path, bytes], bool],
    ) -> None:
        path = self.paths.output / thread.file
        html = render_thread(
            self.jinja,
            self.config,
            thread,
            comments,
            self.policy(thread.lang),
            now,
            self.switches(),
        )
        try:
            page = path.read_text("utf-8")
        except FileNotFoundError:
            raise PageMissing(thread.file) from None
        try:
            page = splice(page, thread.id, html)
        except MarkerError as error:
            # A theme without the markers shows no comments; feeds and thread.json still do.
            logger.error("%s: %s", thread.file, error)
            return
        write(path, page.encode())

    def _folder(self, thread_id: str) -> Path:
        return self.paths.output / "comments" / thread_id

    def _feed(self, thread_id: str) -> Path:
        return self._folder(thread_id) / "feed.atom"


def _keep(path: Path, comments: list[PublishedComment]) -> None:
    """Bring a file of the data folder to `comments`; without any, and where the file cannot be
    read, it goes. The next publication of the thread makes it anew."""
    try:
        before = path.read_bytes()
        data = kept_json(before, comments)
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError):
        comments = []
    if not comments:
        path.unlink()
    elif data != before:
        write_atomically(path, data)


def _digest(thread: Thread, data: bytes) -> bytes:
    return hashlib.sha256(repr(thread).encode() + data).digest()


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False
