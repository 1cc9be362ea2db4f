"""Faults that docs/writing.md tells editors how to mend."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from comments_service.contract.faults import Fault

WRITING = Path(__file__).resolve().parent.parent / "docs" / "writing.md"


@cache
def _messages() -> list[re.Pattern[str]]:
    """What stands in the first column of the tables of faults; … is anything."""
    chapter = WRITING.read_text("utf-8").partition("Faults and how to mend them\n")[2]
    cells = re.findall(r"^\| (.+?) \| .+ \|$", chapter, re.MULTILINE)
    parts = [re.sub(r"^[A-Z]+: ", "", cell).split("…") for cell in cells]
    return [re.compile(".*".join(map(re.escape, part)), re.DOTALL) for part in parts]


def undocumented(faults: Iterable[Fault]) -> list[str]:
    """The causes of those faults that an editor would look up in vain."""
    causes = [fault.cause for fault in faults]
    return [cause for cause in causes if not any(m.fullmatch(cause) for m in _messages())]
