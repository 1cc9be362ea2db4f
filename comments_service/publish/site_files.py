"""What all threads share: the feeds of the whole newsroom, and the numbers in its lists."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from comments_service.contract.compressed import write_served
from comments_service.contract.counts import count_link, fill
from comments_service.contract.files import locked
from comments_service.contract.published import PublishedComment
from comments_service.contract.threads import Manifest, Thread
from comments_service.publish import feeds
from comments_service.publish.publisher import Publisher

Rows = Iterable[tuple[Thread, PublishedComment]]


@dataclass
class SiteFiles:
    publisher: Publisher
    _changed: set[str] | None = field(default=None, init=False)
    """Threads whose number may have changed; None, before the first look: any of them."""

    def note(self, thread_id: str) -> None:
        """A thread was published, so that lists that name it have to be looked at."""
        if self._changed is not None:
            self._changed.add(thread_id)

    def write_feeds(
        self, site_id: str, everything: Callable[[], Rows], official: Callable[[], Rows]
    ) -> None:
        """The feed of all comments, and that of official answers alone.

        Both are read under the lock, see `Publisher.publish_thread`. `site_id` is the newsroom's
        permanent id.
        """
        config, t = self.publisher.config, self.publisher.translator
        folder = self.publisher.paths.output / "comments"
        with locked(self.publisher.paths.lock):
            feed = feeds.site_feed(config, site_id, everything(), t)
            write_served(folder / "feed.atom", feed.encode())
            feed = feeds.official_feed(config, site_id, official(), t)
            write_served(folder / "official.atom", feed.encode())

    def write_counts(
        self, manifest: Manifest, counts: Callable[[], Mapping[str, int]], *, all_lists: bool
    ) -> None:
        """Bring the numbers in lists up to date: where a thread has changed, or everywhere."""
        # Taken before the numbers are read: what changes from here on is for the next time.
        changed, self._changed = self._changed, set()
        threads = manifest.lists if changed is None or all_lists else changed
        files = sorted({file for thread in threads for file in manifest.lists.get(thread, ())})
        if files:
            now = counts()
            for file in files:
                self._fill(file, manifest, now)

    def _fill(self, file: str, manifest: Manifest, counts: Mapping[str, int]) -> None:
        def link(thread_id: str) -> str:
            thread = manifest.threads.get(thread_id)
            lang = thread.lang if thread else self.publisher.config.language
            t = self.publisher.translator(lang)
            return count_link(thread, counts.get(thread_id, 0), t)

        path = self.publisher.paths.output / file
        # One lock for each file: a reader's comment does not wait for all of them.
        with locked(self.publisher.paths.lock):
            try:
                page = path.read_text("utf-8")
            except FileNotFoundError:
                # The next build writes a list that it no longer names.
                return
            if (filled := fill(page, link)) != page:
                write_served(path, filled.encode())
