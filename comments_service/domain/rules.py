"""The rules of the chain that keeps spam out, by their names in verdicts, labels and switches."""

from comments_service.domain.verdict import SAMPLE as SAMPLE

CLASSIFIER = "classifier"

RULES = (
    *("trap", "haste", "speed", "token", "proof", "gate"),
    *("links", "name", "repeats"),
    *("near", CLASSIFIER, SAMPLE, "akismet"),
)
"""In the order in which they are asked."""

LIKELY = 0.5
"""The classifier's score that divides: from here on a text is rather spam than not."""
