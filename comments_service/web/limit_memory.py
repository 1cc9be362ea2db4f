"""Where limits are counted: in memory, each sender's moments in a line of their own.

The storage that comes with the library starts a timer with almost every request, looks through all
senders each time, and keeps their keys for good: with many senders that is most of what a comment
costs. This one forgets a sender's old moments when it hears of the sender again, and now and then
those of all others.
"""

import threading
import time
from collections import deque

from limits.storage.base import MovingWindowSupport, Storage

SCHEME = "newsroom-memory"
_SWEEP_SECONDS = 60.0


class Memory(Storage, MovingWindowSupport):
    """The part of the library's interface that moving windows need. Times are in seconds."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - the library's own way

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._lock = threading.Lock()
        # By key: when the moments are over, oldest first. All of one key last equally long.
        self._until: dict[str, deque[float]] = {}
        self._swept_at = time.time()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` moments; False where that would be more than `limit` in `expiry`."""
        now = time.time()
        with self._lock:
            self._sweep(now)
            moments = self._of(key, now)
            if len(moments) + amount > limit:
                return False
            self._until.setdefault(key, moments).extend([now + expiry] * amount)
            return True

    def get_moving_window(
        self,
        key: str,
        limit: int,  # noqa: ARG002 - the interface's
        expiry: int,
    ) -> tuple[float, int]:
        """When the oldest moment that still counts was, and how many count."""
        now = time.time()
        with self._lock:
            moments = self._of(key, now)
            return (moments[0] - expiry, len(moments)) if moments else (now, 0)

    def _of(self, key: str, now: float) -> deque[float]:
        """A key's moments that are not over."""
        moments = self._until.get(key, deque())
        while moments and moments[0] <= now:
            moments.popleft()
        return moments

    def _sweep(self, now: float) -> None:
        """Forget who has not been heard of for long."""
        if now - self._swept_at < _SWEEP_SECONDS:
            return
        self._swept_at = now
        over = [key for key, moments in self._until.items() if not moments or moments[-1] <= now]
        for key in over:
            del self._until[key]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            count = len(self._until)
            self._until.clear()
        return count

    def clear(self, key: str) -> None:
        with self._lock:
            self._until.pop(key, None)

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    # A moving window counts moments; the interface asks for plain counters, too.

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        raise NotImplementedError("only moving windows are counted here")

    def get(self, key: str) -> int:
        with self._lock:
            return len(self._of(key, time.time()))

    def get_expiry(self, key: str) -> float:
        with self._lock:
            moments = self._of(key, time.time())
            return moments[-1] if moments else time.time()
