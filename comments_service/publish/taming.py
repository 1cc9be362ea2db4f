"""Keeping a Markdown parser's time in bounds, whatever a reader writes.

The parser needs quadratic time for texts that nobody writes but an attacker: thousands of quote
marks, brackets or stars. A text with so many marks is shown as it was typed, without formatting.
"""

import re
from collections import Counter

# Nobody quotes or nests lists deeper than this; what is deeper stands on the last level.
MAX_NESTING = 8

# How many marks of one kind, and how many lines that open a quote or a list item, have a meaning.
_MAX_MARKS = 120
_MAX_OPENINGS = 120
# Where fences stand about, this file cannot always tell what the parser takes for code.
_MAX_OPENINGS_WITH_FENCES = 20

_OPENING = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t]|$))")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)")
_MARK = re.compile(r"[\[\]*_`<&!~\\]|:(?=//)|mailto:", re.IGNORECASE)


def is_wild(body: str) -> bool:
    """Whether the text has more marks than a person would type."""
    marks = Counter(_MARK.findall(body))
    openings = sum(len(_openings(line)) for line in body.split("\n"))
    fences = "```" in body or "~~~" in body
    most = _MAX_OPENINGS_WITH_FENCES if fences else _MAX_OPENINGS
    return openings > most or any(count > _MAX_MARKS for count in marks.values())


def separated(body: str) -> str:
    """The text with each quote, list and paragraph set apart by an empty line.

    «Lazy continuation» (CommonMark 0.31, 5.1) lets a plain line go on in the quote above it. A
    reader who answers right under a quote does not mean that, and the parser would read such
    texts over and over. Code between fences stays as it is.
    """
    lines: list[str] = []
    before = ""
    fence = ""
    for line in body.split("\n"):
        kind = "" if fence else _kind(line)
        if before and kind not in ("", " ", before):
            lines.append("")
        lines.append(line if fence else _shallow(line))
        fence = _fence_after(line, fence)
        # An indented line goes on with what stands above it.
        before = before if kind == " " else kind
    return "\n".join(lines)


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open behind a line, "" for none (CommonMark 0.31, 4.5)."""
    match = _FENCE.match(line)
    if not match:
        return fence
    if not fence:
        return match[1]
    closes = match[1][0] == fence[0] and len(match[1]) >= len(fence) and not match[2].strip()
    return "" if closes else fence


def _kind(line: str) -> str:
    """`>` quote, `-` list item, blank for an indented line, `x` plain text, "" for an empty one."""
    if not line.strip():
        return ""
    if opening := _OPENING.match(line):
        return ">" if opening[0].endswith(">") else "-"
    return " " if line[0] in " \t" else "x"


def _shallow(line: str) -> str:
    """The line with no more marks at its start than may be nested."""
    openings = _openings(line)
    if len(openings) <= MAX_NESTING:
        return line
    return line[: openings[MAX_NESTING - 1]] + " " + line[openings[-1] :].lstrip()


def _openings(line: str) -> list[int]:
    """Where the marks of quotes and list items at the start of a line end."""
    ends: list[int] = []
    while opening := _OPENING.match(line, ends[-1] if ends else 0):
        ends.append(opening.end())
    return ends
