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

# Whoever reports this need not say who they are (DSA, Article 16(2)(c)).
CHILD_ABUSE = "CHILD"

# Why somebody may take a comment for illegal; our own rules are no business of theirs.
REPORTABLE = {
    **{code: reason for code, reason in REASONS.items() if reason.law},
    CHILD_ABUSE: Reason(CHILD_ABUSE, "Sexual abuse of children", law=True, rule=False),
    "LAW": Reason("LAW", "Breach of another law", law=True, rule=False),
}
