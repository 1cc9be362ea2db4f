"""The block between `---` lines at the head of a Markdown file: YAML, each value with its line.

Every value is read as the text that stands there (YAML's failsafe schema): no surprise turns
`no` into False or a date without seconds into something else. `content_file.py` gives meaning.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made

import yaml

from comments_service.contract import frontmatter_nodes, frontmatter_slips
from comments_service.contract.characters import MEND, control_in
from comments_service.contract.faults import Fault, Faults

Value = str | list[str]
Values = Mapping[str, Value | list[dict[str, str]]]

# These fields hold a list in which each entry has fields of its own.
GROUPS = {
    "downloads": ("file", "title", "credit", "licence", "until"),
    "corrections": ("date", "text"),
}
_EXAMPLES = {"downloads": "file: factsheet.pdf", "corrections": "date: 2026-11-20 09:00"}

# The front matter starts in line 2 of the file, and PyYAML counts from 0.
_FIRST = 2
# YAML takes them for the ends of lines, editors do not.
_SEPARATORS = ("\u2028", "\u2029", "\x85")


@dataclass(frozen=True)
class Group:
    """An entry of a list whose entries have fields: their values, and the line of each."""

    values: dict[str, str]
    lines: dict[str, int]
    line: int


@dataclass(frozen=True)
class FrontMatter:
    """Values by field, the line of each (from 1), and the Markdown that follows."""

    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int
    """The line of the file in which `body` starts."""
    groups: dict[str, list[Group]] = made(default_factory=dict)
    """The entries of the fields in GROUPS; such a field has no value of its own."""
    faults: tuple[Fault, ...] = ()
    """Slips of form. Told along with what is wrong in the values."""
    lost: frozenset[str] = frozenset()
    """Fields that could not be read; their faults are told already."""


def parse(text: str, name: str) -> FrontMatter:
    """Take a Markdown file apart. `name` is the file's, for the faults.

    Raises Faults where no field can be read at all.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != "---":
        raise _fault(
            name,
            1,
            "the file does not start with front matter",
            "put the fields between two lines of three hyphens, --- ; `make new` writes them",
        )
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end:
        raise _fault(
            name,
            1,
            "the front matter is not closed",
            "put a line of three hyphens, ---, after the last field",
        )
    for index, line in enumerate(lines[:end]):
        if found := next((sign for sign in _SEPARATORS if sign in line), ""):
            cause = f"the line holds the separator U+{ord(found):04X}"
            raise _fault(name, index + 1, cause, MEND)
    head = _Head(lines[1:end], name)
    head.read()
    if head.faults and not head.where:
        raise Faults(head.faults)
    body = "\n".join(lines[end + 1 :])
    return FrontMatter(
        head.values,
        head.where,
        body,
        end + 2,
        head.groups,
        tuple(head.faults),
        frozenset(head.lost),
    )


def dump(values: Values, body: str) -> str:
    """The file's text for fields in their order; quoted only where `parse` would misread them."""
    fields = [(_scalar(key), _node(value)) for key, value in values.items()]
    root = yaml.MappingNode("tag:yaml.org,2002:map", fields, flow_style=False)
    head = yaml.serialize(root, Dumper=yaml.BaseDumper, allow_unicode=True, width=10_000)
    return f"---\n{head}---\n\n{body.strip()}\n"


def _node(value: Value | list[dict[str, str]]) -> yaml.Node:
    if isinstance(value, str):
        return _scalar(value)
    items = [_scalar(item) if isinstance(item, str) else _mapping(item) for item in value]
    flat = all(isinstance(item, str) for item in value)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flat)


