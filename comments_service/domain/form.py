"""How a comment's form came: what the gate of the spam rules looks at."""

from dataclasses import dataclass
from enum import StrEnum


class Proof(StrEnum):
    """The browser's small piece of work, where the newsroom asks for one."""

    NOT_ASKED = ""
    GIVEN = "given"
    MISSING = "missing"
    """No script was at work, or not long enough."""
    WRONG = "wrong"
    """Not solved, not for this thread, too old, or used before."""


@dataclass(frozen=True)
class Form:
    """Without any of it a form is above suspicion: programs may send comments, too."""

    trap: bool = False
    """Whether the field that people cannot see holds anything."""
    forged: bool = False
    """Whether the form's token is none of ours, or of another thread."""
    age: float | None = None
    """Seconds since the reader's form was made; None where nobody knows."""
    proof: Proof = Proof.NOT_ASKED
