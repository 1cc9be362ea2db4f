"""What was meant where front matter is no YAML, or is YAML that says something else.

YAML's own messages name a place near the slip and speak to programmers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FIELD = r"[a-z_]+"
_INDENTED = re.compile(rf"^(?P<blanks> +)(?P<meant>{_FIELD}:(\s.*)?)$")
_NO_BLANK = re.compile(rf"^(?P<start> *(?:- +)?)(?P<field>{_FIELD}):(?P<value>(?!//)[^\s:].*)$")
_UNTIL = re.compile(r"^comments:\s*until:\s*(?P<date>.*\S)")
# The first line of an entry of a list: «  - file: a.pdf»; autocorrection likes other dashes.
_ENTRY = re.compile(rf"^(?P<blanks> *)(?P<dash>[-–—•*])(?P<gap> *)(?P<meant>{_FIELD}:(\s.*)?)$")
_DASH = re.compile(r"^ *-(?:\s|$)")
_CONTINUED = re.compile(r"^ *$|^ *#")

_MENDS = {
    "mapping values are not allowed": 'a text with a colon needs quotes: title: "One: two"',
    "could not find expected": "each line needs the form «field: value»",
    "found character": "put the value into quotes",
    "found unknown escape": "use single quotes, or write \\\\ for a backslash",
    "found unexpected end": "a quote was opened and not closed",
    "found undefined alias": "put the value into quotes",
    "expected <block end>, but found '<scalar>'": (
        "a text that holds double quotes stands in single ones: title: 'Er sagte \"nein\"'"
    ),
    "expected ',' or ']'": "a list ends with a bracket: topics: [one, two]",
    "did not find expected": "check the indentation, and close quotes and brackets",
}


@dataclass(frozen=True)
class Slip:
    index: int
    """Of the line, from 0."""
    cause: str
    mend: str


def explain(lines: Sequence[str], at: int, problem: str, first: int = 0) -> Slip:
    """The slip behind YAML's `problem`, which was met in the line with the index `at`.

    It is not looked for before the line `first`.
    """
    mend = next(
        (m for start, m in _MENDS.items() if problem.startswith(start)), "put the value into quotes"
    )
    found = find(lines, at, first)
    return found or Slip(at, f"the front matter cannot be read: {problem}", mend)


def find(lines: Sequence[str], at: int, first: int = 0) -> Slip | None:
    """A slip of form in the line `at`, or in the nearest one before that has any."""
    for index in range(min(at, len(lines) - 1), first - 1, -1):
        line = lines[index].rstrip()
        if "\t" in line and index == at:
            meant = " ".join(line.split())
            return Slip(index, "the line holds a tab", f"use blanks: «{meant}»")
        if match := _NO_BLANK.match(line):
            return Slip(
                index,
                f"after «{match['field']}:» a blank is missing",
                f"write «{match['start']}{match['field']}: {match['value']}»",
            )
        if slip := _dashed(line, index) or _indented(lines, line, index):
            return slip
        if index == at and (match := _UNTIL.match(line)):
            return Slip(
                index,
                "comments has two colons",
                f"write «comments: until {match['date']}»",
            )
    return None


def _dashed(line: str, index: int) -> Slip | None:
    match = _ENTRY.match(line)
    if not match or (match["dash"] == "-" and match["gap"]):
        return None
    cause = (
        "after the hyphen a blank is missing"
        if match["dash"] == "-"
        else f"the entry starts with «{match['dash']}» instead of a hyphen"
    )
    return Slip(index, cause, f"write «{match['blanks']}- {match['meant'].strip()}»")


def _indented(lines: Sequence[str], line: str, index: int) -> Slip | None:
    match = _INDENTED.match(line)
    if not match:
        return None
    meant, entry = match["meant"].strip(), _entry(lines, index)
    if entry is None:
        before = _field_before(lines, index)
        if before is not None and (outer := _entry(lines, before)) is not None:
            # It is the line before that stands too far left.
            blanks = " " * _column(lines[outer])
            return Slip(
                before,
                "the line is not indented, the others of its entry are",
                f"write «{blanks}{lines[before].strip()}», with {len(blanks)} blanks before it",
            )
        return Slip(index, "the line starts with a blank", f"remove it: «{meant}»")
    if slip := _dashed(lines[entry].rstrip(), entry):
        return slip
    column = _column(lines[entry])
    if len(match["blanks"]) == column:
        return None
    return Slip(
        index,
        f"the line is indented by {len(match['blanks'])}, the others of its entry by {column}",
        f"write «{' ' * column}{meant}», with {column} blanks before it",
    )


def _entry(lines: Sequence[str], index: int) -> int | None:
    """The first line of the entry, «  - file: …», that a line belongs to; None outside of any."""
    for at in range(index - 1, -1, -1):
        line = lines[at]
        if _ENTRY.match(line) or _DASH.match(line):
            return at
        if not _CONTINUED.match(line) and not line.startswith(" "):
            return None
    return None


def _field_before(lines: Sequence[str], index: int) -> int | None:
    """The nearest line before that is not indented."""
    return next((at for at in range(index - 1, -1, -1) if lines[at][:1].strip()), None)


def _column(entry: str) -> int:
    """How far the fields of an entry are indented."""
    match = _ENTRY.match(entry)
    return match.start("meant") if match else len(entry) - len(entry.lstrip()) + 2


def cut(line: str, end: int) -> bool:
    """Whether YAML takes the rest of a line, after a value without quotes, for a comment."""
    return bool(re.match(r"\s+#", line[end:]))


def quoted(text: str) -> str:
    """A text as it can stand in any field."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
