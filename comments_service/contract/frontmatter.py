"""The block between `---` lines at the head of a Markdown file: YAML, each value with its line.

Every value is read as the text that stands there (YAML's failsafe schema): no surprise turns
`no` into False or a date without seconds into something else. `content_file.py` gives meaning.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made

import yaml

from comments_service.contract import frontmatter_slips
from comments_service.contract.characters import MEND, control_in
from comments_service.contract.faults import Fault, Faults

Value = str | list[str]
Values = Mapping[str, Value | list[dict[str, str]]]

# These fields hold a list in which each entry has fields of its own.
GROUPS = ("downloads", "corrections")

# The front matter starts in line 2 of the file, and PyYAML counts from 0.
_FIRST = 2


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
    """What is readable but cannot be meant. Told along with what is wrong in the values."""


def parse(text: str, name: str) -> FrontMatter:
    """Take a Markdown file apart. `name` is the file's, for the faults. Raises Faults."""
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
    values, where, groups, faults = _fields("\n".join(lines[1:end]), name)
    body = "\n".join(lines[end + 1 :])
    return FrontMatter(values, where, body, end + 2, groups, tuple(faults))


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


def _fields(
    text: str, name: str
) -> tuple[dict[str, Value], dict[str, int], dict[str, list[Group]], list[Fault]]:
    lines = text.split("\n")
    root = _root(text, lines, name)
    values: dict[str, Value] = {}
    where: dict[str, int] = {}
    groups: dict[str, list[Group]] = {}
    faults = []
    for key, node in root.value if root else ():
        line = key.start_mark.line + _FIRST
        field = str(key.value)
        if field in values or field in groups:
            faults.append(
                Fault(name, line, f"the field {field!r} stands twice", "remove one of them")
            )
        where[field] = line
        if field in GROUPS:
            entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
            groups[field] = []
            for entry in entries:
                if isinstance(entry, yaml.MappingNode):
                    groups[field].append(_group(entry))
                    for inner, value in entry.value:
                        at = inner.start_mark.line + _FIRST
                        slips = _slips(str(inner.value), at, value, lines)
                        faults += [Fault(name, *slip) for slip in slips]
                elif node.value:
                    faults.append(Fault(name, line, f"{field} has an unexpected form", _GROUP_FORM))
            continue
        values[field] = _value(node)
        faults += [Fault(name, *slip) for slip in _slips(field, line, node, lines)]
    return values, where, groups, faults


_GROUP_FORM = "start each entry with «  - » and write its fields below each other, indented alike"


def _group(node: yaml.MappingNode) -> Group:
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        values[str(key.value)] = str(_value(value)) if isinstance(value, yaml.ScalarNode) else ""
        lines[str(key.value)] = key.start_mark.line + _FIRST
    return Group(values, lines, node.start_mark.line + _FIRST)


def _root(text: str, lines: list[str], name: str) -> yaml.MappingNode | None:
    """The fields as YAML sees them; None where there are none. Raises Faults."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "not valid YAML"
        slip = frontmatter_slips.explain(lines, mark.line if mark else 0, problem)
        raise _fault(name, slip.index + _FIRST, slip.cause, slip.mend) from None
    except yaml.YAMLError as error:
        raise _fault(
            name,
            1,
            f"the front matter cannot be read: {error}",
            "remove unusual characters, such as emoji",
        ) from None
    if root is None or isinstance(root, yaml.MappingNode):
        return root
    if found := frontmatter_slips.find(lines, len(lines) - 1):
        raise _fault(name, found.index + _FIRST, found.cause, found.mend)
    raise _fault(
        name,
        root.start_mark.line + _FIRST,
        "the front matter is not a list of fields",
        "write each field as «field: value»",
    )


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
        if scalar.style is None and frontmatter_slips.cut(lines[end.line], end.column):
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
