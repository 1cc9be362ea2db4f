"""Whose a picture is and who may use it: one answer a file, whichever texts show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from comments_service.contract.config import Licence
from comments_service.contract.faults import Fault


@dataclass(frozen=True)
class Rights:
    """`credit` comes without the word that announces it: «Lea Brunner / Muster AG»."""

    credit: str
    licence: Licence

    @property
    def creator(self) -> str:
        """The credit names the author first."""
        return parties(self.credit)[0]

    @property
    def notice(self) -> str:
        return f"© {parties(self.credit)[1]}"


def parties(credit: str) -> tuple[str, str]:
    """Who made it, and who holds the rights: «Lea Brunner / Muster AG», «Lea Brunner»."""
    for sign in (" / ", "©"):
        creator, found, holder = credit.partition(sign)
        if found and holder.strip():
            return creator.strip(" ,;(") or holder.strip(" )"), holder.strip(" )")
    return credit, credit


@dataclass(frozen=True)
class PictureUse:
    """A picture as one text shows or offers it."""

    role: str
    """lead, text, portrait or download."""
    key: str
    """Its file, below the content folder."""
    rights: Rights
    lang: str
    alt: str
    """"" for a download, which is not looked at."""
    caption: str
    until: datetime | None
    """The moment from which it may not be shown any more."""
    place: str
    """The file of the text, as an editor knows it."""
    line: int


def conflicts(uses: Iterable[PictureUse]) -> Iterator[Fault]:
    """A picture's file carries one credit, one licence and one end; all texts must agree."""
    first: dict[str, PictureUse] = {}
    for use in uses:
        other = first.setdefault(use.key, use)
        name = use.key.rpartition("/")[2]
        for what, here, there in (
            ("credit", use.rights.credit, other.rights.credit),
            ("licence", use.rights.licence.id, other.rights.licence.id),
            ("end", _day(use.until), _day(other.until)),
        ):
            if here != there:
                yield Fault(
                    use.place,
                    use.line,
                    f"the picture {name!r} has the {what} {here!r} here, "
                    f"and {there!r} in {other.place}:{other.line}",
                    "write the same in both: readers download one file",
                )


def _day(until: datetime | None) -> str:
    return f"{until:%Y-%m-%d %H:%M}" if until else "none"
