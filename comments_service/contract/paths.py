"""Where things are: beside `newsroom.toml`, unless the environment says otherwise."""

import os
from dataclasses import dataclass
from pathlib import Path

from comments_service.contract.config import Config

_PROJECT = Path(__file__).resolve().parents[2]

FILTER_KEY = "filter.key"
"""Beside the database, in whichever folder that is."""


@dataclass(frozen=True)
class Paths:
    content: Path
    theme: Path
    output: Path
    data: Path
    """The service's state (`NEWSROOM_DATA`), never served."""

    @property
    def database(self) -> Path:
        return self.data / "newsroom.db"

    @property
    def threads(self) -> Path:
        """The manifest of threads that the build writes and the service reads."""
        return self.data / "threads.json"

    @property
    def assets(self) -> Path:
        """Under which names the theme's files are published; see `assets.py`."""
        return self.data / "assets.json"

    @property
    def redirects(self) -> Path:
        """Addresses that moved or are gone; see `redirects.py`."""
        return self.data / "redirects.json"

    @property
    def switches(self) -> Path:
        """What moderators switch while the site runs; see `switches.py`."""
        return self.data / "switches.json"

    @property
    def cleanup(self) -> Path:
        """When what may no longer be kept was last deleted; see `cleanup.py`."""
        return self.data / "cleanup.json"

    @property
    def figures(self) -> Path:
        """What the public moderation page says; see `figures.py`."""
        return self.data / "figures.json"

    @property
    def filter(self) -> Path:
        """What the spam filter has learned, for a quick start; see `actions/filtering.py`."""
        return self.data / "filter.bin"

    @property
    def filter_key(self) -> Path:
        """Without it, nothing can be read from what the filter has learned; see
        `actions/filter_key.py`."""
        return self.data / FILTER_KEY

    @property
    def due(self) -> Path:
        """When the next build is due by itself; see `due.py`."""
        return self.data / "due.json"

    @property
    def ledger(self) -> Path:
        """Which addresses each post ever had; see `plugins/ledger.py`."""
        return self.data / "ledger.json"

    @property
    def checksums(self) -> Path:
        """Every version of each published file; see `plugins/press/checksums.py`."""
        return self.data / "checksums.json"

    @property
    def cache(self) -> Path:
        """What is dear to make and can be made again: picture sizes, PDFs, cards."""
        return self.data / "cache"

    @property
    def compiled(self) -> Path:
        """The theme's templates as Jinja compiled them."""
        return self.cache / "templates"

    @property
    def preview(self) -> Path:
        """The site with drafts and embargoed posts, for those who know its address."""
        return self.data / "preview"

    @property
    def lock(self) -> Path:
        """Orders a build and a publication on one page."""
        return self.data / "publish.lock"

    def published(self, thread: str) -> Path:
        """What the service last published in a thread; the build splices it in again."""
        return self.data / "published" / f"{thread}.json"


def paths_for(config: Config) -> Paths:
    """`NEWSROOM_DATA` and `NEWSROOM_OUTPUT` replace `var/` and `output/`."""
    root = config.path.resolve().parent
    return Paths(
        content=root / "content",
        theme=_PROJECT / "theme",
        output=Path(os.environ.get("NEWSROOM_OUTPUT", root / "output")).resolve(),
        data=Path(os.environ.get("NEWSROOM_DATA", root / "var")).resolve(),
    )
