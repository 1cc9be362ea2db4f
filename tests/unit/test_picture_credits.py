"""The credit of a picture stands at the end of its caption."""

import pytest

from comments_service.contract.pictures import read_caption


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Der Turm. Foto: Eva Keller", "Eva Keller"),
        ("Bild: unbekannt", "unbekannt"),
        ("Der Turm (Foto: Eva Keller)", "Eva Keller"),
        ("Der Turm (Foto: Eva (Muster AG))", "Eva (Muster AG)"),
        ("La tour. Crédit photo : Eva", "Eva"),
        ("Das Bild: ein Turm. Foto: Eva", "Eva"),
        ("La torre. Fotografia: Eva, © Muster AG", "Eva, © Muster AG"),
        ("Der Turm", ""),
        ("Foto:", ""),
        ("Der Turm. Foto: ", ""),
        ("Vorbild: Eva", ""),
        ("", ""),
    ],
)
def test_the_credit_follows_the_last_word_that_announces_one(caption: str, credit: str) -> None:
    assert read_caption(caption).credit == credit
