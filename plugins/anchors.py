"""The anchors that the theme's templates set: a text with the same one would be led past."""

import re
from dataclasses import dataclass
from pathlib import Path

_USED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
_ID = re.compile(r"""\sid=["']([^"'{]*)(\{\{)?""")
# Put into the finished page, by the build and by the service.
_LATER = "partials/comments.html"


@dataclass(frozen=True)
class Anchors:
    fixed: frozenset[str]
    starts: tuple[str, ...]
    """What anchors with a changing end start with, such as `comment-`."""

    def __contains__(self, identifier: str) -> bool:
        return identifier in self.fixed or identifier.startswith(self.starts)


def anchors(templates: Path, *names: str) -> Anchors:
    """What the templates with these names set, and all that they are made of."""
    found = {identifier: bool(open_end) for identifier, open_end in _ids(templates, names)}
    return Anchors(
        frozenset(identifier for identifier, open_end in found.items() if not open_end),
        tuple(sorted(start for start, open_end in found.items() if open_end and start)),
    )


def _ids(templates: Path, names: tuple[str, ...]) -> list[tuple[str, str]]:
    waiting, seen, found = [*names, _LATER], set[str](), []
    while waiting:
        name = waiting.pop()
        path = templates / name
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        text = path.read_text("utf-8")
        found += _ID.findall(text)
        waiting += _USED.findall(text)
    return found
