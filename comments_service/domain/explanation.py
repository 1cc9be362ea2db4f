"""Words that a decision about an appeal, a report or an error has to carry."""

from comments_service.domain.decision import MAX_EXPLANATION
from comments_service.domain.errors import Invalid


def explained(text: str, field: str = "explanation") -> str:
    """The words, trimmed. Raises Invalid where there are none, or too many."""
    text = text.strip()
    if not text:
        raise Invalid({field: "Write some words. Whoever wrote to us reads them."})
    return short_enough(text, field)


def short_enough(text: str, field: str = "explanation") -> str:
    """The words, trimmed; there may be none. Raises Invalid where there are too many."""
    text = text.strip()
    if len(text) > MAX_EXPLANATION:
        raise Invalid({field: "The explanation is too long. Use at most 2,000 characters."})
    return text
