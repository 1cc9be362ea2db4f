"""The pictures of one text: what is said of each, with every fault and its line."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config
from comments_service.contract.content import Download, Image
from comments_service.contract.faults import Fault
from comments_service.contract.licences import licence_fault, licences
from comments_service.contract.moments import NoMoment, parse_moment
from comments_service.contract.pictures import Caption, credit_name, read_caption
from plugins import attachments
from plugins.attachments import Refused
from plugins.drawings import UnreadablePicture
from plugins.model import Picture
from plugins.picture_album import Album
from plugins.picture_figures import figcaption_of
from plugins.picture_rights import PictureUse, Rights
from plugins.picture_views import credit_line, picture_view
from plugins.pictures import Facts, is_picture

# For examples: a credit, and what announces a licence and its end.
_WORDS = {
    "de": ("Foto: Name", "Lizenz", "bis"),
    "en": ("Photo: Name", "Licence", "until"),
    "fr": ("Photo: Nom", "Licence", "jusqu’au"),
    "it": ("Foto: Nome", "Licenza", "fino al"),
}


class PictureReader:
    """Reads one text's pictures; `faults` and `uses` hold what was found so far."""

    def __init__(
        self,
        name: str,
        content: Path,
        config: Config,
        album: Album,
        lang: str,
        t: Translator,
        now: datetime,
    ) -> None:
        """`name` is the text's file, as an editor knows it."""
        self.faults: list[Fault] = []
        self.uses: list[PictureUse] = []
        self._name, self._content, self._config = name, content, config
        self._album, self._lang, self._t, self._now = album, lang, t, now

    def facts(self, key: str, line: int) -> Facts | None:
        """None where the file cannot be shown, which is a fault."""
        try:
            return self._album.facts(self._content / key)
        except UnreadablePicture as error:
            cause = f"the picture {Path(key).name!r} cannot be shown: {error}"
            self.faults.append(Fault(self._name, line, cause, error.mend))
            return None

    def attached(self, key: str, line: int) -> Facts | None:
        """A file that the text links or plays. None where it is no picture, or is refused."""
        if is_picture(key):
            return self.facts(key, line)
        try:
            attachments.examine(self._content / key)
        except Refused as error:
            cause = f"the file {Path(key).name!r} cannot be published: {error}"
            self._fault(line, cause, error.mend)
        return None

    def lead(self, image: Image, key: str, line: int) -> Picture | None:
        """The lead picture; None where it cannot be shown, or not any more."""
        facts = self.facts(key, line)
        licence = licences(self._config).get(image.licence)
        if facts is None or licence is None:
            return None
        rights = Rights(credit_name(image.credit), licence)
        self._note("lead", key, rights, image.alt, image.caption, image.until, line)
        if self._over(image.until):
            return None
        return picture_view(
            self._config,
            self._lang,
            key,
            facts,
            rights,
            alt=image.alt,
            caption=image.caption,
            credit=credit_line(image.credit, facts, self._t),
            until=image.until,
        )

    def inline(self, image: Any, key: str, written: str, line: int) -> Picture | None:
        """A picture of the text: `image` is its element, `written` its address in the file.

        None where it cannot be shown, as without a file (`key` is ""). Whether its time has passed
        is asked of `over`.
        """
        alt = " ".join((image.get("alt") or "").split())
        caption = read_caption(_written_caption(image))
        if not alt:
            self._fault(
                line,
                f"the picture {written!r} has no alternative text",
                "write in its square brackets what can be seen",
            )
        missing = [name for name in ("credit", "licence") if not getattr(caption, name)]
        if missing:
            self._fault(
                line,
                f"the picture {written!r} has no {' and no '.join(missing)}",
                f'write ![Alt]({written} "{self._example(caption)}")',
            )
        licence = licences(self._config).get(caption.licence)
        if caption.licence and (wrong := licence_fault(caption.licence, self._config)):
            self._fault(line, *wrong)
        until = self._until(caption, line)
        facts = self.facts(key, line) if key else None
        if licence is None or facts is None or not (caption.credit and alt):
            return None
        rights = Rights(credit_name(caption.credit), licence)
        self._note("text", key, rights, alt, caption.text, until, line)
        return picture_view(
            self._config,
            self._lang,
            key,
            facts,
            rights,
            alt=alt,
            caption=caption.text,
            credit=caption.line,
            until=until,
        )

    def offer(self, downloads: Iterable[Download], folder: PurePosixPath) -> None:
        """The pictures among the files that a text of that folder offers."""
        for download in downloads:
            licence = licences(self._config).get(download.licence)
            if licence and is_picture(download.file):
                key, rights = (
                    str(folder / download.file),
                    Rights(credit_name(download.credit), licence),
                )
                self._note(
                    "download", key, rights, "", download.title, download.until, download.line
                )

    def over(self, picture: Picture) -> bool:
        return self._over(picture.until)

    def _over(self, until: datetime | None) -> bool:
        return until is not None and until.astimezone(UTC) <= self._now.astimezone(UTC)

    def _note(
        self,
        role: str,
        key: str,
        rights: Rights,
        alt: str,
        caption: str,
        until: datetime | None,
        line: int,
    ) -> None:
        self.uses.append(
            PictureUse(role, key, rights, self._lang, alt, caption, until, self._name, line)
        )

    def _fault(self, line: int, cause: str, mend: str) -> None:
        self.faults.append(Fault(self._name, line, cause, mend))

    def _example(self, caption: Caption) -> str:
        """What stands there, and what is missing after it."""
        words = (caption.text or "…").rstrip(".")
        credit, announced, _ = _WORDS[self._lang]
        licence = caption.licence or next((known.id for known in self._config.licences), "reserved")
        return f"{words}. {caption.line or credit}. {announced}: {licence}"

    def _until(self, caption: Caption, line: int) -> datetime | None:
        if not caption.until:
            return None
        try:
            return parse_moment(caption.until, self._config.newsroom.timezone, at_end=True)
        except NoMoment as error:
            _, announced, until = _WORDS[self._lang]
            example = f"{announced}: {caption.licence} {until} 2027-12-31"
            self._fault(
                line,
                f"the licence's end {caption.until!r} {error}",
                error.mend or f"write «{example}»",
            )
            return None


def _written_caption(image: Any) -> str:
    """The words below a picture: its title, or the caption of its figure in HTML."""
    below = figcaption_of(image)
    return image.get("title") or ("" if below is None else " ".join(below.text_content().split()))
