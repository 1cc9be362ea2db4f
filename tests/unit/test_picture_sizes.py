"""Which files are made from a picture: never larger than it is, named after what they hold."""

from dataclasses import replace

import pytest

from comments_service.contract.licences import RESERVED
from plugins.picture_rights import Rights
from plugins.picture_sizes import Namer, card, cut, plain, shapes, web
from plugins.pictures import Facts

PHOTO = Facts(2400, 1600, "image/jpeg", 900_000, "a" * 64, False, False, False)
EVA = Rights("Eva Keller", RESERVED)


def sized(width: int, height: int) -> Facts:
    return replace(PHOTO, width=width, height=height)


def widths(facts: Facts) -> list[int]:
    return [made.width for made in web(Namer("a/b.jpg", facts, EVA), facts)]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (2400, [240, 480, 800, 1200, 1600]),
        (1600, [240, 480, 800, 1200, 1600]),
        (1000, [240, 480, 800, 1000]),
        (240, [240]),
        (30, [30]),
    ],
)
def test_no_width_exceeds_the_picture(width: int, expected: list[int]) -> None:
    assert widths(sized(width, width)) == expected


def test_heights_keep_the_proportions() -> None:
    namer = Namer("a/b.jpg", PHOTO, EVA)

    assert [(made.width, made.height) for made in web(namer, PHOTO)][-1] == (1600, 1067)
    assert (plain(namer, PHOTO).width, plain(namer, PHOTO).height) == (1200, 800)


def test_a_name_tells_the_width_and_changes_with_the_content() -> None:
    first = plain(Namer("posts/x/turm.jpg", PHOTO, EVA), PHOTO).key
    other = replace(PHOTO, digest="b" * 64)

    assert first.startswith("posts/x/turm.1200.")
    assert first.endswith(".jpg")
    assert plain(Namer("posts/x/turm.jpg", other, EVA), other).key != first
    changed = Rights("Lea Brunner", RESERVED)
    assert plain(Namer("posts/x/turm.jpg", PHOTO, changed), PHOTO).key != first


def test_drawings_and_what_is_transparent_are_not_blurred() -> None:
    for facts in (replace(PHOTO, flat=True), replace(PHOTO, transparent=True)):
        assert plain(Namer("a.png", facts, EVA), facts).form == "PNG"


def test_search_results_get_three_shapes_of_which_none_is_too_small() -> None:
    found = shapes(Namer("a.jpg", PHOTO, EVA), PHOTO)

    assert {name: (made.width, made.height) for name, made in found.items()} == {
        "1x1": (1200, 1200),
        "4x3": (1200, 900),
        "16x9": (1200, 675),
    }
    small = sized(230, 230)
    assert list(shapes(Namer("a.jpg", small, EVA), small)) == ["1x1"], "the others: 50 000 pixels"


def test_a_card_is_as_large_as_the_picture_allows() -> None:
    for facts, expected in (
        (PHOTO, (1200, 630)),
        (sized(800, 2000), (800, 420)),
    ):
        made = card(Namer("a.jpg", facts, EVA), facts)
        assert made is not None
        assert (made.width, made.height) == expected
    small = sized(599, 599)
    assert card(Namer("a.jpg", small, EVA), small) is None


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((2400, 1600), (400, 0, 2000, 1600)),
        ((1000, 2000), (0, 400, 1000, 1400)),
        ((1, 1), (0, 0, 1, 1)),
    ],
)
def test_a_cut_is_taken_from_the_middle_and_of_tall_pictures_from_above_it(
    size: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    assert cut(*size, (1, 1)) == box
