"""Whose a picture is: author and holder of the rights, and one answer for all texts."""

from datetime import UTC, datetime

import pytest

from comments_service.contract.config import Licence
from comments_service.contract.licences import RESERVED
from plugins.picture_rights import PictureUse, Rights, conflicts

PRESS = Licence("presse", {"de": "Presse"}, {"de": "Für Redaktionen."}, "")


@pytest.mark.parametrize(
    ("credit", "creator", "notice"),
    [
        ("Lea Brunner", "Lea Brunner", "© Lea Brunner"),
        ("Lea Brunner / Muster AG", "Lea Brunner", "© Muster AG"),
        ("Lea Brunner, © Muster AG", "Lea Brunner", "© Muster AG"),
        ("Lea Brunner (© Muster AG)", "Lea Brunner", "© Muster AG"),
        ("© Muster AG", "Muster AG", "© Muster AG"),
        ("KEYSTONE/Eva Keller", "KEYSTONE/Eva Keller", "© KEYSTONE/Eva Keller"),
    ],
)
def test_author_and_holder_are_told_apart(credit: str, creator: str, notice: str) -> None:
    rights = Rights(credit, PRESS)

    assert (rights.creator, rights.notice) == (creator, notice)


def use(place: str, **changes: object) -> PictureUse:
    rights = Rights(str(changes.get("credit", "Eva")), changes.get("licence", PRESS))  # type: ignore[arg-type]
    until = changes.get("until")
    assert until is None or isinstance(until, datetime)
    return PictureUse("text", "posts/turm.jpg", rights, "de", "Ein Turm", "", until, place, 7)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"credit": "Lea"}, "has the credit 'Lea' here, and 'Eva' in a.md:7"),
        ({"licence": RESERVED}, "has the licence 'reserved' here, and 'presse' in a.md:7"),
        (
            {"until": datetime(2027, 1, 1, tzinfo=UTC)},
            "has the end '2027-01-01 00:00' here, and 'none' in a.md:7",
        ),
    ],
)
def test_two_answers_for_one_file_are_a_fault_that_names_both(
    changes: dict[str, object], told: str
) -> None:
    (fault,) = conflicts([use("a.md"), use("b.md", **changes), use("c.md")])

    assert (fault.file, fault.line) == ("b.md", 7)
    assert told in fault.cause
