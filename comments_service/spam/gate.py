"""The gate: what the way in which a form came says of its sender, whatever the text.

Each failure lets a person look, for each can happen to a reader. Two of them at once hardly ever
do: then the comment goes into quarantine, unless both tell of nothing but pace.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from comments_service.domain.form import Proof
from comments_service.domain.verdict import Candidate, Outcome, Verdict

Rule = Callable[[Candidate], Verdict | None]

GATE = "gate"
FAILURES = 2
"""So many at once go into quarantine."""

# Nobody has read the form, written a sentence and found the button in this time. Whoever writes a
# word or two may have.
HASTE_SECONDS = 3.0
HASTY_TEXT = 20
# A person rarely writes more than three comments in ten minutes.
FAST_COMMENTS = 3
_PACE = frozenset({"haste", "speed"})
_NO_PROOF = "The browser’s proof of work is missing"


def trap(candidate: Candidate) -> Verdict | None:
    """The field that people cannot see."""
    if candidate.form.trap:
        return Verdict("trap", Outcome.HOLD, 0.9, "The hidden field was filled in")
    return None


def haste(candidate: Candidate) -> Verdict | None:
    """Sent sooner than a person could have written it; a negative age is a clock put back."""
    age = candidate.form.age
    if age is None or not 0 <= age < HASTE_SECONDS or len(candidate.body) < HASTY_TEXT:
        return None
    why = "Seconds from opening the form to sending it: %(n)s"
    return Verdict("haste", Outcome.HOLD, 0.7, why, int(age))


def speed(candidate: Candidate) -> Verdict | None:
    if candidate.sender_recent >= FAST_COMMENTS:
        why = "Other comments from this sender within ten minutes: %(n)s"
        return Verdict("speed", Outcome.HOLD, 0.6, why, candidate.sender_recent)
    return None


def token(candidate: Candidate) -> Verdict | None:
    """A form whose token is missing says nothing: static pages carry none."""
    if candidate.form.forged:
        why = "The form’s token is made up, or of another post"
        return Verdict("token", Outcome.HOLD, 0.8, why)
    return None


def proof(candidate: Candidate) -> Verdict | None:
    if candidate.form.proof is Proof.MISSING:
        return Verdict("proof", Outcome.HOLD, 0.5, _NO_PROOF)
    if candidate.form.proof is Proof.WRONG:
        return Verdict("proof", Outcome.HOLD, 0.7, "The browser’s proof of work does not hold")
    return None


RULES: Sequence[Rule] = (trap, haste, speed, token, proof)


def check(
    candidate: Candidate, off: Collection[str] = (), before: Iterable[Verdict] = ()
) -> list[Verdict]:
    """The words of all rules that have something to say; those in `off` are not asked.

    A later text comes without the form: what was said `before` of the first one counts on.
    """
    names = {rule.__name__: rule for rule in RULES if rule.__name__ not in off}
    said = {one.rule: one for one in before}
    found = (rule(candidate) or said.get(name) for name, rule in names.items())
    failures = [verdict for verdict in found if verdict]
    # Without JavaScript there is never a proof.
    counted = {one.rule for one in failures if one.why != _NO_PROOF}
    # A lively office shares its address, and one of its many may be quick: a person looks.
    if len(counted) < FAILURES or counted <= _PACE or GATE in off:
        return failures
    why = "Failures at the gate: %(n)s"
    return [*failures, Verdict(GATE, Outcome.SPAM, 0.97, why, len(counted))]
