"""Reading a TOML file so that every fault is found in one go, each with its line."""

import difflib
import tomllib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from comments_service.contract import toml_slips
from comments_service.contract.characters import MEND, control_in
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.moments import NoMoment, parse_moment
from comments_service.contract.toml_lines import KeyPath, line_of, locate

T = TypeVar("T")
Check = Callable[[str], str | None]
_KINDS = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


class Table:
    """One table of the file. Getters note faults and answer a harmless value: reading goes on."""

    def __init__(self, document: "Document", data: dict[str, Any], path: KeyPath) -> None:
        self._document = document
        self._data = data
        self._path = path
        self._known: set[str] = set()

    def fault(self, key: str | None, cause: str, mend: str) -> None:
        self._document.fault((*self._path, key) if key else self._path, cause, mend)

    def text(
        self,
        key: str,
        default: str | None = None,
        check: Check | None = None,
        mended: Callable[[str], str] = lambda _: "…",
    ) -> str:
        """A text; without `default` it must be there and not empty. `check` names what is wrong,
        `mended` makes of it what would be right.
        """
        value = self._value(key, str, default)
        if value is None:
            return ""
        if default is None and not value.strip():
            self.fault(key, f"{self._name(key)} is empty", f'write {key} = "…"')
        elif key in self._data and check and (wrong := check(value)):
            self.fault(key, f"{self._name(key)}: {wrong}", f'write {key} = "{mended(value)}"')
        if control := control_in(value):
            self.fault(key, f"{self._name(key)} holds the control character {control[1]}", MEND)
        return value

    def integer(self, key: str, default: int, low: int, high: int) -> int:
        value = self._value(key, int, default)
        if value is None:
            return default
        if not low <= value <= high:
            self.fault(key, f"{self._name(key)} is {value}", f"use a number from {low} to {high}")
        return value

    def boolean(self, key: str, default: bool) -> bool:
        value = self._value(key, bool, default)
        return default if value is None else value

    def choice(self, key: str, default: str, choices: Iterable[str]) -> str:
        value = self._value(key, str, default)
        choices = tuple(choices)
        if value is not None and value not in choices:
            self.fault(key, f"{self._name(key)} is {value!r}", f"use one of: {', '.join(choices)}")
        return value or default

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def day(self, key: str) -> date:
        """A day such as 2026-12-21, with or without quotes."""
        moment = self.moment(key, ZoneInfo("UTC"), required=True)
        return (moment or datetime(2000, 1, 1, tzinfo=UTC)).date()

    def moment(
        self, key: str, zone: ZoneInfo, *, at_end: bool = False, required: bool = False
    ) -> datetime | None:
        """A day or a moment, in `zone` unless it has an offset; None where there is none."""
        self._known.add(key)
        value = self._data.get(key)
        if value is None or value == "":
            if required:
                self.fault(None, f"{self._name(key)} is missing", f"add {key} = 2026-11-20")
            return None
        try:
            return parse_moment(str(value), zone, at_end)
        except NoMoment as error:
            mend = error.mend or f"write {key} = 2026-11-20"
            self.fault(key, f"{self._name(key)} {str(value)!r} {error}", mend)
            return None

    def doubt_languages(self) -> None:
        """The list of languages is faulty, so nothing can be said of texts in others."""
        self._document.languages_unsure = True

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts; without `default` it must be there and hold something."""
        self._known.add(key)
        value = self._data.get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            cause = "is missing" if value is None else "is not a list of texts"
            self.fault(
                key if value is not None else None,
                f"{self._name(key)} {cause}",
                f'write {key} = ["…", "…"]',
            )
            return default or ()
        if not value and default is None:
            self.fault(key, f"{self._name(key)} is empty", f'write {key} = ["…"]')
        return tuple(value)

    def localized(
        self, key: str, languages: Iterable[str], required: bool = True
    ) -> dict[str, str]:
        """A text for each language: `{ de = "…", en = "…" }`."""
        table = self.table(key, required)
        found = {}
        for language in languages:
            if required or (table._data and language in table._data):
                found[language] = table.text(language)
            else:
                found[language] = ""
        table._known.update(table._data)
        # A misspelt language is told once, not at each of its texts.
        extras = () if self._document.languages_unsure else set(table._data) - set(found)
        for extra in extras:
            table.fault(
                extra,
                f"{self._name(key)} has the language {extra!r}, which the newsroom has not",
                "add it to languages in [newsroom] or remove this line",
            )
        return found

    def table(self, key: str, required: bool = True) -> "Table":
        self._known.add(key)
        value = self._data.get(key)
        if value is None and required:
            self.fault(None, f"{self._name(key)} is missing", f"add the table [{self._name(key)}]")
        elif value is not None and not isinstance(value, dict):
            self.fault(key, f"{self._name(key)} is not a table", f"write [{self._name(key)}]")
        return Table(self._document, value if isinstance(value, dict) else {}, (*self._path, key))

    def tables(self, key: str) -> list["Table"]:
        """The tables of an array, `[[key]]`, in their order."""
        self._known.add(key)
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.fault(
                key, f"{self._name(key)} is not a list of tables", f"write [[{self._name(key)}]]"
            )
            return []
        return [Table(self._document, v, (*self._path, key, i)) for i, v in enumerate(value)]

    def finish(self) -> None:
        """Note every key that nobody asked for: a misspelt setting must not be ignored."""
        for key in self._data.keys() - self._known:
            near = difflib.get_close_matches(key, self._known, 1)
            self.fault(
                key,
                f"{self._name(key)} is not a setting",
                f"did you mean {near[0]!r}?"
                if near
                else f"remove it; known here: {', '.join(sorted(self._known))}",
            )

    def _name(self, key: str) -> str:
        return ".".join(str(p) for p in (*self._path, key) if not isinstance(p, int))

    def _value(self, key: str, kind: type[T], default: T | None) -> T | None:
        self._known.add(key)
        if key not in self._data:
            if default is None:
                self.fault(None, f"{self._name(key)} is missing", f"add {key} = {_example(kind)}")
            return default
        value = self._data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            meant = toml_slips.truth(value) if kind is bool and isinstance(value, str) else ""
            self.fault(
                key,
                f"{self._name(key)} is not {_KINDS[kind]}",
                f"write {key} = {meant or _example(kind, default)}",
            )
            return default
        return value


class Document:
    """A TOML file and the faults found in it so far."""

    def __init__(self, path: Path) -> None:
        """Raise Faults when the file cannot be read or is not TOML: there is nothing to check."""
        self.path = path
        self.faults: list[Fault] = []
        self.languages_unsure = False
        name = shown(path)
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError:
            raise Faults(
                [
                    Fault(
                        name,
                        0,
                        "the file is missing",
                        "create it, or name another one in NEWSROOM_CONFIG",
                    )
                ]
            ) from None
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise Faults(
                [Fault(name, line, "the file is not UTF-8", "save it as UTF-8 in your editor")]
            ) from None
        except OSError as error:
            raise Faults(
                [
                    Fault(
                        name,
                        0,
                        f"the file cannot be read ({error.strerror})",
                        "check its permissions",
                    )
                ]
            ) from None
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            slip = toml_slips.explain(str(error), text)
            raise Faults([Fault(name, slip.line, slip.cause, slip.mend)]) from None
        self._lines = locate(text)
        self.root = Table(self, data, ())

    def fault(self, path: KeyPath, cause: str, mend: str) -> None:
        self.faults.append(Fault(shown(self.path), line_of(self._lines, path), cause, mend))

    def settle(self) -> None:
        """Raise Faults if any were noted."""
        if self.faults:
            raise Faults(self.faults)


def _example(kind: type, default: object = None) -> str:
    if isinstance(default, int):
        return str(default).lower()
    return {str: '"…"', int: "10", bool: "true"}[kind]
