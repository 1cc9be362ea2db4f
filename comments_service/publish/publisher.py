"""Writing a thread's files: the page, `thread.json`, the feeds. Each whole, in one order."""

import logging
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from jinja2 import Environment

from comments_service.contract.catalogues import Translator
from comments_service.contract.compressed import write_served
from comments_service.contract.config import Config
from comments_service.contract.files import locked, write_atomically
from comments_service.contract.markers import MarkerError, splice
from comments_service.contract.paths import Paths
from comments_service.contract.published import PublishedComment, thread_json
from comments_service.contract.thread_page import Policy, render_thread
from comments_service.contract.threads import Thread
from comments_service.publish import feeds

logger = logging.getLogger(__name__)


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

    def publish_thread(
        self, thread: Thread, read: Callable[[], list[PublishedComment]], now: datetime
    ) -> None:
        """Bring all files of a thread to what `read` answers.

        `read` is called under the lock that builds and publications share: whoever comes later
        also sees the later comments, so an older state never overwrites a newer one. Raises
        PageMissing when there is no page to put them into; the other files are written then.
        """
        with locked(self.paths.lock):
            comments = read()
            data = thread_json(thread, comments)
            write_atomically(self.paths.published(thread.id), data)
            folder = self.paths.output / "comments" / thread.id
            write_served(folder / "thread.json", data)
            feed = feeds.thread_feed(self.config, thread, comments, self._t)
            write_served(folder / "feed.atom", feed.encode())
            self._splice(thread, comments, now)

    def publish_site_feed(
        self, site_id: str, read: Callable[[], Iterable[tuple[Thread, PublishedComment]]]
    ) -> None:
        """Bring the feed of all comments up to date; `site_id` is the newsroom's permanent id."""
        with locked(self.paths.lock):
            feed = feeds.site_feed(self.config, site_id, read(), self._t)
            write_served(self.paths.output / "comments" / "feed.atom", feed.encode())

    def remove_thread(self, thread_id: str) -> None:
        """Take the files of a post that is no longer public off the site.

        What was published stays in the data folder: the post may come back.
        """
        with locked(self.paths.lock):
            folder = self.paths.output / "comments" / thread_id
            if folder.is_dir():
                shutil.rmtree(folder)

    def _splice(self, thread: Thread, comments: list[PublishedComment], now: datetime) -> None:
        path = self.paths.output / thread.file
        html = render_thread(
            self.jinja, self.config, thread, comments, self.policy(thread.lang), now
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
        write_served(path, page.encode())

    def _t(self, lang: str) -> Translator:
        t: Translator = self.jinja.globals["translator"](lang)  # type: ignore[operator]
        return t
