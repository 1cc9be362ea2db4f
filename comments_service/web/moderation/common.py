"""What all pages with comments to decide about have in common: words, reasons, keys."""

from typing import Any

from comments_service.contract.reasons import REASONS
from comments_service.domain.decision import MAX_EXPLANATION, MAX_PROVISION
from comments_service.domain.keys import keys_of
from comments_service.domain.openings import OPENINGS
from comments_service.web.context import service
from comments_service.web.moderation import words
from comments_service.web.moderation.guard import session


def common() -> dict[str, Any]:
    """For templates."""
    return {
        "me": session().moderator,
        "keys": keys_of(session().moderator.keys),
        "key_names": words.KEYS,
        "reasons": REASONS,
        "openings": openings,
        "longest_explanation": MAX_EXPLANATION,
        "longest_provision": MAX_PROVISION,
        "states": words.STATES,
        "verbs": words.VERBS,
        "outcomes": words.OUTCOMES,
        "rules": words.RULES,
        "rule_names": words.RULE_NAMES,
        "proposed_words": words.PROPOSED,
        "batch_words": words.BATCHES,
        "text_batch_words": words.TEXT_BATCHES,
    }


def openings(lang: str) -> dict[str, str]:
    """How an explanation can begin, by reason, in the language of the comment."""
    config = service().config
    t = service().translator(lang if lang in config.newsroom.languages else config.language)
    return {code: t(text) for code, text in OPENINGS.items()}
