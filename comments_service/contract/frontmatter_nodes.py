"""The fields of front matter as YAML sees them. A slip in one field does not hide the others.

Where YAML cannot read the whole, each field is read for itself, so that all slips are told at once
and the values of the other fields can still be checked.
"""

import re
from dataclasses import dataclass

import yaml

from comments_service.contract import frontmatter_slips
from comments_service.contract.frontmatter_slips import Slip

Pair = tuple[yaml.ScalarNode, yaml.Node]

_STARTS = re.compile(r"^[A-Za-z_]+:")
_NAMED = re.compile(r"^ *(?:[-–—•*] *)?([a-z_]+):", re.MULTILINE)
# Where PyYAML came without libyaml, it reads by itself.
_FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_UNREADABLE = "the front matter cannot be read: "


@dataclass(frozen=True)
class Nodes:
    """Lines are counted from 0, from the first one after `---`."""

    pairs: list[Pair]
    slips: list[Slip]
    lost: frozenset[str]
    """Fields that could not be read."""


def read(text: str) -> Nodes:
    """The fields of the text between the lines of hyphens."""
    quick = _quick(text)
    if quick is not None:
        return Nodes(quick, [], frozenset())
    lines = text.split("\n")
    whole = _compose(text, lines, 0)
    if not isinstance(whole, Slip):
        return Nodes(whole, [], frozenset())
    pairs: list[Pair] = []
    slips: list[Slip] = []
    lost: set[str] = set()
    for first, end in _pieces(lines):
        # Empty lines before the piece keep YAML's count of lines right.
        piece = "\n" * first + "\n".join(lines[first:end])
        found = _compose(piece, lines[:end], first)
        if not isinstance(found, Slip) and lines[first].startswith(" "):
            found = frontmatter_slips.find(lines[:end], first, first) or found
        if isinstance(found, Slip):
            slips.append(found)
            lost.update(_NAMED.findall(piece))
        else:
            pairs += found
    # Each piece may be right for itself where only the whole is not.
    return Nodes(pairs, slips or [whole], frozenset(lost))


def _quick(text: str) -> list[Pair] | None:
    """The fields by libyaml, which is ten times as fast; None where it has anything to complain of.

    Its marks are the same. Its complaints are worded otherwise, so they are never shown. It lets
    tabs pass.
    """
    if "\t" in text:
        return None
    try:
        root = yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        return None
    return list(root.value) if isinstance(root, yaml.MappingNode) else None


def _pieces(lines: list[str]) -> list[tuple[int, int]]:
    """Each field's lines, as first and one after the last."""
    starts = [index for index, line in enumerate(lines) if _STARTS.match(line)]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        starts.insert(0, 0)
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _compose(text: str, lines: list[str], first: int) -> list[Pair] | Slip:
    """The fields, or what keeps them from being read in the lines from `first` on."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        problem = error.problem or "not valid YAML"
        mark = error.problem_mark or error.context_mark
        if problem.startswith("found unexpected end") and error.context_mark:
            # Where the quote was opened, not where the text ends without another one.
            mark = error.context_mark
        at = min(mark.line if mark else first, len(lines) - 1)
        return frontmatter_slips.explain(lines, at, problem, first)
    except yaml.YAMLError as error:
        return Slip(first, f"{_UNREADABLE}{error}", "remove unusual characters")
    if root is None:
        return []
    if isinstance(root, yaml.MappingNode):
        return list(root.value)
    return frontmatter_slips.find(lines, len(lines) - 1, first) or Slip(
        root.start_mark.line,
        "the front matter is not a list of fields",
        "write each field as «field: value»",
    )
