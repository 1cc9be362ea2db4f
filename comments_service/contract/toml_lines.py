"""Where in a TOML text a key stands. `tomllib` does not say, and a fault needs its line."""

import re

KeyPath = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(
    r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*="""
)
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_STRING = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


def locate(text: str) -> dict[KeyPath, int]:
    """Line (from 1) of every table and key of a valid TOML document, by path.

    Tables in an array are counted: `("topics", 0, "id")`. Keys inside inline tables are not
    listed; `line_of` then answers with the line of what encloses them.
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    depth = 0
    open_quote = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not open_quote and depth == 0:
            if header := _HEADER.match(line):
                table = _resolve(_parts(header[2]), counts)
                if header[1] == "[[":
                    index = counts.get(table, -1) + 1
                    counts[table] = index
                    lines.setdefault(table, number)
                    table = (*table, index)
                lines[table] = number
                continue
            if key := _KEY.match(line):
                lines[(*table, *_parts(key[1]))] = number
        open_quote, change = _scan(line, open_quote)
        depth += change
    return lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of `path`, or of the nearest thing that encloses it; 1 when nothing does."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _resolve(parts: list[str], counts: dict[KeyPath, int]) -> KeyPath:
    """`[topics.name]` after `[[topics]]` means the newest topic."""
    path: KeyPath = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if path in counts and position < len(parts) - 1:
            path = (*path, counts[path])
    return path


def _scan(line: str, open_quote: str) -> tuple[str, int]:
    """Follow strings and brackets over a line: the multi-line quote left open, the depth gained."""
    position, depth = 0, 0
    while position < len(line):
        if open_quote:
            end = line.find(open_quote, position)
            if end < 0:
                return open_quote, depth
            position, open_quote = end + 3, ""
            continue
        match = _STRING.match(line, position)
        if match and match[0] in ('"""', "'''"):
            open_quote = match[0]
            position = match.end()
        elif match:
            position = match.end()
        else:
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(line[position], 0)
            position += 1
    return open_quote, depth
