"""One text in the hands of a command: read, changed in single fields, checked, written whole."""

import shlex
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from comments_service.contract import approval
from comments_service.contract.config import Config
from comments_service.contract.content import Page, Post
from comments_service.contract.content_file import examine_page, examine_post, text_of
from comments_service.contract.dates import long_datetime
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.files import replace_file
from comments_service.contract.frontmatter import FrontMatter
from comments_service.contract.frontmatter_edit import FrontMatterEditor
from comments_service.contract.moments import written
from comments_service.contract.nearest import hint
from comments_service.editing.library import Library


@dataclass(frozen=True)
class Done:
    """What a command tells: what it did, what else is worth knowing, what comes next."""

    what: str
    next: str
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join((self.what, *(f"Note: {note}" for note in self.notes), self.next))


class Sheet:
    """Raises Faults from the start where the file has slips of form: no command touches those."""

    def __init__(self, path: Path, library: Library) -> None:
        self.path, self.name = path, shown(path)
        self.library, self.config, self.now = library, library.config, library.now
        self._is_page = library.is_page(path)
        self._before = path.read_bytes()
        self.edit = FrontMatterEditor(self._before, self.name)
        self.item, self.front, self.faults = self._examine()

    @property
    def shell_name(self) -> str:
        """The file as it can be given to a command."""
        return shlex.quote(self.name)

    @property
    def title(self) -> str:
        if self.item.title:
            return f"«{self.item.title}»"
        words = " ".join(self.front.body.split())
        return f"«{words[:50].rstrip()}…»" if len(words) > 50 else f"«{words}»"

    def field_moment(self, moment: datetime) -> str:
        """A moment as it stands in a file, to the minute."""
        return written(moment.replace(second=0, microsecond=0), self.config.newsroom.timezone)

    def said(self, moment: datetime) -> str:
        """A moment as people say it: «1 December 2026, 09:00»."""
        return long_datetime(moment.astimezone(self.config.newsroom.timezone), "en")

    def refuse(self, cause: str, mend: str, field: str = "status") -> Faults:
        return Faults([Fault(self.name, self.front.lines.get(field, 1), cause, mend)])

    def sure(self, *fields: str) -> None:
        """Raise the faults of these fields, by which a command has to judge."""
        lines = {self.front.lines.get(field) for field in fields}
        if found := [fault for fault in self.faults if fault.line in lines]:
            raise Faults(found)

    def save(self, approval_lapses: bool = False) -> None:
        """Write the file if the build will accept it; `item` and `front` are then the new ones.

        `approval_lapses`: that the approval is for an older text is no reason to refuse. Raises
        Faults; then the file stands as it was.
        """
        self.item, self.front, self.faults = self._examine()
        lapsed = self.lapsed() if approval_lapses else None
        if faults := [f for f in self.faults if not (lapsed and f.cause == lapsed.cause)]:
            raise Faults(faults)
        target = self.path.resolve()
        if target.read_bytes() != self._before:
            raise self.refuse("the file was changed in the meantime", "run the command again")
        mode = target.stat().st_mode
        replace_file(target, self.edit.raw)
        target.chmod(mode)

    def lapsed(self) -> approval.Refusal | None:
        """What stands against the post's going out, as far as its approval is concerned."""
        if not isinstance(self.item, Post):
            return None
        return approval.wrong(self.item, self.front, self.path.parent, self.config)

    def _examine(self) -> tuple[Post | Page, FrontMatter, tuple[Fault, ...]]:
        text = text_of(self.edit.raw, self.name)
        if self._is_page:
            return examine_page(text, self.path, self.config)
        post, front, faults = examine_post(text, self.path, self.config, self.now)
        return self.library.pause.applied(post), front, faults


class PostSheet(Sheet):
    """A post, which has states; a page has none."""

    def __init__(self, path: Path, library: Library) -> None:
        super().__init__(path, library)
        if not isinstance(self.item, Post):
            raise Faults(
                [
                    Fault(
                        self.name,
                        0,
                        "it is a page, and pages have no states",
                        "change it by hand; what is saved is public with the next build",
                    )
                ]
            )

    @property
    def post(self) -> Post:
        assert isinstance(self.item, Post)  # noqa: S101 - made sure of at the start
        return self.item

    @property
    def state(self) -> str:
        return self.post.state(self.now)


def author_named(given: str, config: Config) -> str:
    """The id of the author with this id or name. Raises Faults with whom may be meant."""
    given = " ".join(given.split())
    wanted = given.casefold()
    for author in config.authors:
        if wanted in (author.id, author.name.casefold()):
            return author.id
    # A first name alone is not enough to sign with, but enough to guess.
    known = [author.id for author in config.authors]
    raise Faults(
        [
            Fault(
                "BY",
                0,
                f"newsroom.toml knows no author {given!r}" if given else "nobody is named",
                f"{hint(given, known)}known are: {', '.join(known)}",
            )
        ]
    )
