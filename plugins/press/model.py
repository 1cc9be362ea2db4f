"""What the templates see of a release's press material."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.press.plain import Count

if TYPE_CHECKING:
    from plugins.model import DownloadView, LicenceView


@dataclass(frozen=True)
class PressFile:
    """A file that the build makes of a release; `size` in bytes, `digest` its SHA-256."""

    url: str
    file_name: str
    size: int
    digest: str
    path: Path


@dataclass(frozen=True)
class Inner:
    """A file that is inside of the press kit alone; `size` and `digest` as of a PressFile."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True)
class Quotation:
    text: str
    by: str
    """Name and office, or "" where the text names nobody."""


@dataclass(frozen=True)
class Offer:
    """A picture or file to take along, and who it has to be credited to."""

    file: "DownloadView"
    preview: str
    """Address of a small picture of it, or ""."""


@dataclass(frozen=True)
class Terms:
    """All that may be used under one licence."""

    licence: "LicenceView"
    offers: tuple[Offer, ...]

    @property
    def pictures(self) -> int:
        return sum(offer.file.width is not None for offer in self.offers)

    @property
    def documents(self) -> int:
        return len(self.offers) - self.pictures

    @property
    def credits(self) -> list[str]:
        return list(dict.fromkeys(offer.file.credit for offer in self.offers))

    @property
    def until(self) -> datetime | None:
        """When the first of them may no longer be used; None: never."""
        ends = [offer.file.until for offer in self.offers if offer.file.until]
        return min(ends, default=None)

    @property
    def same_end(self) -> bool:
        return len({offer.file.until for offer in self.offers}) == 1


@dataclass(frozen=True)
class PressFiles:
    pdf: PressFile | None
    """None where no typesetter runs."""
    text: PressFile
    kit: PressFile
    """All of it in one ZIP."""
    inside: tuple[Inner, ...]
    checksums: PressFile
    plain: str
    """Dateline, headline, lead and text, without any markup."""
    headline: Count
    lead: Count
    body: Count
    quotations: tuple[Quotation, ...]
    terms: tuple[Terms, ...]

    @property
    def count(self) -> Count:
        return self.headline + self.lead + self.body
