"""Numbers and names of languages in each language's form."""

import pytest

from comments_service.contract.numbers import filesize, language, number


@pytest.mark.parametrize(
    ("size", "lang", "shown"),
    [
        (0, "de", "0 B"),
        (999, "de", "999 B"),
        (1000, "de", "1 kB"),
        (38_400, "en", "38 kB"),
        (1_240_000, "de", "1.2 MB"),
        (1_240_000, "fr", "1,2 MB"),
        (12_400_000, "it", "12 MB"),
        (3_000_000_000_000, "en", "3000 GB"),
    ],
)
def test_sizes_are_told_as_people_read_them(size: int, lang: str, shown: str) -> None:
    assert filesize(size, lang) == shown


def test_thousands_are_set_apart_as_in_the_language() -> None:
    assert {lang: number(12500, lang) for lang in ("de", "en", "it")} == {
        "de": "12’500",
        "en": "12,500",
        "it": "12’500",
    }


def test_languages_are_named_in_the_reader_s_language() -> None:
    assert language("en", "de") == "Englisch"
    assert language("de", "fr") == "allemand"
