"""Reading a post or page from its Markdown file: every fault with line, cause and mend."""

import difflib
import re
from datetime import datetime, time
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from comments_service.contract import addresses, ids
from comments_service.contract.config import Config
from comments_service.contract.content import KINDS, ROLES, STATUSES, CommentRule, Image, Page, Post
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.frontmatter import FrontMatter, parse

POST_FIELDS = (
    *("id", "title", "lang", "date", "modified", "kind", "status", "topics", "authors"),
    *("summary", "slug", "translates", "image", "image_alt", "image_caption", "image_credit"),
    *("comments", "pinned"),
)
PAGE_FIELDS = ("id", "title", "lang", "slug", "summary", "translates", "role", "comments")

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:?\d\d)?)?")


def read_text(path: Path) -> str:
    """The file's text. Raises Faults when it is not UTF-8 or cannot be read."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Faults(
            [Fault(shown(path), line, "the file is not UTF-8", "save it as UTF-8 in your editor")]
        ) from None
    except OSError as error:
        raise Faults(
            [
                Fault(
                    shown(path),
                    0,
                    f"the file cannot be read ({error.strerror})",
                    "check that it exists and its permissions",
                )
            ]
        ) from None
    if "\0" in text:
        raise Faults(
            [
                Fault(
                    shown(path),
                    text[: text.index("\0")].count("\n") + 1,
                    "the file holds a NUL character",
                    "remove it: this is not a text file",
                )
            ]
        )
    return text.replace("\r\n", "\n")


def read_post(path: Path, config: Config) -> tuple[Post, FrontMatter]:
    """A post and its body. Raises Faults with everything that is wrong in its front matter."""
    source = parse(read_text(path), shown(path))
    fields = _Fields(source, shown(path), config, POST_FIELDS)
    kind = fields.choice("kind", KINDS, "release")
    lang = fields.language()
    post_id = fields.id()
    title = fields.text("title", required=kind != "note")
    post = Post(
        id=post_id,
        title=title,
        lang=lang,
        date=fields.moment("date") or datetime.now(config.newsroom.timezone),
        modified=fields.moment("modified", required=False),
        kind=kind,
        status=fields.choice("status", STATUSES, "published"),
        topics=fields.known("topics", [topic.id for topic in config.topics]),
        authors=fields.known("authors", [author.id for author in config.authors]),
        summary=fields.text("summary"),
        slug=fields.slug(title, f"{addresses.WORDS[lang].note}-{post_id[:8]}"),
        translates=fields.translates(),
        image=fields.image(path.parent),
        comments=fields.comments(),
        pinned=fields.choice("pinned", ("true", "false"), "false") == "true",
    )
    fields.settle()
    return post, source


def read_page(path: Path, config: Config) -> tuple[Page, FrontMatter]:
    """A page and its body. Raises Faults with everything that is wrong in its front matter."""
    source = parse(read_text(path), shown(path))
    fields = _Fields(source, shown(path), config, PAGE_FIELDS)
    title = fields.text("title", required=True)
    page = Page(
        id=fields.id(),
        title=title,
        lang=fields.language(),
        slug=fields.slug(title, ""),
        summary=fields.text("summary"),
        translates=fields.translates(),
        role=fields.choice("role", ("", *ROLES), ""),
        comments=fields.comments(),
    )
    if page.slug in addresses.RESERVED_SLUGS or page.slug.isdigit():
        fields.fault(
            "slug",
            f"a page cannot have the address {page.slug!r}: a list stands there",
            "set another slug",
        )
    fields.settle()
    return page, source


class _Fields:
    """The fields of one file. Getters note faults and answer a harmless value."""

    def __init__(
        self, source: FrontMatter, name: str, config: Config, known: tuple[str, ...]
    ) -> None:
        self._source = source
        self._name = name
        self._config = config
        self._faults: list[Fault] = []
        for field in source.values:
            if field not in known:
                near = difflib.get_close_matches(field, known, 1)
                self.fault(
                    field,
                    f"there is no field {field!r}",
                    f"did you mean {near[0]!r}?"
                    if near
                    else f"remove it; the fields are: {', '.join(known)}",
                )

    def fault(self, field: str, cause: str, mend: str) -> None:
        self._faults.append(Fault(self._name, self._source.lines.get(field, 1), cause, mend))

    def settle(self) -> None:
        if self._faults:
            raise Faults(self._faults)

    def text(self, field: str, required: bool = False) -> str:
        value: Any = self._source.values.get(field, "")
        if isinstance(value, list):
            self.fault(field, f"{field} is a list", "write one text, in quotes if it starts with [")
            value = ""
        if required and not value:
            self.fault(field, f"{field} is missing", f"add a line «{field}: …»")
        return " ".join(value.split())

    def choice(self, field: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(field) or default
        if value not in choices:
            near = difflib.get_close_matches(value, choices, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            self.fault(
                field,
                f"{field} is {value!r}",
                f"{hint}use one of: {', '.join(c for c in choices if c)}",
            )
            return default
        return value

    def language(self) -> str:
        languages = self._config.newsroom.languages
        return self.choice("lang", languages, languages[0])

    def id(self) -> str:
        value = self.text("id")
        if not ids.is_id(value):
            cause = "id is missing" if not value else f"id {value!r} is not a UUID in small letters"
            self.fault(
                "id",
                cause,
                f"write a new one, for example «id: {ids.new_id()}», "
                "and never change it: comments and feeds hang on it",
            )
            return ids.new_id()
        return value

    def translates(self) -> str:
        value = self.text("translates")
        if value and not ids.is_id(value):
            self.fault(
                "translates",
                f"translates is {value!r}",
                "write the id of the post or page this one translates",
            )
        return value

    def known(self, field: str, names: list[str]) -> tuple[str, ...]:
        value = self._source.values.get(field, [])
        found = (
            [v.strip() for v in value.split(",") if v.strip()] if isinstance(value, str) else value
        )
        for name in found:
            if name not in names:
                near = difflib.get_close_matches(name, names, 1)
                hint = f"did you mean {near[0]}? " if near else ""
                self.fault(
                    field,
                    f"{field} names {name!r}, which newsroom.toml does not know",
                    f"{hint}known are: {', '.join(names)}",
                )
        return tuple(dict.fromkeys(found))

    def slug(self, title: str, default: str) -> str:
        value = self.text("slug")
        if value and addresses.slugify(value) != value:
            self.fault(
                "slug",
                f"slug {value!r} cannot stand in an address",
                f"write «slug: {addresses.slugify(value) or 'my-post'}»",
            )
        slug = value or addresses.slugify(title) or default
        if not slug:
            self.fault(
                "title", "no address can be made of this title", "add a line «slug: my-post»"
            )
        return slug

    def moment(self, field: str, required: bool = True) -> datetime | None:
        value = self.text(field, required)
        if not value:
            return None
        moment = parse_moment(value, self._config.newsroom.timezone)
        if moment is None:
            self.fault(
                field,
                f"{field} {value!r} is not a date",
                f"write it as «{field}: 2026-11-20 09:00»",
            )
        return moment

    def image(self, folder: Path) -> Image | None:
        file = self.text("image")
        alt, credit = self.text("image_alt"), self.text("image_credit")
        if not file:
            return None
        if PurePosixPath(file).is_absolute() or not (folder / file).is_file():
            self.fault(
                "image",
                f"the picture {file!r} is not there",
                "put the file beside the post, and mind capital letters",
            )
        if not alt:
            self.fault(
                "image",
                "the lead picture has no alternative text",
                "add a line «image_alt: …» that says what can be seen",
            )
        if not credit:
            self.fault(
                "image",
                "the lead picture has no credit",
                "add a line «image_credit: …» with the author and the holder of the rights",
            )
        return Image(file, alt, self.text("image_caption"), credit)

    def comments(self) -> CommentRule:
        value = self.text("comments")
        if value in ("", "open", "moderated", "closed", "off"):
            return CommentRule(value)
        word, _, rest = value.replace(":", " ", 1).partition(" ")
        until = parse_moment(rest.strip(), self._config.newsroom.timezone, at_end=True)
        if word != "until" or until is None:
            self.fault(
                "comments",
                f"comments is {value!r}",
                "use open, moderated, closed, off, or «until 2026-12-31»",
            )
            return CommentRule()
        return CommentRule("until", until)


def parse_moment(value: str, zone: ZoneInfo, at_end: bool = False) -> datetime | None:
    """«2026-11-20», «2026-11-20 09:00», or with seconds and an offset, as an aware moment.

    Without an offset it is the newsroom's local time; a bare date is its start, or, `at_end`,
    its last second. None when it is no date.
    """
    match = _DATE.fullmatch(value)
    if not match:
        return None
    text = value.replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-])", "", text))
    except ValueError:
        return None
    if match[4] is None and at_end:
        moment = datetime.combine(moment, time(23, 59, 59))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
