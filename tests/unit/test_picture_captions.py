"""What stands below a picture, taken apart: words, credit, licence, and its end."""

import pytest

from comments_service.contract.pictures import Caption, credit_name, read_caption


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        (
            "The turbine arrives. Photo: Lea Brunner. Licence: press",
            Caption("The turbine arrives.", "Lea Brunner", "Photo: Lea Brunner", "press"),
        ),
        (
            "Der Turm. Lizenz: cc-by-4. Foto: Eva, © Muster AG",
            Caption("Der Turm.", "Eva, © Muster AG", "Foto: Eva, © Muster AG", "cc-by-4"),
        ),
        (
            "La tour. Photo : Eva. Licence : presse jusqu’au 2027-12-31.",
            Caption("La tour.", "Eva", "Photo : Eva", "presse", "2027-12-31"),
        ),
        (
            "La torre. Foto: Eva. Licenza: stampa fino al 2027-01-01",
            Caption("La torre.", "Eva", "Foto: Eva", "stampa", "2027-01-01"),
        ),
        (
            "Der Turm. Foto: Muster Inc.. Lizenz: CC BY 4.0",
            Caption("Der Turm.", "Muster Inc.", "Foto: Muster Inc.", "CC BY 4.0"),
        ),
        ("Lizenz: presse", Caption("", "", "", "presse")),
        ("Foto: Eva. Lizenz:", Caption("", "Eva", "Foto: Eva", "")),
        ("Nur Worte.", Caption("Nur Worte.", "", "", "")),
    ],
)
def test_a_caption_is_taken_apart(written: str, parts: Caption) -> None:
    assert read_caption(written) == parts


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("Foto: Lea Brunner", "Lea Brunner"),
        ("Photo : Lea  Brunner", "Lea Brunner"),
        ("Lea Brunner / Muster AG", "Lea Brunner / Muster AG"),
    ],
)
def test_a_credit_is_the_same_whichever_word_announces_it(credit: str, name: str) -> None:
    assert credit_name(credit) == name
