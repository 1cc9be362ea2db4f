"""What was meant where `newsroom.toml` is no TOML. `tomllib` speaks to programmers."""

import re
from dataclasses import dataclass

_PLACE = re.compile(r" \(at (?:line (\d+)|end of document).*\)$")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline table key")
_LINE = re.compile(r"^\s*(?P<key>[\w.-]+)\s*(?P<sign>[=:])\s*(?P<value>.*?)\s*(?:#.*)?$")
_CURLY = "“”„‟«»‘’‚"
_TRUTHS = {
    "yes": "true",
    "ja": "true",
    "on": "true",
    "no": "false",
    "nein": "false",
    "off": "false",
}
_TRUTHS |= {"true": "true", "false": "false"}


@dataclass(frozen=True)
class Slip:
    line: int
    cause: str
    mend: str


def explain(message: str, text: str) -> Slip:
    """`message` is that of tomllib's error, which ends with its place."""
    place = _PLACE.search(message)
    lines = text.split("\n")
    number = int(place[1]) if place and place[1] else len(text.rstrip("\n").split("\n"))
    written = lines[number - 1] if number <= len(lines) else ""
    cause = _PLACE.sub("", message)
    known = _twice(cause, written) or _misquoted(written)
    return Slip(
        number,
        *(
            known
            or (
                f"not valid TOML: {cause}",
                "check quotes, brackets and = on this line and the one above",
            )
        ),
    )


def truth(word: str) -> str:
    """«true» or «false» for a word that means it; "" for any other."""
    return _TRUTHS.get(word.lower(), "")


def _twice(cause: str, written: str) -> tuple[str, str] | None:
    if not cause.startswith(_TWICE):
        return None
    key = written.strip() if written.lstrip().startswith("[") else written.partition("=")[0].strip()
    return f"{key} stands twice", "remove one of them"


def _misquoted(written: str) -> tuple[str, str] | None:
    """Values without quotes, with quotes of the wrong form, or after a colon."""
    match = _LINE.match(written)
    if not match:
        return None
    key, value = match["key"], match["value"]
    plain = value.strip(_CURLY + "\"' ")
    if any(sign in value[:1] + value[-1:] for sign in _CURLY):
        return "the quotes are curly ones", f'use straight quotes: {key} = "{plain}"'
    if (meant := truth(plain)) and value == plain:
        return f"{key} is {value}", f"write {key} = {meant}"
    if not value:
        return f"{key} is empty", f'write {key} = "…"'
    if match["sign"] == ":":
        return f"after {key} stands a colon", f"write {key} = {value}"
    if value == plain and not re.match(r"[\d\[{+-]", value):
        return f"{key} has no quotes", f'write {key} = "{value}"'
    return None