def _mapping(values: dict[str, str]) -> yaml.MappingNode:
    fields = [(_scalar(key), _scalar(value)) for key, value in values.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", fields, flow_style=False)


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


class _Head:
    """Reads the fields; afterwards the attributes hold what was found."""

    def __init__(self, lines: list[str], name: str) -> None:
        self.values: dict[str, Value] = {}
        self.where: dict[str, int] = {}
        self.groups: dict[str, list[Group]] = {}
        self.faults: list[Fault] = []
        self.lost: set[str] = set()
        self._lines, self._name = lines, name

    def read(self) -> None:
        found = frontmatter_nodes.read("\n".join(self._lines))
        self.lost.update(found.lost)
        for slip in found.slips:
            self._fault(slip.index + _FIRST, slip.cause, slip.mend)
        for key, node in found.pairs:
            line = key.start_mark.line + _FIRST
            field = str(key.value)
            if field in self.where:
                mend = "remove one of them"
                if groups := [group for group in self.groups if field in GROUPS[group]]:
                    mend += f", or indent it, if it belongs to an entry of {groups[-1]}"
                self._fault(line, f"the field {field!r} stands twice", mend)
            self.where[field] = line
            if field in GROUPS:
                self.groups[field] = list(self._entries(field, line, node))
            else:
                self.values[field] = _value(node)
                self._slips(field, line, node)

    def _entries(self, field: str, line: int, node: yaml.Node) -> Iterator[Group]:
        """The entries of a field in GROUPS; what has another form is a fault."""
        if isinstance(node, yaml.ScalarNode) and not node.value:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.lost.add(field)
            if isinstance(node, yaml.MappingNode) and not node.flow_style:
                self._undashed(field, node)
            else:
                self._fault(line, f"{field} is no list of entries", _group_form(field))
            return
        for entry in node.value:
            if isinstance(entry, yaml.MappingNode):
                yield self._group(field, entry)
                continue
            at = entry.start_mark.line
            if isinstance(entry, yaml.ScalarNode) and not entry.value:
                cause = f"an entry of {field} is empty"
                mend = "remove the hyphen, or write the entry's fields after it"
                self._fault(at + _FIRST, cause, mend)
            elif slip := frontmatter_slips.find(self._lines, at, at):
                self._fault(slip.index + _FIRST, slip.cause, slip.mend)
            else:
                cause = f"an entry of {field} has an unexpected form"
                self._fault(at + _FIRST, cause, _group_form(field))

    def _undashed(self, field: str, node: yaml.MappingNode) -> None:
        """Fields where entries should stand: the hyphen was forgotten, or it is another sign."""
        at = node.value[0][0].start_mark.line
        slip = frontmatter_slips.find(self._lines, at, at)
        if slip and "hyphen" in slip.cause:
            self._fault(slip.index + _FIRST, slip.cause, slip.mend)
            return
        meant = self._lines[at].strip()
        self._fault(
            at + _FIRST,
            f"{field} is a list, but its entry has no hyphen",
            f"write «  - {meant}», and its other fields below, with 4 blanks before them",
        )

    def _group(self, field: str, node: yaml.MappingNode) -> Group:
        values: dict[str, str] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            inner, at = str(key.value), key.start_mark.line + _FIRST
            if inner in lines:
                cause = f"an entry of {field} has the field {inner!r} twice"
                self._fault(at, cause, "remove one of them, or start a new entry with «  - »")
            lines[inner] = at
            # A list or a mapping in it is told by `_slips`.
            values[inner] = str(_value(value)) if isinstance(value, yaml.ScalarNode) else ""
            self._slips(inner, at, value)
        return Group(values, lines, node.start_mark.line + _FIRST)

    def _slips(self, field: str, line: int, node: yaml.Node) -> None:
        self.faults += [Fault(self._name, *slip) for slip in _slips(field, line, node, self._lines)]

    def _fault(self, line: int, cause: str, mend: str) -> None:
        self.faults.append(Fault(self._name, line, cause, mend))


def _group_form(field: str) -> str:
    return f"write «  - {_EXAMPLES[field]}», and its other fields below, with 4 blanks before them"


def _value(node: yaml.Node) -> Value:
    """The text or the texts of a field; "" for what is neither."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        return [str(item.value).strip() for item in _scalars(node)]
    return ""


def _scalars(node: yaml.Node) -> list[yaml.ScalarNode]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [item for item in items if isinstance(item, yaml.ScalarNode)]


def _slips(
    field: str, line: int, node: yaml.Node, lines: list[str]
) -> Iterator[tuple[int, str, str]]:
    """What is YAML but cannot be meant: line, cause and mend."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        nested = node.value[0][0].start_mark.line
        if found := frontmatter_slips.find(lines, nested):
            yield found.index + _FIRST, found.cause, found.mend
            return
    scalars = _scalars(node)
    if len(scalars) != (len(node.value) if isinstance(node, yaml.SequenceNode) else 1):
        yield (
            line,
            f"the field {field!r} has an unexpected form",
            "write a text, or a list such as [one, two]",
        )
    for scalar in scalars:
        start, end = scalar.start_mark, scalar.end_mark
        if not scalar.style and frontmatter_slips.cut(lines[end.line], end.column):
            yield (
                end.line + _FIRST,
                f"{field} would end before the «#»",
                f"put the value into quotes: «{field}: {_quoted(lines[line - _FIRST])}»",
            )
        elif lines[start.line][start.column : start.column + 1] in ("&", "!"):
            yield (
                start.line + _FIRST,
                f"{field} would lose its first word",
                f"put the value into quotes: «{field}: {_quoted(lines[line - _FIRST])}»",
            )
        if control := control_in(scalar.value):
            yield start.line + _FIRST, f"{field} holds the control character {control[1]}", MEND


def _quoted(line: str) -> str:
    return frontmatter_slips.quoted(line.partition(":")[2].strip())


def _fault(name: str, line: int, cause: str, mend: str) -> Faults:
    return Faults([Fault(name, line, cause, mend)])
