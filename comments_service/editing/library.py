"""All texts of the newsroom, those with faults included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from comments_service.contract.config import Config
from comments_service.contract.content import Page, Post, address
from comments_service.contract.content_file import examine_page, examine_post, read_text
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.frontmatter import FrontMatter
from comments_service.contract.paths import Paths
from comments_service.contract.pause import Pause, read_pause


@dataclass(frozen=True)
class Text:
    """A text; where it has faults, `item` holds harmless values in their places."""

    path: Path
    item: Post | Page
    front: FrontMatter
    faults: tuple[Fault, ...]
    url: str
    """Root-relative, without the newsroom's own path."""

    @property
    def name(self) -> str:
        return shown(self.path)


class Library:
    """The texts below `content/`, read when they are first asked for."""

    def __init__(self, config: Config, paths: Paths, now: datetime) -> None:
        self.config, self.paths, self.now = config, paths, now
        self.unreadable: list[Path] = []
        """Files in which no front matter can be read; known once `texts` was asked for."""

    @property
    def files(self) -> list[Path]:
        return sorted(
            path
            for folder in ("pages", "posts")
            for path in (self.paths.content / folder).rglob("*.md")
            if not any(part.startswith(".") for part in path.relative_to(self.paths.content).parts)
        )

    @cached_property
    def pause(self) -> Pause:
        """Which posts a crisis holds back; none where the switches cannot be read, of which the
        build complains."""
        try:
            return read_pause(self.paths)
        except (ValueError, KeyError, TypeError, AttributeError):
            return Pause()

    @cached_property
    def texts(self) -> list[Text]:
        return list(self._read())

    @property
    def posts(self) -> list[tuple[Text, Post]]:
        return [(text, text.item) for text in self.texts if isinstance(text.item, Post)]

    def of_id(self, identifier: str) -> Text | None:
        return next((text for text in self.texts if text.item.id == identifier), None)

    def at(self, url: str) -> Text | None:
        """The text that stands at an address, or stood there once."""
        here = next((text for text in self.texts if text.url == url), None)
        return here or next((text for text in self.texts if url in text.item.aliases), None)

    def is_page(self, path: Path) -> bool:
        return path.is_relative_to(self.paths.content / "pages")

    def _read(self) -> Iterator[Text]:
        prefix = self.config.prefix
        for path in self.files:
            item: Post | Page
            try:
                written = read_text(path)
                if self.is_page(path):
                    item, front, faults = examine_page(written, path, self.config)
                else:
                    post, front, faults = examine_post(written, path, self.config, self.now)
                    item = self.pause.applied(post)
            except Faults:
                self.unreadable.append(path)
                continue
            url = address(item, self.config).removeprefix(prefix)
            yield Text(path, item, front, faults, url)
