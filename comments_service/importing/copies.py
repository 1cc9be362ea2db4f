"""The files that come along with one post, and the names they get beside it."""

from dataclasses import dataclass, field
from pathlib import Path

from comments_service.contract.addresses import slugify
from comments_service.importing.media import Media, is_picture
from comments_service.importing.notes import Notes

# What a link may lead to beside a post. No HTML, no SVG: they could run what they bring along.
_DOCUMENTS = frozenset(
    (
        *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp"),
        *(".rtf", ".txt", ".csv", ".zip", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav"),
        *(".mp4", ".m4v", ".webm", ".ogv"),
    )
)


@dataclass
class Copies:
    media: Media
    notes: Notes
    files: dict[str, Path] = field(default_factory=dict)
    """What is to be copied, by its new name."""

    def picture(self, url: str) -> str | None:
        """The name beside the post of a picture in the media folder; None: it is not there."""
        file = self.media.file(url)
        if file is None:
            return None
        if not is_picture(file):
            self.notes.add(f"not a JPEG, PNG, GIF or WebP picture, so only linked: {file.name}")
            return None
        return self._name(file)

    def document(self, url: str) -> str | None:
        """The same for a file that is linked."""
        file = self.media.file(url)
        if file is None or not (file.suffix.lower() in _DOCUMENTS or is_picture(file)):
            return None
        return self._name(file)

    def _name(self, file: Path) -> str:
        stem, suffix = slugify(file.stem) or "file", file.suffix.lower()
        name, count = f"{stem}{suffix}", 1
        while self.files.get(name, file) != file:
            count += 1
            name = f"{stem}-{count}{suffix}"
        self.files[name] = file
        return name
