"""The preview is built again whenever somebody saves a text."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import watch

from comments_service.contract import addresses
from comments_service.contract.config import Config
from comments_service.contract.paths import Paths
from comments_service.contract.preview import (
    end_preview,
    paths_of_preview,
    read_token,
    write_state,
)
from comments_service.schedule import pelican
from comments_service.schedule.content import state_of_content

# Editors write in several steps, and not all at once.
_DEBOUNCE_MS, _STEP_MS = 400, 50
_LOOK_MS = 1000


@dataclass(frozen=True)
class Previewer:
    config: Config
    paths: Paths
    tell: Callable[[str], None]
    """Takes what a person at the terminal should read."""

    def run(self, stopping: Event) -> None:
        """Build, and again after each change, until `stopping` or the end of the preview."""
        before = self._look()
        self._build(stopping)
        first = True
        few = self._few()
        for changes in watch(
            *(path for path in (self.paths.content, self.paths.theme) if path.is_dir()),
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            stop_event=stopping,
            raise_interrupt=False,
        ):
            if not read_token(self.paths):
                end_preview(self.paths)
                self.tell("The preview was ended.")
                return
            if not (changes or first or few != self._few()):
                continue
            # What changed during the first build was not watched yet.
            first, few, now = False, self._few(), self._look()
            if now != before:
                before = now
                self._build(stopping)

    def _few(self) -> tuple[str, int]:
        """What no watching of folders shows: a new address, and the configuration."""
        return read_token(self.paths), _modified(self.config.path)

    def _look(self) -> str:
        return read_token(self.paths) + state_of_content(self.config, self.paths)

    def _build(self, stopping: Event) -> None:
        self.tell("Building …")
        token = read_token(self.paths)
        own = paths_of_preview(self.paths)
        outcome = pelican.build(
            "pelicanconf.py",
            pelican.environment(
                self.config,
                {
                    "NEWSROOM_PREVIEW": "1",
                    "NEWSROOM_URL": addresses.preview(self.config.newsroom.url, token),
                    "NEWSROOM_DATA": str(own.data),
                    "NEWSROOM_OUTPUT": str(own.output),
                },
            ),
            stopping,
        )
        if outcome is None or read_token(self.paths) != token:
            return
        # Addresses in faults are those of the public site, and the secret is none of a log's.
        words = outcome.words.replace(addresses.preview("", token), "")
        write_state(self.paths, "" if outcome.well else words)
        self.tell(words)


def _modified(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
