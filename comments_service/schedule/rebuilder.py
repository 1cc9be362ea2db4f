"""The rebuilder: a thread beside the web server that builds when the build before has said so.

It looks at the clock once a second instead of sleeping until the moment: so it makes no difference
whether the clock was set, the machine slept, or somebody built by hand meanwhile.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from comments_service.actions.rebuild import built, failed, told_of
from comments_service.actions.service import Service
from comments_service.contract.due import Schedule, read_schedule
from comments_service.schedule.content import state_of_content
from comments_service.schedule.pelican import Outcome
from comments_service.storage import trouble

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
# After something unforeseen, such as a full disk: no build each second.
_RECOVERY_SECONDS = 60.0
# Only while there is trouble, since it looks at every file.
_LOOK_AT_CONTENT = timedelta(seconds=5)

Build = Callable[[threading.Event], Outcome | None]


def _now() -> datetime:
    return datetime.now(UTC)


class Rebuilder:
    """`build` builds the site as `newsroom build` would; `clock` tells the time in UTC."""

    def __init__(
        self, service: Service, build: Build, clock: Callable[[], datetime] = _now
    ) -> None:
        self._service = service
        self._build = build
        self._clock = clock
        self._stopping = threading.Event()
        self._looked_at_content: datetime | None = None
        self._thread = threading.Thread(target=self._run, name="rebuilder", daemon=True)

    def start(self) -> None:
        """A start is a reason to try at once: whoever restarts the service has mended something."""
        self._thread.start()

    def stop(self) -> None:
        """End, and with it the build at hand."""
        self._stopping.set()
        self._thread.join(timeout=30)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def look(self, *, patient: bool = True) -> bool:
        """Build if it is time; whether there was a build. Not `patient`, it waits for no retry."""
        now = self._clock()
        before = self._schedule()
        reason = before.reason(now) if before else ""
        if not reason:
            if trouble.read(self._service.paths.data):
                # Somebody has built by hand.
                trouble.clear(self._service.paths.data)
                logger.info("The site is up to date again.")
            return False
        if patient and self._waits(now):
            return False
        content = self._content()
        outcome = self._build(self._stopping)
        if outcome is None:
            return False
        if outcome.well and self._schedule() == before:
            path = self._service.paths.due
            outcome = Outcome(False, f"{path}: the build has left the file as it was")
        if outcome.well:
            built(self._service, self._clock())
            logger.info("Built the site, since %s. %s", reason, outcome.words)
        else:
            self._complain(reason, outcome.words, content)
        return True

    def _schedule(self) -> Schedule | None:
        """What the newest build has left; nothing is due where no build was made here."""
        path = self._service.paths.due
        try:
            return read_schedule(path)
        except ValueError:
            logger.error("%s cannot be read, so the site is built anew.", path)
            return Schedule(datetime.max.replace(tzinfo=UTC), None)

    def _waits(self, now: datetime) -> bool:
        """Whether a build has failed and nothing has changed since that could mend it."""
        found = trouble.read(self._service.paths.data)
        # A pause longer than any we make: the clock was set back.
        if not found or not timedelta(0) < found.retry_at - now < timedelta(hours=1):
            return False
        last = self._looked_at_content
        if last and timedelta(0) <= now - last < _LOOK_AT_CONTENT:
            return True
        self._looked_at_content = now
        return self._content() == found.content

    def _content(self) -> str:
        return state_of_content(self._service.config, self._service.paths)

    def _complain(self, reason: str, words: str, content: str) -> None:
        now = self._clock()
        before = trouble.read(self._service.paths.data)
        found = failed(self._service, words, content, now)
        minutes = round((found.retry_at - now).total_seconds() / 60)
        then = f"Trying again in {minutes} min, and at once when a text changes."
        if before and told_of(before.words) == told_of(words):
            logger.warning("The site still cannot be built. %s", then)
        else:
            logger.error(
                "The site is out of date: it should have been built, since %s.\n%s\n%s",
                *(reason, words, then),
            )

    def _run(self) -> None:
        patient = False
        while not self._stopping.is_set():
            pause = _LOOK_SECONDS
            try:
                self.look(patient=patient)
            except Exception as error:  # noqa: BLE001 - whatever it was, the next moment will come
                logger.warning("rebuilder: %s: %s, trying again", type(error).__name__, error)
                pause = _RECOVERY_SECONDS
            patient = True
            self._stopping.wait(pause)
