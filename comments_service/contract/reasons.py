"""Why a comment was not published: the codes, their names for readers, and their ground."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """`name` is the English text, which the catalogues translate."""

    code: str
    name: str
    law: bool
    """Whether the ground may be the law."""
    rule: bool
    """Whether the ground may be the newsroom's own rules."""


REASONS = {
    reason.code: reason
    for reason in (
        Reason("SPAM", "Spam or advertising", law=False, rule=True),
        Reason("OFFTOPIC", "Off-topic", law=False, rule=True),
        Reason("INSULT", "Insult", law=True, rule=True),
        Reason("HATE", "Hate or discrimination", law=True, rule=True),
        Reason("THREAT", "Threat or incitement", law=True, rule=False),
        Reason("PRIVATE", "Others' personal data", law=True, rule=False),
        Reason("CLAIM", "Unproven damaging claim", law=True, rule=False),
        Reason("IP", "Copyright or trademark", law=True, rule=False),
        Reason("SECRET", "Inside information, trade secret", law=True, rule=False),
        Reason("OTHER", "Other rule breach", law=False, rule=True),
    )
}
