"""What stands in `content/` already, and where in it an imported text finds its place."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from comments_service.contract import addresses
from comments_service.contract.config import Config
from comments_service.contract.content import Page
from comments_service.contract.content_file import read_page, read_post, read_text
from comments_service.contract.faults import Faults
from comments_service.contract.frontmatter import parse

_LONGEST = 80


@dataclass(frozen=True)
class Standing:
    """A text that was imported before."""

    path: PurePosixPath
    """Below `content/`; an editor may have moved it."""
    slug: str
    """"" where the editor left it to the title."""
    text: str


class Shelf:
    """Gives out slugs and files so that no two texts share an address or a place."""

    def __init__(self, content: Path, config: Config) -> None:
        self._content, self._config = content, config
        self._standing: dict[str, Standing] = {}
        self._owners: dict[str, str] = {}
        for path in sorted(content.rglob("*.md")):
            self._read(path)
        self._paths = {standing.path for standing in self._standing.values()}

    def standing(self, identifier: str) -> Standing | None:
        return self._standing.get(identifier)

    def slug(self, wanted: str, identifier: str, lang: str, year: int | None) -> str:
        """A free slug like `wanted`; `year` is None for a page. Its address is then taken."""
        slug, count = wanted, 1
        while not self._take(slug, identifier, lang, year):
            count += 1
            ending = f"-{count}"
            slug = wanted[: _LONGEST - len(ending)].rstrip("-") + ending
        return slug

    def path(self, folder: PurePosixPath, slug: str, lang: str, in_folder: bool) -> PurePosixPath:
        """A free file; `in_folder`: in a folder of its own, for a text with pictures."""
        name, count = slug, 1
        while True:
            place = folder / name / f"{lang}.md" if in_folder else folder / f"{name}.md"
            # Pictures of another post must not get between those of this one.
            own = self._content / (place.parent if in_folder else place)
            if place not in self._paths and not own.exists():
                self._paths.add(place)
                return place
            count += 1
            name = f"{slug}-{count}"

    def _take(self, slug: str, identifier: str, lang: str, year: int | None) -> bool:
        if year is None:
            if slug in addresses.RESERVED_SLUGS or slug.isdigit():
                return False
            address = addresses.page("", lang, slug)
        else:
            address = addresses.post("", lang, year, slug)
        return self._owners.setdefault(address, identifier) == identifier

    def _read(self, path: Path) -> None:
        """A text with faults keeps its id and place; mending it is `make check`'s business."""
        place = PurePosixPath(path.relative_to(self._content).as_posix())
        try:
            text = read_text(path)
            values = parse(text, path.name).values
        except Faults:
            return
        identifier, slug = values.get("id"), values.get("slug", "")
        if isinstance(identifier, str) and isinstance(slug, str):
            self._standing[identifier] = Standing(place, slug, text)
        try:
            read = read_page if place.parts[0] == "pages" else read_post
            item, _ = read(path, self._config)
        except Faults:
            return
        if isinstance(item, Page):
            address = addresses.page("", item.lang, item.slug)
        else:
            year = item.date.astimezone(self._config.newsroom.timezone).year
            address = addresses.post("", item.lang, year, item.slug)
        self._owners.setdefault(address, item.id)
