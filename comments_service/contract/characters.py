"""Characters that no text may hold: nobody sees them, and XML, so every feed, refuses most."""

import re

# C0 but for tab and line feed, DEL and C1, and the two that Unicode says are none.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
MEND = "remove it: it cannot be seen, and often comes along with copied text"


def control_in(text: str) -> tuple[int, str] | None:
    """Where the first control character stands, and its name, such as U+0007; None without."""
    match = _CONTROL.search(text)
    return (match.start(), f"U+{ord(match[0]):04X}") if match else None
