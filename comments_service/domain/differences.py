"""What has changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

SAME, GONE, NEW = "same", "gone", "new"

# Comparing takes time with the product of both lengths, in the worst case; more is shown as
# replaced as a whole. What both texts have in common at their ends does not count.
_MOST = 250_000
_TOKEN = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    kind: str
    """SAME, GONE from the old text or NEW in the new one."""
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Both texts in pieces: without the new ones they are the old text, without those that are
    gone the new one."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    end_a, end_b = len(a) - tail, len(b) - tail
    return [
        Piece(kind, text)
        for kind, text in (
            (SAME, "".join(a[:head])),
            *_middle(a[head:end_a], b[head:end_b]),
            (SAME, "".join(a[end_a:])),
        )
        if text
    ]


def _middle(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    if len(a) * len(b) > _MOST:
        return [(GONE, "".join(a)), (NEW, "".join(b))]
    pieces = []
    for what, a1, a2, b1, b2 in SequenceMatcher(None, a, b).get_opcodes():
        if what == "equal":
            pieces.append((SAME, "".join(a[a1:a2])))
        else:
            pieces += [(GONE, "".join(a[a1:a2])), (NEW, "".join(b[b1:b2]))]
    return pieces


def _common(a: list[str], b: list[str]) -> int:
    """How many tokens both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
