"""A statement of reasons in words, as each language sets them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from comments_service.contract.catalogues import translators
from comments_service.domain import statement_words
from comments_service.domain.openings import OPENINGS
from comments_service.domain.statement import LAW, NOT_PUBLISHED, Statement

TRANSLATIONS = Path(__file__).resolve().parents[2] / "theme" / "translations"
ZONE = ZoneInfo("Europe/Zurich")
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
REASONS = Statement(
    "c1", 1, AT, NOT_PUBLISHED, AT, "own", False, "PRIVATE", LAW, "Art. 28 ZGB",
    "das ist privat.", AT,
)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "ground"),
    [
        ("de", "Gesetz: Art. 28 ZGB"),
        ("en", "law: Art. 28 ZGB"),
        ("fr", "loi\u202f: Art. 28 ZGB"),
        ("it", "legge: Art. 28 ZGB"),
    ],
)
def test_the_colon_before_an_article_is_set_as_in_the_language(lang: str, ground: str) -> None:
    t = translators(TRANSLATIONS)(lang)

    assert ground in [value for _, value in statement_words.details(REASONS, t, lang, ZONE)]


def test_the_address_for_an_appeal_stands_between_two_halves_of_the_paragraph() -> None:
    t = translators(TRANSLATIONS)("de")
    before, after = statement_words.sentence(REASONS, t, "de", ZONE)

    assert before.endswith("weil das ist privat. Anlass: eigene Prüfung. Automatisch: nein. "
                           "Einspruch binnen 6 Monaten: ")  # fmt: skip
    assert after == ". Der Rechtsweg steht offen."
    bare = replace(REASONS, provision="")
    assert "Gesetz" in dict(statement_words.details(bare, t, "de", ZONE)).values()


@pytest.mark.parametrize("lang", ["de", "en", "fr", "it"])
def test_what_an_explanation_begins_with_follows_the_word_because(lang: str) -> None:
    t = translators(TRANSLATIONS)(lang)

    assert [t(text) for text in OPENINGS.values() if not t(text)[0].islower()] == []
