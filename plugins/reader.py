"""Posts and pages are read with the contract's front matter, checked, and handed to Pelican."""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.readers import BaseReader

from comments_service.contract.content import Page, Post, address, reached
from comments_service.contract.content_file import examine_page, examine_post, read_text
from comments_service.contract.faults import Faults, shown
from comments_service.contract.frontmatter import FrontMatter
from comments_service.contract.markdown_html import Converter
from comments_service.contract.pause import HELD, RELEASE
from plugins import build, downloads
from plugins.body import BodyReader
from plugins.build import Build, Source
from plugins.lines import Lines
from plugins.picture_reader import PictureReader

SKIPPED = {"status": "skip"}

_FINISHED = ("review", "approved", "published")

# Also where the front matter is no YAML: a colon in a title is the most common slip of all.
_FIELD = re.compile(r"""^(id|lang|role):\s*["']?([\w-]+)""", re.MULTILINE)


class Reader(BaseReader):  # type: ignore[misc]  # Pelican carries no types
    """Faults are noted, never raised: Pelican would drop the file and go on without it."""

    enabled = True
    file_extensions = ("md",)

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._converter: Converter | None = None

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The text's HTML and Pelican's metadata; what is faulty or not public is skipped."""
        run = build.of(self.settings)
        path = Path(source_path)
        key = path.relative_to(run.paths.content).as_posix()
        item: Post | Page
        try:
            if key.startswith("pages/"):
                item, front, faults = examine_page(read_text(path), path, run.config)
            else:
                post, front, faults = examine_post(read_text(path), path, run.config, run.now)
                item = run.pause.applied(post)
        except Faults as error:
            run.faults.extend(error.faults)
            run.unread[key] = _fields(path)
            return "", SKIPPED
        if faults:
            run.faults.extend(faults)
            run.unread[key] = _fields(path)
            # What is wrong with its files is told; what is wrong in its text may not be hidden.
            item = replace(item, downloads=())
            item = replace(item, image=None) if isinstance(item, Post) else item
        source = Source(key, shown(path), item, front.lines, address(item, run.config))
        if isinstance(item, Post) and item.held and reached(item.date, run.now):
            run.warnings.append(source.fault("date", HELD, RELEASE))
        # The text of a draft may be unfinished, and what is withdrawn may have outlived its links.
        if isinstance(item, Page) or item.status in _FINISHED or run.preview:
            source = self._with_body(source, path, front, run)
        if faults:
            run.faulty.append(source)
            return "", SKIPPED
        run.sources[key] = source
        # After a fault nothing is made of any text, so Pelican need not look at it, either.
        if source.body is None or run.faults:
            return "", SKIPPED
        return source.body.html, _metadata(source, run)

    def _with_body(self, source: Source, path: Path, front: FrontMatter, run: Build) -> Source:
        self._converter = self._converter or Converter()
        item = source.item
        pictures = PictureReader(
            name=source.name,
            content=run.paths.content,
            config=run.config,
            album=run.album,
            lang=item.lang,
            t=run.translator(item.lang),
            now=run.now,
        )
        reader = BodyReader(
            path=path,
            name=source.name,
            content=run.paths.content,
            config=run.config,
            lines=Lines(front.body, front.body_line),
            t=run.translator(item.lang),
            taken=run.anchors(item),
            pictures=pictures,
            place="text" if isinstance(item, Post) else "page",
        )
        picture = None
        if isinstance(item, Post) and item.image:
            picture = reader.picture(item.image, front.lines["image"])
        pictures.offer(item.downloads, PurePosixPath(source.key).parent)
        body = reader.read(self._converter.html(front.body))
        run.faults.extend(reader.faults)
        if not (item.title or body.text):
            run.faults.append(
                source.fault("title", "the note has neither title nor text", "write its text")
            )
        run.faults.extend(downloads.faults(run, source))
        files = body.files | downloads.keys(run, source)
        return replace(source, body=replace(body, files=files), picture=picture)


def _fields(path: Path) -> dict[str, str]:
    """What a faulty file says of itself, so that no other file is blamed for pointing to it."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return {}
    return dict(_FIELD.findall(text))


def _metadata(source: Source, run: Build) -> dict[str, Any]:
    """What Pelican itself needs; the templates see the views made in `assembly.py`."""
    item = source.item
    common = {
        "title": item.title,
        "lang": item.lang,
        "slug": item.slug,
        "url": source.url,
        "save_as": run.file_for(source.url),
        "source": source,
    }
    if isinstance(item, Page):
        return {**common, "template": "press"} if item.role == "press" else common
    return {**common, "date": item.date}
