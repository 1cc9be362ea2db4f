"""The fields of a post or page: each value checked, every fault with its line, cause and mend."""

import uuid
from datetime import UTC, datetime
from typing import Any

from comments_service.contract import addresses, former, ids
from comments_service.contract.config import Config
from comments_service.contract.content import CommentRule
from comments_service.contract.faults import Fault
from comments_service.contract.frontmatter import GROUPS, FrontMatter, Group
from comments_service.contract.licences import licence_fault
from comments_service.contract.moments import NoMoment, parse_moment
from comments_service.contract.nearest import hint, nearest


class Fields:
    """The fields of one file. Getters note faults and answer a harmless value."""

    def __init__(
        self,
        source: FrontMatter,
        name: str,
        config: Config,
        known: tuple[str, ...],
        now: datetime | None = None,
    ) -> None:
        self._source = source
        self.name = name
        self._config = config
        self.faults: list[Fault] = list(source.faults)
        self._doubtful: set[str] = set(source.lost)
        self.now = (now or datetime.now(UTC)).astimezone(config.newsroom.timezone)
        for field in (*source.values, *source.groups):
            if field not in known:
                self._unknown(field, known)

    def _unknown(self, field: str, known: tuple[str, ...]) -> None:
        groups = [group for group, names in GROUPS.items() if field in names and group in known]
        if groups:
            mend = f"indent it, if it belongs to an entry of {' or '.join(groups)}"
        elif near := nearest(field, known):
            mend = f"did you mean {near!r}?"
        else:
            mend = f"remove it; the fields are: {', '.join(known)}"
        self.fault(field, f"there is no field {field!r}", mend)

    def line(self, field: str) -> int:
        return self._source.lines.get(field, 1)

    def fault(self, field: str, cause: str, mend: str) -> None:
        self._doubtful.add(field)
        self.fault_at(self.line(field), cause, mend)

    def fault_at(self, line: int, cause: str, mend: str) -> None:
        self.faults.append(Fault(self.name, line, cause, mend))

    def sure(self, *fields: str) -> bool:
        """Whether nothing is wrong with these fields, so that others can be judged by them."""
        return self._doubtful.isdisjoint(fields)

    def text(self, field: str, required: bool = False) -> str:
        value: Any = self._source.values.get(field, "")
        if isinstance(value, list):
            self.fault(field, f"{field} is a list", "write one text, in quotes if it starts with [")
            value = ""
        if required and not value:
            self.missing(field, "…")
        return " ".join(value.split())

    def missing(self, field: str, example: str) -> None:
        if field in self._source.lost:
            return
        if field in self._source.values:
            self.fault(field, f"{field} is empty", f"write «{field}: {example}»")
        else:
            self.fault(field, f"{field} is missing", f"add a line «{field}: {example}»")

    def emptied(self, field: str, example: str) -> bool:
        """Whether a line without a value stands there, which may be an oversight; then a fault."""
        empty = self._source.values.get(field) == ""
        if empty:
            self.fault(
                field, f"{field} is empty", f"write «{field}: {example}», or remove the line"
            )
        return empty

    def choice(self, field: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(field)
        if value == "" and default and self.emptied(field, default):
            return default
        value = value or default
        if value not in choices:
            self.fault(
                field,
                f"{field} is {value!r}",
                f"{hint(value, choices)}use one of: {', '.join(c for c in choices if c)}",
            )
            return nearest(value, choices) or default
        return value

    def language(self) -> str:
        languages = self._config.newsroom.languages
        return self.choice("lang", languages, languages[0])

    def id(self) -> str:
        value = self.text("id")
        new = _as_id(value) or ids.new_id()
        if ids.is_id(value) or "id" in self._source.lost:
            return value or new
        self.fault(
            "id",
            f"id {value!r} is not a UUID in small letters" if value else "id is missing",
            f"write «id: {new}», and never change it: comments and feeds hang on it",
        )
        return new

    def reference(self, field: str) -> str:
        """The id of another text, or ""."""
        value = self.text(field)
        if value and not ids.is_id(value):
            self.fault(
                field,
                f"{field} is {value!r}",
                f"write «{field}: {meant}»"
                if (meant := _as_id(value))
                else "write the id of the other text, which stands at its head",
            )
        return value

    def groups(self, field: str) -> list[Group]:
        """The entries of a field whose entries have fields."""
        return self._source.groups.get(field, [])

    def known_in(self, group: Group, field: str, known: tuple[str, ...]) -> None:
        for name, line in group.lines.items():
            if name not in known:
                near = nearest(name, known)
                mend = f"did you mean {near!r}?" if near else f"use: {', '.join(known)}"
                self.fault_at(line, f"an entry of {field} has no field {name!r}", mend)

    def inner(self, group: Group, field: str, name: str, example: str) -> str:
        """A text that an entry must have."""
        value = " ".join(group.values.get(name, "").split())
        if not value and self.sure(field) and name not in self._source.lost:
            self.fault_at(
                group.lines.get(name, group.line),
                f"an entry of {field} has no {name}",
                f"write «{name}: {example}» in it",
            )
        return value

    @property
    def licence_example(self) -> str:
        return next((licence.id for licence in self._config.licences), "press")

    def licence(self, value: str, line: int) -> str:
        """The id of a licence of the newsroom's."""
        if value and (wrong := licence_fault(value, self._config)):
            self.fault_at(line, *wrong)
        return value

    def known(self, field: str, names: list[str]) -> tuple[str, ...]:
        value = self._source.values.get(field, [])
        found = (
            [v.strip() for v in value.split(",") if v.strip()] if isinstance(value, str) else value
        )
        for name in found:
            if name not in names:
                self.fault(
                    field,
                    f"{field} names {name!r}, which newsroom.toml does not know",
                    f"{hint(name, names)}known are: {', '.join(names)}"
                    if names
                    else f"none are described there; remove the line «{field}»",
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

    def dates(self) -> tuple[datetime, datetime | None]:
        """When the post came out, and when it was changed. Not sure of `date`, it answers now."""
        now = self.now
        date, modified = self.moment_of("date"), self.moment_of("modified")
        if not self.text("date"):
            self.missing("date", f"{now:%Y-%m-%d %H:%M}")
        if modified and date and modified < date:
            self.fault(
                "modified",
                "modified lies before date",
                "correct one of them; a post that is not out yet needs no «modified»",
            )
        elif modified and modified > now:
            self.fault(
                "modified",
                "modified lies in the future",
                f"write the moment of the change, such as «modified: {now:%Y-%m-%d %H:%M}»",
            )
        return date or now, modified

    def moment_of(self, field: str, at_end: bool = False) -> datetime | None:
        """The moment in a field; None where there is none. A bare date is its start or its end."""
        value = self.text(field)
        moment = self.moment(value, field, self.line(field), at_end)
        if value and not moment:
            self._doubtful.add(field)
        return moment

    def moment(self, value: str, field: str, line: int, at_end: bool = False) -> datetime | None:
        if not value:
            return None
        try:
            return parse_moment(value, self._config.newsroom.timezone, at_end)
        except NoMoment as error:
            self.fault_at(
                line,
                f"{field} {value!r} {error}",
                error.mend or f"write it as «{field}: 2026-11-20 09:00»",
            )
            return None

    def expires(self, date: datetime) -> datetime | None:
        moment = self.moment_of("expires", at_end=True)
        if moment and moment <= date and self.sure("date"):
            self.fault("expires", "the post expires before it appears", "correct one of the two")
        return moment

    def aliases(self) -> tuple[str, ...]:
        """Former addresses, root-relative, decoded and without the newsroom's own path."""
        value = self._source.values.get("aliases", [])
        found = value.split() if isinstance(value, str) else value
        right = []
        for alias in found:
            if wrong := former.wrong_with(alias):
                cause, mend = wrong
                self.fault("aliases", f"aliases names {alias!r}, which {cause}", mend)
            else:
                right.append(former.decoded(alias))
        return tuple(dict.fromkeys(right))

    def comments(self) -> CommentRule:
        value = self.text("comments")
        if value in ("open", "moderated", "closed", "off"):
            return CommentRule(value)
        if not value:
            self.emptied("comments", "open")
            return CommentRule()
        word, _, rest = value.replace(":", " ", 1).partition(" ")
        zone = self._config.newsroom.timezone
        try:
            if word == "until":
                return CommentRule("until", parse_moment(rest.strip(), zone, at_end=True))
            mend = "use open, moderated, closed, off, or «until 2026-12-31»"
        except NoMoment as error:
            mend = error.mend or "write it as «comments: until 2026-12-31»"
        self.fault("comments", f"comments is {value!r}", mend)
        return CommentRule()


def _as_id(value: str) -> str:
    """The id that a UUID in another notation stands for; "" where it is none."""
    try:
        return str(uuid.UUID(value))
    except ValueError:
        return ""
