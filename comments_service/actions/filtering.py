"""The spam filter as the service holds it: always as far as the labels in the database.

Labels are what counts; the filter is made from them, and follows them within a second also where
another process has stored them. A new label is learned by itself. Where one was removed or changed,
its effect is outweighed at once, and gone as soon as a filter is made without it: a serving process
does that in a thread, while the one before goes on judging, others on the spot.
"""

import logging
import threading
import time
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from comments_service.actions import learned
from comments_service.actions.filter_key import scrambler
from comments_service.actions.learned import Learned
from comments_service.spam.filter import HOLD, Judgement, Standing
from comments_service.storage import labels
from comments_service.storage.database import Connections

logger = logging.getLogger(__name__)

# How often a serving process looks for labels that another one has stored.
_POLL_SECONDS = 0.5
# A file of some megabytes; whatever is not in it yet is learned at the next start.
_SAVE_EVERY_SECONDS = 120.0
# So many labels are learned at a time while a reader may wait: three milliseconds, thrice as much
# where all are long.
_FEW = 8
# After learning all anew, for so many times as long as that took, a change is only outweighed.
_REST = 1

_NOT_JUDGED = Judgement(0.5, HOLD, None, frozenset(), (), [], ready=False, missing=0)


class Filter:
    """The filter of one service; any thread may use it."""

    def __init__(self, connections: Connections, path: Path) -> None:
        """`path` is a file that keeps what was learned. Nothing is read before the first text."""
        self._connections = connections
        self._path = path
        self._lock = threading.Lock()
        self._learned: Learned | None = None
        self._stale = False
        """Whether something in it has only been outweighed, or all of it is to be learned yet."""
        self._rest_until = 0.0
        self._saved: tuple[int, int] | None = None
        self._saved_at = -_SAVE_EVERY_SECONDS
        self._stopping = threading.Event()
        self._changed = threading.Event()
        self._thread: threading.Thread | None = None

    def judge(self, text: str, *, likeness: bool = True) -> Judgement:
        """What the filter says of a text, with all that people have decided until now.

        One that has not caught up yet with very many new labels judges without some of them.
        Whatever is wrong with it, nobody is kept from writing: a person decides then.
        """
        try:
            if not self._thread:
                self.keep_up()
            with self._lock:
                return self._caught_up().filter.judge(text, likeness=likeness)
        except Exception:
            logger.exception("filter: a text cannot be judged and is held")
            return _NOT_JUDGED

    def standing(self) -> Standing:
        """How much the filter has learned, and what it does by it."""
        if not self._thread:
            self.keep_up()
        with self._lock:
            return self._caught_up().filter.standing

    def start(self) -> None:
        """Keep up in a thread from now on, until `stop`."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="filter", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; what was learned is kept for the next start."""
        if self._thread:
            self._stopping.set()
            self._changed.set()
            self._thread.join(timeout=10)
            self._thread = None
            self._stopping.clear()
            self.save()

    def settle(self) -> None:
        """Learn until nothing is left that was only outweighed, however soon after the last time;
        takes as long as all labels take."""
        self._rest_until = 0.0
        with self._lock:
            self._caught_up()
            stale = self._stale
        if stale:
            self._learn_anew()
        self.keep_up()

    def keep_up(self) -> None:
        """Learn all that there is to learn."""
        while not self._stopping.is_set():
            with self._lock:
                found = self._caught_up()
                if found.position == labels.position(self._db) and not self._due():
                    return
            if self._due():
                # Others may judge meanwhile.
                self._learn_anew()

    def save(self) -> None:
        """Write what was learned, unless the file has it already."""
        with self._lock:
            found = self._learned
            if found is None or self._stale or found.position == self._saved:
                return
            reached, self._saved_at = found.position, time.monotonic()
            content = learned.dumped(self._db, found)
        if content and learned.write(self._path, content, found.scrambler):
            self._saved = reached

    @property
    def _db(self) -> Database:
        return self._connections.get()

    def _caught_up(self) -> Learned:
        """The filter, with some more labels than before. Needs the lock."""
        db = self._db
        epoch, last = labels.position(db)
        found = self._learned
        if found is None:
            found = self._learned = learned.read(db, self._path) or Learned(
                scrambler(db), epoch=epoch
            )
            self._saved = found.position
            self._stale = found.last == 0 and last > _FEW
        if epoch != found.epoch:
            found.outweigh(labels.numbers(db))
            found.epoch, self._stale = epoch, True
            self._changed.set()
        if last > found.last:
            rows = list(islice(labels.after(db, found.last, _FEW), _FEW))
            found.learn(rows)
            if len(rows) < _FEW:
                # The very last ones may be gone again.
                found.last = max(found.last, last)
        return found

    def _due(self) -> bool:
        """Whether to learn anew; where that takes long, several changes share it."""
        return self._stale and (not self._thread or time.monotonic() >= self._rest_until)

    def _learn_anew(self) -> None:
        begin = time.monotonic()
        made = learned.learn_anew(self._db, self._stopping)
        if made is None:
            return
        with self._lock:
            self._learned, self._stale = made, False
            # What somebody had erased is gone from the file as well.
            self._saved_at = -_SAVE_EVERY_SECONDS
        end = time.monotonic()
        self._rest_until = end + _REST * (end - begin)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._changed.clear()
            try:
                self.keep_up()
                if time.monotonic() - self._saved_at >= _SAVE_EVERY_SECONDS:
                    self.save()
            except Exception as error:  # noqa: BLE001 - the labels stay, and so must the thread
                logger.warning("filter: %s: %s, trying again", type(error).__name__, error)
            self._changed.wait(_POLL_SECONDS)
