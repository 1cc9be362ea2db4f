"""What a line of an export may hold: read from the JSON Schema that is shipped with it.

Only the words of JSON Schema (2020-12) that the file uses are understood; a test says so.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("comments-export.schema.json")
WORDS = frozenset(
    (
        *("$ref", "type", "const", "enum", "pattern", "minLength", "minimum", "maximum"),
        *("properties", "required", "additionalProperties", "default", "description"),
    )
)

Check = Callable[[Any], str]
"""Says what is wrong with a value; "" where nothing is."""

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "boolean": (bool,),
    "null": (type(None),),
}


@cache
def kinds() -> Mapping[str, Mapping[str, Any]]:
    """The schema of each kind of record, by its name."""
    schema = json.loads(FILE.read_bytes())
    names = [one["$ref"].rpartition("/")[2] for one in schema["oneOf"]]
    return {name: schema["$defs"][name] for name in names}


@cache
def defaults(kind: str) -> Mapping[str, Any]:
    properties = kinds()[kind]["properties"]
    return {name: one["default"] for name, one in properties.items() if "default" in one}


@cache
def check(kind: str) -> Check:
    """The check of a whole record of a kind."""
    definitions = json.loads(FILE.read_bytes())["$defs"]
    return _compiled(definitions[kind], definitions)


def _compiled(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Check:
    checks: list[Check] = []
    if "$ref" in schema:
        checks.append(_compiled(definitions[schema["$ref"].rpartition("/")[2]], definitions))
    if "type" in schema:
        checks.append(_type(schema["type"]))
    if "const" in schema:
        checks.append(_one_of([schema["const"]]))
    if "enum" in schema:
        checks.append(_one_of(schema["enum"]))
    if schema.keys() & {"pattern", "minLength"}:
        checks.append(_text(schema.get("pattern", ""), schema.get("minLength", 0)))
    if schema.keys() & {"minimum", "maximum"}:
        checks.append(_range(schema.get("minimum"), schema.get("maximum")))
    if "properties" in schema or "additionalProperties" in schema:
        checks.append(_object(schema, definitions))

    def check(value: Any) -> str:
        return next((wrong for one in checks if (wrong := one(value))), "")

    return check


def _type(names: str | list[str]) -> Check:
    wanted = [names] if isinstance(names, str) else names
    types = tuple(one for name in wanted for one in _TYPES[name])

    def check(value: Any) -> str:
        # In Python, true is a number as well.
        fits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
        if not fits:
            return f"is no {' or '.join(wanted)}"
        return "holds half a character" if isinstance(value, str) and _broken(value) else ""

    return check


def _broken(text: str) -> bool:
    """Whether half of a UTF-16 pair stands in it, which no UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _one_of(values: list[Any]) -> Check:
    # Types count: in Python, 1 is true.
    allowed = [(type(value), value) for value in values]
    shown = ", ".join(json.dumps(value, ensure_ascii=False) for value in values)
    return lambda value: "" if (type(value), value) in allowed else f"is none of {shown}"


def _text(pattern: str, shortest: int) -> Check:
    # As in JSON Schema, «$» is the end, not also a line feed before it.
    found = re.compile(pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern)

    def check(value: Any) -> str:
        if not isinstance(value, str):
            return ""
        if len(value) < shortest:
            return "is empty"
        return "" if found.search(value) else f"does not look like {pattern}"

    return check


def _range(least: float | None, most: float | None) -> Check:
    def check(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return ""
        fits = (least is None or value >= least) and (most is None or value <= most)
        # What is no number (NaN) is neither, and SQLite counts to 2 to the 63rd.
        return "" if fits and abs(value) < 2**63 else "is out of range"

    return check


def _object(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Check:
    properties = {
        name: _compiled(one, definitions) for name, one in schema.get("properties", {}).items()
    }
    required = schema.get("required", [])
    further = schema.get("additionalProperties", True)
    other = _compiled(further, definitions) if isinstance(further, dict) else None

    def check(value: Any) -> str:
        if not isinstance(value, dict):
            return ""
        for name in required:
            if name not in value:
                return f"has no «{name}»"
        for name, one in value.items():
            known = properties.get(name, other)
            if known is None and further is False:
                return f"has an unknown field «{name}»"
            if known and (wrong := known(one)):
                return f"{name} {wrong}"
        return ""

    return check
