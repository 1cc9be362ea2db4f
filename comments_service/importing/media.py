"""The pictures of an old newsroom: what the export says of them, and where a copy may lie."""

import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PIL import Image, UnidentifiedImageError

from comments_service.importing.export import WpItem
from comments_service.importing.links import normalised

# WordPress names its smaller versions «photo-300x200.jpg».
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP"}


class Media:
    """Attachments by id and address, and the files of a copy of `wp-content/uploads`."""

    def __init__(self, items: Iterable[WpItem], folder: Path | None) -> None:
        self._folder = folder.resolve() if folder else None
        attachments = [item for item in items if item.type == "attachment"]
        self._by_id = {item.id: item for item in attachments if item.id}
        self._by_url = {normalised(item.attachment_url): item for item in attachments}
        self._pages = {normalised(item.link): item for item in attachments if item.link}
        self._children: dict[str, list[WpItem]] = {}
        for item in attachments:
            self._children.setdefault(item.parent, []).append(item)

    def of_post(self, post: str, ids: list[str]) -> list[WpItem]:
        """The attachments with these ids in their order; without ids those of the post."""
        if ids:
            return [self._by_id[number] for number in ids if number in self._by_id]
        # Ids run with the time of uploading, which is WordPress's own order for equal places.
        return sorted(
            self._children.get(post, []),
            key=lambda item: (item.order, int(item.id) if item.id.isdigit() else 0),
        )

    def attachment(self, url: str, number: str = "") -> WpItem | None:
        """The attachment with this id, or whose file, in whatever size, has this address."""
        return (
            self._by_id.get(number)
            or self._by_url.get(normalised(url))
            or self._by_url.get(normalised(_SIZE.sub("", url)))
        )

    def attachment_page(self, url: str) -> WpItem | None:
        """The attachment whose own page, which shows nothing but the file, has this address."""
        return self._pages.get(normalised(url))

    def used_by(self, item: WpItem) -> bool:
        """Whether files of the copy will come along with a post."""
        if self._folder is None:
            return False
        lead = self._by_id.get(item.meta.get("_thumbnail_id", ""))
        if "[gallery" in item.content or "[playlist" in item.content:
            return True
        urls = re.findall(r"[^\s\"'<>\]]+/uploads/[^\s\"'<>\]]+", item.content)
        return any(self.file(url) for url in [*urls, lead.attachment_url if lead else ""])

    def file(self, url: str) -> Path | None:
        """The copy of a picture: the size asked for, else the original. None: there is none."""
        if self._folder is None:
            return None
        path = unquote(urlsplit(url).path)
        places = [path.partition("/uploads/")[2]]
        # A site of a multisite installation keeps its files in a folder of its own.
        places.append(re.sub(r"^sites/\d+/", "", places[0]))
        for place in filter(None, places):
            for name in dict.fromkeys((place, _SIZE.sub("", place))):
                found = (self._folder / name).resolve()
                # The address was written by others and may climb out of the folder.
                if found.is_relative_to(self._folder) and found.is_file():
                    return found
        return None


def is_picture(path: Path) -> bool:
    """Whether the file is what its name says, and a picture that every browser shows."""
    expected = FORMATS.get(path.suffix.lower())
    if expected is None:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                picture.verify()
                return picture.format == expected
    except (
        OSError,
        SyntaxError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return False
