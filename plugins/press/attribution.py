"""Who said it: the last line of a quotation, told apart from what was said.

> «We build.»
>
> — Anna Meier, spokeswoman
"""

import re
from collections.abc import Callable
from typing import Any

_DASH = re.compile(r"^\s*(?:—|–|―|--?)\s*")
_CLOSED = ("»", "«", "”", "“", '"', "›", "‹")
_ENDS = (".", "!", "?", "…", ":", ";", *_CLOSED)
_LONGEST = 160


def split_attribution(
    blocks: list[dict[str, Any]], words_of: Callable[[list[Any]], str]
) -> tuple[list[dict[str, Any]], list[Any]]:
    """A quotation's blocks without the attribution, and the attribution's inlines ([]: none).

    A last line that starts with a dash is one. So is a short last one that is no sentence, below
    words in quotation marks: «Anna Meier, spokeswoman».
    """
    if not blocks or blocks[-1]["t"] != "p":
        return blocks, []
    before, last = blocks[:-1], blocks[-1]["c"]
    text = words_of(last)
    if before and _DASH.match(text):
        return before, _without_dash(last)
    if before and _is_name(text) and words_of(before[-1].get("c", [])).endswith(_CLOSED):
        return before, last
    # In the same paragraph, after a line break.
    breaks = [n for n, node in enumerate(last) if isinstance(node, dict) and node["t"] == "br"]
    if breaks:
        said, by = last[: breaks[-1]], last[breaks[-1] + 1 :]
        if _DASH.match(words_of(by)) and said:
            return [*before, {"t": "p", "c": said}], _without_dash(by)
    return blocks, []


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not text.endswith(_ENDS) and text[:1] not in "«“„\"'‹"


def _without_dash(line: list[Any]) -> list[Any]:
    first = line[0]
    if isinstance(first, str):
        return [_DASH.sub("", first), *line[1:]]
    return [{**first, "c": _without_dash(first["c"])}, *line[1:]] if first.get("c") else line
