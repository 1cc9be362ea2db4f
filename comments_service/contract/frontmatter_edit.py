"""Changing single fields of a text's file. Every other byte stays as it is, or nothing changes.

Remarks, order, quotes, line ends and byte order mark belong to whoever wrote the file. So a field's
place is looked up in YAML's own marks, only its characters are replaced, and the result is read
again: where it says anything else than was meant, the change is refused.
"""

import sys
from collections.abc import Mapping

import yaml

from comments_service.contract.content_file import text_of
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.frontmatter import GROUPS, FrontMatter, parse

# Where a field that is new in a file goes: after the nearest of those before it here.
_ORDER = (
    *("id", "title", "lang", "translates", "date", "modified", "expires", "kind", "status"),
    *("approved_by", "approved", "approval", "withdrawn", "reason", "replaced_by"),
    *("starts", "ends", "venue", "place", "topics", "authors", "contacts", "series"),
    *("summary", "slug", "aliases", "role", "image", "image_alt", "image_caption"),
    *("image_credit", "image_licence", "image_until", "comments", "pinned"),
    *("downloads", "corrections"),
)
_BLOCK = ("|", ">")


class FrontMatterEditor:
    """A file in the hands of a command. Each method makes one change, or raises Faults."""

    def __init__(self, raw: bytes, name: str) -> None:
        """`name` is the file's, for faults. Raises Faults where the front matter has slips."""
        self._name = name
        front = parse(text_of(raw, name), name)
        if front.faults:
            raise Faults(front.faults)
        self._text = raw.decode("utf-8")
        lines = self._text.split("\n")
        end = next(i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
        self._start = len(lines[0]) + 1
        self._tail = "\n" + "\n".join(lines[end:])
        self._newline = "\r\n" if lines[0].endswith("\r") else "\n"
        # With the line end before the closing hyphens, so that each line has one.
        self._head = "\n".join(lines[1:end]) + "\n" if end > 1 else ""

    @property
    def raw(self) -> bytes:
        """The file as it is now."""
        return self._whole(self._head).encode("utf-8")

    @property
    def front(self) -> FrontMatter:
        return parse(text_of(self.raw, self._name), self._name)

    def set(self, field: str, value: str) -> None:
        """Give a field a text; it is added where there is none."""
        value = " ".join(value.split())
        found = self._find(field)
        if found is None:
            self._insert(field, [f"{field}: {_scalar(value)}"], value)
            return
        key, node = found
        if not isinstance(node, yaml.ScalarNode):
            raise self._refusal(field, _scalar(value))
        start, end = node.start_mark.index, self._end(node)
        if start == end:
            start = end = self._colon(key)
            written = f" {_scalar(value)}"
        else:
            written = _scalar(value, None if node.style in _BLOCK else node.style)
        self._replace(start, end, written, field, value)

    def remove(self, field: str) -> None:
        """Take a field's lines away, if there are any."""
        found = self._find(field)
        if found is None:
            return
        key, node = found
        start = self._line_start(key.start_mark.index)
        self._replace(
            start, self._line_end(max(self._end(node), self._colon(key))), "", field, None
        )

    def extend(self, field: str, item: str) -> None:
        """Add a text to a field that holds several."""
        found = self._find(field)
        before = self.front.values.get(field, [])
        items = before.split() if isinstance(before, str) else before
        if item in items:
            return
        items = [*items, item]
        if found is None:
            self._insert(field, [f"{field}: {_flow(items)}"], items)
            return
        key, node = found
        if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
            at = self._line_end(self._end(node))
            line = f"{' ' * node.start_mark.column}- {_scalar(item)}{self._newline}"
            self._replace(at, at, line, field, items)
        elif isinstance(node, yaml.SequenceNode):
            at = node.end_mark.index - 1
            comma = ", " if node.value else ""
            self._replace(at, at, comma + _flow([item])[1:-1], field, items)
        else:
            start, end = self._colon(key), max(self._end(node), self._colon(key))
            self._replace(start, end, f" {_flow(items)}", field, items)

    def append(self, field: str, entry: Mapping[str, str]) -> None:
        """Add an entry to a field whose entries have fields of their own."""
        values = {name: " ".join(value.split()) for name, value in entry.items()}
        found = self._find(field)
        if found is None:
            self._insert(field, [f"{field}:", *_entry(values, 2, 4)], values)
            return
        key, node = found
        if isinstance(node, yaml.SequenceNode) and node.flow_style:
            at = node.end_mark.index - 1
            written = (", " if node.value else "") + _flow_entry(values)
        elif isinstance(node, yaml.SequenceNode):
            at = self._line_end(self._end(node))
            dash, column = node.start_mark.column, node.value[-1].start_mark.column
            written = "".join(line + self._newline for line in _entry(values, dash, column))
        elif isinstance(node, yaml.ScalarNode) and not node.value:
            at = self._line_end(self._colon(key))
            written = "".join(line + self._newline for line in _entry(values, 2, 4))
        else:
            raise self._refusal(field, "…")
        self._replace(at, at, written, field, values)

    def _whole(self, head: str) -> str:
        # The tail starts with the line end that the head already has.
        return self._text[: self._start] + head + self._tail[1:]

    def _find(self, field: str) -> tuple[yaml.ScalarNode, yaml.Node] | None:
        root = yaml.compose(self._head, Loader=yaml.BaseLoader)
        if isinstance(root, yaml.MappingNode) and root.flow_style:
            raise self._refusal(field, "…")
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        return next((pair for pair in pairs if pair[0].value == field), None)

    def _insert(self, field: str, lines: list[str], value: object) -> None:
        """New lines after the field that comes before in `_ORDER`."""
        rank = _ORDER.index(field) if field in _ORDER else len(_ORDER)
        at, best = 0, -1
        root = yaml.compose(self._head, Loader=yaml.BaseLoader)
        for key, node in root.value if isinstance(root, yaml.MappingNode) else ():
            other = _ORDER.index(key.value) if key.value in _ORDER else -1
            if best <= other < rank:
                at = self._line_end(max(self._end(node), self._colon(key)))
                best = other
        written = "".join(line + self._newline for line in lines)
        self._replace(at, at, written, field, value)

    def _replace(self, start: int, end: int, written: str, field: str, value: object) -> None:
        """Put `written` into the head if the file then says what was meant, and nothing else."""
        head = self._head[:start] + written + self._head[end:]
        before = self.front
        values, groups = dict(before.values), _plain(before)
        if field in GROUPS and isinstance(value, dict):
            groups[field] = [*groups.get(field, []), value]
        elif value is None:
            values.pop(field, None)
            groups.pop(field, None)
        else:
            values[field] = value  # type: ignore[assignment]
        try:
            after = parse(text_of(self._whole(head).encode(), self._name), self._name)
        except Faults:
            raise self._refusal(field, written.strip()) from None
        same = after.values == values and _plain(after) == groups and after.body == before.body
        if after.faults or not same:
            raise self._refusal(field, written.strip())
        self._head = head

    def _refusal(self, field: str, meant: str) -> Faults:
        line = self.front.lines.get(field, 1)
        return Faults(
            [
                Fault(
                    self._name,
                    line,
                    f"{field} cannot be changed without touching what stands around it",
                    f"write it by hand: «{meant.removeprefix(f'{field}:').strip()}»",
                )
            ]
        )

    def _colon(self, key: yaml.ScalarNode) -> int:
        """Behind the colon after a field's name."""
        return self._head.index(":", key.end_mark.index) + 1

    def _end(self, node: yaml.Node) -> int:
        """Behind a value's last character; YAML's own mark lies beyond for blocks."""
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            if isinstance(last, tuple):
                return max(self._end(last[1]), self._colon(last[0]))
            return self._end(last)
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK:
            return start + len(self._head[start:end].rstrip())
        return end

    def _line_start(self, at: int) -> int:
        return self._head.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """The start of the next line."""
        return self._head.index("\n", at) + 1


def _plain(front: FrontMatter) -> dict[str, list[dict[str, str]]]:
    return {field: [group.values for group in groups] for field, groups in front.groups.items()}


def _serialised(node: yaml.Node) -> str:
    """A value as it stands behind «field: », in one line."""
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "field")
    root = yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], flow_style=False)
    text = yaml.serialize(root, Dumper=yaml.BaseDumper, allow_unicode=True, width=sys.maxsize)
    return str(text).strip("\n").removeprefix("field:").strip()


def _node(text: str, style: str | None = None) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


def _scalar(text: str, style: str | None = None) -> str:
    return _serialised(_node(text, style))


def _flow(items: list[str]) -> str:
    nodes = [_node(item) for item in items]
    return _serialised(yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=True))


def _flow_entry(values: Mapping[str, str]) -> str:
    pairs = [(_node(name), _node(value)) for name, value in values.items()]
    return _serialised(yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=True))


def _entry(values: Mapping[str, str], dash: int, column: int) -> list[str]:
    """An entry's lines; the hyphen stands in column `dash`, the fields in `column`."""
    fields = [f"{name}: {_scalar(value)}" for name, value in values.items()]
    first = f"{' ' * dash}-{' ' * (column - dash - 1)}{fields[0]}"
    return [first, *(f"{' ' * column}{field}" for field in fields[1:])]
