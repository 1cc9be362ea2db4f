"""Pictures of the authors, as `newsroom.toml` names them."""

from collections.abc import Container, Iterator

from comments_service.contract.config import Author
from comments_service.contract.faults import Fault, shown
from comments_service.contract.file_names import actual_file, missing_mend
from comments_service.contract.licences import licences
from comments_service.contract.pictures import credit_name
from plugins.build import Build
from plugins.drawings import UnreadablePicture
from plugins.model import Picture
from plugins.picture_rights import PictureUse, Rights
from plugins.picture_views import credit_line, picture_view


def uses(run: Build, ids: Container[str] | None = None) -> Iterator[PictureUse]:
    """One for each of these authors, or all, whose picture is there."""
    for author in run.config.authors:
        if ids is not None and author.id not in ids:
            continue
        licence = licences(run.config).get(author.picture_licence)
        if licence and (key := _key(run, author)):
            rights = Rights(credit_name(author.picture_credit), licence)
            place, name = shown(run.config.path), author.name
            yield PictureUse(
                "portrait", key, rights, run.config.language, name, name, None, place, 0
            )


def portrait(run: Build, lang: str, author: Author) -> Picture | None:
    """The author's picture, once it is known to be without fault."""
    key = _key(run, author)
    if not key:
        return None
    facts = run.album.facts(run.paths.content / key)
    licence = licences(run.config)[author.picture_licence]
    return picture_view(
        run.config,
        lang,
        key,
        facts,
        Rights(credit_name(author.picture_credit), licence),
        alt=author.name,
        credit=credit_line(author.picture_credit, facts, run.translator(lang)),
    )


def faults(run: Build) -> Iterator[Fault]:
    """Pictures that are missing or cannot be shown."""
    place = shown(run.config.path)
    for author in run.config.authors:
        if not author.picture:
            continue
        key = _key(run, author)
        if not key:
            path = run.paths.content / author.picture
            yield Fault(
                place,
                0,
                f"the picture {author.picture!r} of {author.name} is not there",
                f"put it into {shown(run.paths.content)}/; {missing_mend(path)}",
            )
            continue
        try:
            run.album.facts(run.paths.content / key)
        except UnreadablePicture as error:
            cause = f"the picture of {author.name} cannot be shown: {error}"
            yield Fault(place, 0, cause, error.mend)


def _key(run: Build, author: Author) -> str:
    """The picture's file, below the content folder; "" where it is not there."""
    content = run.paths.content
    path = (content / author.picture).resolve() if author.picture else None
    if path is None or not path.is_relative_to(content):
        return ""
    found = actual_file(path)
    return found.relative_to(content).as_posix() if found else ""
