"""What was meant where front matter is no YAML, or is YAML that says something else.

YAML's own messages name a place near the slip and speak to programmers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FIELD = r"[a-z_]+"
_INDENTED = re.compile(rf"^ +(?P<meant>{_FIELD}:(\s.*)?)$")
_NO_BLANK = re.compile(rf"^(?P<field>{_FIELD}):(?P<value>[^\s:].*)$")
_UNTIL = re.compile(r"^comments:\s*until:\s*(?P<date>.*\S)")

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
    "did not find expected": "check the indentation, and close quotes and brackets",
}


@dataclass(frozen=True)
class Slip:
    index: int
    """Of the line, from 0."""
    cause: str
    mend: str


def explain(lines: Sequence[str], at: int, problem: str) -> Slip:
    """The slip behind YAML's `problem`, which was met in the line with the index `at`."""
    mend = next(
        (m for start, m in _MENDS.items() if problem.startswith(start)), "put the value into quotes"
    )
    return find(lines, at) or Slip(at, f"the front matter cannot be read: {problem}", mend)


def find(lines: Sequence[str], at: int) -> Slip | None:
    """A slip of form in the line `at`, or in the nearest one before that has any."""
    for index in range(min(at, len(lines) - 1), -1, -1):
        line = lines[index].rstrip()
        if "\t" in line and index == at:
            meant = " ".join(line.split())
            return Slip(index, "the line holds a tab", f"use blanks: «{meant}»")
        if (match := _INDENTED.match(line)) and not _in_group(lines, index):
            return Slip(
                index, "the line starts with a blank", f"remove it: «{match['meant'].strip()}»"
            )
        if match := _NO_BLANK.match(line):
            return Slip(
                index,
                f"after «{match['field']}:» a blank is missing",
                f"write «{match['field']}: {match['value']}»",
            )
        if index == at and (match := _UNTIL.match(line)):
            return Slip(
                index,
                "comments has two colons",
                f"write «comments: until {match['date']}»",
            )
    return None


def _in_group(lines: Sequence[str], index: int) -> bool:
    """Whether an indented line belongs to an entry of a list, «  - file: …»."""
    for line in reversed(lines[:index]):
        if line.lstrip().startswith("- "):
            return True
        if line.strip() and not line.startswith(" "):
            return False
    return False


def cut(line: str, end: int) -> bool:
    """Whether YAML takes the rest of a line, after a value without quotes, for a comment."""
    return bool(re.match(r"\s+#", line[end:]))


def quoted(text: str) -> str:
    """A text as it can stand in any field."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
