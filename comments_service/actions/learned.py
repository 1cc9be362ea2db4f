"""A filter with the labels that it has learned: what the service holds in memory and keeps in a
file, so that a start need not learn anew."""

import logging
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from comments_service.actions.filter_key import scrambler, version
from comments_service.contract.files import replace_file
from comments_service.spam.classifier import MOST_WEIGHT
from comments_service.spam.filter import Label, SpamFilter
from comments_service.spam.scrambling import Scrambler
from comments_service.storage import labels

logger = logging.getLogger(__name__)

# The labels whose effect can be outweighed at once: a slip is noticed soon, or it can wait for the
# filter that is made without it.
_RECENT = 500

_MAGIC = b"newsroom filter 2\n"
_HASH = 32
_NUMBER = 8


@dataclass
class Learned:
    """Not for several threads at once."""

    scrambler: Scrambler
    """Of the labels that it learns."""
    filter: SpamFilter = field(default_factory=SpamFilter)
    epoch: int = 0
    """Of the labels, as far as this one has followed it."""
    last: int = 0
    """The number of the last label that was looked at."""
    numbers: set[int] = field(default_factory=set)
    """Of all labels in it."""
    recent: deque[Label] = field(default_factory=lambda: deque(maxlen=_RECENT))

    @property
    def position(self) -> tuple[int, int]:
        return self.epoch, self.last

    def learn(self, rows: Iterable[labels.Row]) -> None:
        """Learn labels one by one, oldest first."""
        for row in rows:
            self.last = row.id
            self.numbers.add(row.id)
            if not self.usable(row):
                continue
            try:
                label = self.label(row)
                self.filter.learn(label)
            except ValueError as error:
                # One broken row must not keep all readers from writing.
                logger.warning("filter: label %s cannot be learned: %s", row.id, error)
            else:
                self.recent.append(label)

    def usable(self, row: labels.Row) -> bool:
        """Those of another version or key come again, under another epoch, once they were made
        anew."""
        return row.version == version(self.scrambler)

    def label(self, row: labels.Row) -> Label:
        """Raises ValueError for broken features."""
        weight = min(row.weight, MOST_WEIGHT)
        kept = (self.scrambler.clear(row.features), self.scrambler.clear(row.shingles))
        return Label(row.id, row.spam, weight, row.score, row.said, *kept)

    def outweigh(self, there: set[int]) -> None:
        """Take most of the effect off labels that are no longer there."""
        gone = self.numbers - there
        self.numbers &= there
        for label in [one for one in self.recent if one.id in gone]:
            self.filter.unlearn(label)
            self.recent.remove(label)


def learn_anew(db: Database, stopping: threading.Event) -> Learned | None:
    """A filter from all labels that there are, and nothing else; None where it had to stop."""
    epoch, last = labels.position(db)
    made = Learned(scrambler(db), epoch=epoch)

    def rows() -> Iterator[labels.Row]:
        for row in labels.after(db, 0):
            # What comes while this goes on is learned by itself.
            if row.id > last or stopping.is_set():
                break
            yield row
            # It takes seconds, in which readers and moderators go first.
            time.sleep(0)

    made.learn(rows())
    made.last = last
    return None if stopping.is_set() else made


def dumped(db: Database, learned: Learned) -> bytes:
    """What `read` takes; b"" where labels were removed since it was learned."""
    known = labels.digest(db, learned.last)
    if labels.position(db)[0] != learned.epoch:
        return b""
    return known + learned.last.to_bytes(_NUMBER) + learned.filter.dump()


def write(path: Path, content: bytes, sealed_by: Scrambler) -> bool:
    """False where the disk is full, which is no harm: the next start takes longer."""
    try:
        # It tells of texts that are not public, or no longer.
        replace_file(path, _MAGIC + sealed_by.scrambled(content), mode=0o600)
    except OSError as error:
        logger.warning("%s was not written: %s", path, error)
        return False
    return True


def read(db: Database, path: Path) -> Learned | None:
    """What was learned before; None where there is no file, or its labels are not those that the
    database holds: it comes from elsewhere, or some were removed since. Only what this newsroom's
    own key has sealed is looked into."""
    sealed_by = scrambler(db)
    try:
        whole = path.read_bytes()
        if not whole.startswith(_MAGIC):
            return None
        # It is some megabytes: no copies are made, and none is kept longer than needed.
        content = sealed_by.clear(memoryview(whole)[len(_MAGIC) :])
        del whole
    except (OSError, ValueError):
        return None
    known, number = content[:_HASH], content[_HASH : _HASH + _NUMBER]
    last = int.from_bytes(number)
    epoch, newest = labels.position(db)
    if last > newest or known != labels.digest(db, last):
        return None
    try:
        found = SpamFilter.load(memoryview(content)[_HASH + _NUMBER :])
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the labels are there
        logger.info("%s is not used: %s", path, error)
        return None
    there = {one for one in labels.numbers(db) if one <= last}
    made = Learned(sealed_by, found, epoch, last, there)
    for row in labels.newest(db, _RECENT):
        if row.id <= last and made.usable(row):
            with suppress(ValueError):
                made.recent.append(made.label(row))
    return made
