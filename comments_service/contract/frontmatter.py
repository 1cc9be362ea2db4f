"""The block between `---` lines at the head of a Markdown file: YAML, each value with its line.

Every value is read as the text that stands there (YAML's failsafe schema): no surprise turns
`no` into False or a date without seconds into something else. `content_file.py` gives meaning.
"""

from dataclasses import dataclass

import yaml

from comments_service.contract.faults import Fault, Faults

Value = str | list[str]

_MENDS = {
    "mapping values are not allowed": 'a text with a colon needs quotes: title: "One: two"',
    "could not find expected": "each line needs the form «field: value»",
    "found character": "put the value into quotes",
    "found unknown escape": "use single quotes, or write \\\\ for a backslash",
    "found unexpected end": "a quote was opened and not closed",
    "found undefined alias": "put the value into quotes",
    "did not find expected": "check the indentation, and close quotes and brackets",
}


@dataclass(frozen=True)
class FrontMatter:
    """Values by field, the line of each (from 1), and the Markdown that follows."""

    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int
    """The line of the file in which `body` starts."""


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
    values, where = _fields("\n".join(lines[1:end]), name)
    return FrontMatter(values, where, "\n".join(lines[end + 1 :]), end + 2)


def dump(values: dict[str, Value], body: str) -> str:
    """The file's text for fields in their order; quoted only where `parse` would misread them."""
    fields = [(_scalar(key), _node(value)) for key, value in values.items()]
    root = yaml.MappingNode("tag:yaml.org,2002:map", fields, flow_style=False)
    head = yaml.serialize(root, Dumper=yaml.BaseDumper, allow_unicode=True, width=10_000)
    return f"---\n{head}---\n\n{body.strip()}\n"


def _node(value: Value) -> yaml.Node:
    if isinstance(value, str):
        return _scalar(value)
    items = [_scalar(item) for item in value]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=True)


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _fields(text: str, name: str) -> tuple[dict[str, Value], dict[str, int]]:
    # The front matter starts in line 2 of the file, and PyYAML counts from 0.
    shift = 2
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "not valid YAML"
        mend = next(
            (m for start, m in _MENDS.items() if problem.startswith(start)),
            "put the value into quotes",
        )
        raise _fault(
            name,
            mark.line + shift if mark else 1,
            f"the front matter cannot be read: {problem}",
            mend,
        ) from None
    except yaml.YAMLError as error:
        raise _fault(
            name,
            1,
            f"the front matter cannot be read: {error}",
            "remove unusual characters, such as control characters",
        ) from None
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        raise _fault(
            name,
            root.start_mark.line + shift,
            "the front matter is not a list of fields",
            "write each field as «field: value»",
        )
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    faults = []
    for key, node in root.value:
        line = key.start_mark.line + shift
        field = str(key.value)
        if field in values:
            faults.append(
                Fault(name, line, f"the field {field!r} stands twice", "remove one of them")
            )
        if isinstance(node, yaml.ScalarNode):
            values[field] = node.value.strip()
        elif isinstance(node, yaml.SequenceNode) and all(
            isinstance(item, yaml.ScalarNode) for item in node.value
        ):
            values[field] = [item.value.strip() for item in node.value]
        else:
            faults.append(
                Fault(
                    name,
                    line,
                    f"the field {field!r} has an unexpected form",
                    "write a text, or a list such as [one, two]",
                )
            )
            values[field] = ""
        lines[field] = line
    if faults:
        raise Faults(faults)
    return values, lines


def _fault(name: str, line: int, cause: str, mend: str) -> Faults:
    return Faults([Fault(name, line, cause, mend)])
