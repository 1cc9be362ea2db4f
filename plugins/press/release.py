"""What of a release goes into its PDF, its plain text and its press kit: said once, for all three.

Nothing in it changes with the day: the same post gives the same files, whoever is on duty when
they are made. So contacts are those of the day of publication, and the press page names today's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from comments_service.contract import dates
from comments_service.contract.catalogues import Translator
from comments_service.contract.content import Post
from plugins import rota
from plugins.build import Build
from plugins.model import ContactView, LicenceView, Picture, PictureFile, PostView, Site
from plugins.press import tree
from plugins.press.plain import plain
from plugins.press.tree import Tree

KINDS = ("release", "adhoc")
"""Of content.KINDS, those that have press material."""


@dataclass(frozen=True)
class Shown:
    """A picture that may be used: its words and its rights."""

    picture: Picture
    licence: LicenceView
    original: PictureFile

    @property
    def rights(self) -> str:
        """«Foto: Lea Brunner. Freigegeben für Presse»"""
        return f"{self.picture.credit.rstrip('.')}. {self.licence.name}"


@dataclass(frozen=True)
class Release:
    """A post of one of KINDS, with everything that its material says besides its text."""

    run: Build
    post: PostView
    site: Site
    t: Translator
    tree: Tree
    pictures: tuple[Shown, ...]
    """Those of the text that others may use, the lead picture first."""
    contacts: tuple[ContactView, ...]
    """Whoever was there to answer on the day of publication."""

    @cached_property
    def plain(self) -> str:
        """The text alone, without any markup."""
        return plain(self.tree)

    @property
    def lang(self) -> str:
        return self.post.lang

    @property
    def slug(self) -> str:
        return self.post.url.rstrip("/").rpartition("/")[2]

    @property
    def company(self) -> str:
        return self.run.config.newsroom.name

    @property
    def kind(self) -> str:
        """«Medienmitteilung», or the words that the law asks for."""
        if self.post.kind == "release":
            return self.t("News release")
        if self.run.config.adhoc.rule == "six":
            return self.t("Ad hoc announcement pursuant to Art. 53 LR")
        return self.t("Inside information pursuant to Art. 17 MAR")

    @cached_property
    def day(self) -> str:
        return dates.long_date(self.post.date, self.lang)

    @property
    def dateline(self) -> str:
        return f"{self.post.place}, {self.day}"

    @property
    def dateline_with_time(self) -> str:
        return f"{self.post.place}, {dates.long_datetime(self.post.date, self.lang)}"

    @property
    def changes(self) -> tuple[str, ...]:
        """«Korrigiert: 14. November 2026, 08:30», «Aktualisiert: …»: as at the head of the page."""
        post = self.post
        corrected = post.corrections[-1].date if post.corrections else None
        updated = post.updated if post.updated != corrected else None
        told = ((self.t("Corrected:"), corrected), (self.t("Updated:"), updated))
        return tuple(
            f"{words} {dates.long_datetime(moment, self.lang)}" for words, moment in told if moment
        )

    @property
    def notice(self) -> str:
        """What a preview says of a text that is not out yet; "" in public."""
        if self.post.state == "published":
            return ""
        if self.post.state == "scheduled":
            moment = dates.long_datetime(self.post.date, self.lang)
            return self.t("Not for publication before %(moment)s", moment=moment)
        return self.t("Draft – not for publication")

    @property
    def address(self) -> str:
        """The release's page, absolute."""
        return self.run.config.absolute(self.post.url)

    @property
    def press_address(self) -> str:
        return self.run.config.absolute(self.site.press_url)

    @property
    def licences(self) -> list[LicenceView]:
        """Those of the files, each once, in the order of the configuration."""
        used = {shown.licence.id for shown in self.pictures}
        used |= {download.licence.id for download in self.post.downloads}
        found = {shown.licence.id: shown.licence for shown in self.pictures}
        found |= {download.licence.id: download.licence for download in self.post.downloads}
        order = [licence.id for licence in self.run.config.licences]
        return sorted(found.values(), key=lambda licence: _place(order, licence.id))

    @property
    def correction_lines(self) -> Iterator[tuple[str, str]]:
        for correction in self.post.corrections:
            yield dates.long_datetime(correction.date, self.lang), correction.text


def release(run: Build, item: Post, post: PostView) -> Release:
    """`post` is the view of `item`, its pictures made."""
    site = run.sites[post.lang]
    shown: dict[str, Shown] = {}
    for picture in ((post.image,) if post.image else ()) + post.pictures:
        if picture.offered and picture.licence and picture.original:
            shown.setdefault(picture.key, Shown(picture, picture.licence, picture.original))
    return Release(
        run=run,
        post=post,
        site=site,
        t=run.translator(post.lang),
        tree=tree.read(post.content, run.config.absolute, run.config.absolute(post.url), post.lang),
        pictures=tuple(shown.values()),
        contacts=rota.about(run, item, post.date.date()),
    )


def _place(order: list[str], identifier: str) -> int:
    return order.index(identifier) if identifier in order else len(order)
