"""Which pictures the public texts show or offer, and what each of them needs."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from comments_service.contract import addresses
from comments_service.contract.licences import RESERVED
from plugins import portraits
from plugins.build import Build, Source
from plugins.picture_rights import PictureUse, Rights
from plugins.picture_sizes import Made, Namer, card, plain, shapes, web
from plugins.picture_xmp import Statement
from plugins.pictures import Facts, is_picture

# What a text says of a picture counts before what a list of downloads says.
_ROLES = ("lead", "text", "portrait", "download")


@dataclass
class Job:
    """A picture with everything that public texts say of it."""

    key: str
    facts: Facts
    rights: Rights | None
    """None where a text only links the file, or a film begins with it."""
    roles: set[str] = field(default_factory=set)
    captions: dict[str, str] = field(default_factory=dict)
    """By language."""
    alts: dict[str, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    """The texts, as editors know them."""

    @property
    def shown(self) -> bool:
        return bool(self.roles & {"lead", "text", "portrait"})

    @cached_property
    def namer(self) -> Namer:
        return Namer(self.key, self.facts, self.rights)

    @cached_property
    def made(self) -> list[Made]:
        """The files to be made from it; to be asked for once all roles are known."""
        if self.facts.fixed or not self.shown:
            return []
        files = [*web(self.namer, self.facts), plain(self.namer, self.facts)]
        if "lead" in self.roles:
            files += shapes(self.namer, self.facts).values()
            files += filter(None, [card(self.namer, self.facts)])
        return files


def jobs(run: Build, sources: Iterable[Source], authors: Container[str]) -> list[Job]:
    """One for each picture of these texts and of the authors with these ids."""
    sources = [source for source in sources if source.body]
    uses = [*uses_of(sources, run.now), *portraits.uses(run, authors)]
    found: dict[str, Job] = {}
    for use in sorted(uses, key=lambda use: _ROLES.index(use.role)):
        job = found.setdefault(use.key, _job(run, use.key, use.rights))
        job.roles.add(use.role)
        job.places.append(use.place)
        if use.caption:
            job.captions.setdefault(use.lang, use.caption)
        if use.alt:
            job.alts.setdefault(use.lang, use.alt)
    for source in sources:
        for key in sorted(source.body.files if source.body else ()):
            if is_picture(key) and key not in found:
                found[key] = _job(run, key, None)
                found[key].places.append(source.name)
    return [found[key] for key in sorted(found)]


def uses_of(sources: Iterable[Source], moment: datetime) -> Iterator[PictureUse]:
    """What these texts show at `moment`."""
    for source in sources:
        for use in source.body.pictures if source.body else ():
            if use.until is None or use.until.astimezone(UTC) > moment.astimezone(UTC):
                yield use


def statement(run: Build, job: Job) -> Statement | None:
    """What the original says of itself."""
    if job.rights is None:
        return None
    licence, languages = job.rights.licence, run.config.newsroom.languages
    press = run.config.absolute(addresses.press(run.config.prefix, languages[0]))
    own = not licence.url and licence is not RESERVED
    return Statement(
        creator=job.rights.creator,
        credit=job.rights.credit,
        notice=job.rights.notice,
        terms={lang: f"{licence.name[lang]}. {licence.terms[lang]}" for lang in languages},
        terms_url=licence.url or (f"{press}#licence-{licence.id}" if own else press),
        captions={lang: job.captions[lang] for lang in languages if lang in job.captions},
        alts={lang: job.alts[lang] for lang in languages if lang in job.alts},
        # Of a licence that stands elsewhere, the author is the licensor.
        licensor=run.config.newsroom.legal_name if own else "",
        licensor_url=press if own else "",
    )


def short_statement(run: Build, job: Job) -> Statement | None:
    """What the smaller files say: the same wherever the newsroom is, and short."""
    if job.rights is None:
        return None
    licence = job.rights.licence
    return Statement(
        creator=job.rights.creator,
        credit=job.rights.credit,
        notice=job.rights.notice,
        terms={"": licence.name[run.config.language]},
        terms_url=licence.url,
    )


def _job(run: Build, key: str, rights: Rights | None) -> Job:
    return Job(key, run.album.facts(run.paths.content / key), rights)
