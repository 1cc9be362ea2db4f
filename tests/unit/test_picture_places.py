"""How wide a picture stands on the page: what the attribute `sizes` says."""

import pytest

from plugins.picture_places import sizes


def test_a_whole_picture_is_as_wide_as_its_column() -> None:
    assert sizes("text", 1600, 400) == sizes("text", 1600, 1000)
    assert sizes("text", 1600, 1000).startswith("(min-width: 56em) 36rem, ")
    assert sizes("lead", 1600, 1000).endswith(", calc(100vw - 2.25rem)")


def test_a_wide_picture_that_fills_a_frame_needs_more_than_its_frame() -> None:
    assert sizes("list", 1500, 1000) == "(min-width: 40em) 13rem, 7rem"
    assert sizes("list", 3000, 1000) == "(min-width: 40em) calc(2.00 * 13rem), calc(2.00 * 7rem)"
    assert sizes("portrait", 900, 1200) == "9rem"


@pytest.mark.parametrize(("width", "expected"), [(900, "44rem"), (1600, "48rem"), (2000, "60rem")])
def test_the_first_picture_of_the_front_page_fills_a_high_frame(width: int, expected: str) -> None:
    assert sizes("front", width, 1000).startswith(f"(min-width: 56em) {expected}, ")


def test_an_endless_strip_asks_for_no_endless_width() -> None:
    assert "calc(4.00 * 7rem)" in sizes("list", 9000, 10)
