"""Browsers choose the right one of a picture's widths, and load no original."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]

PAGES = ("/de/", "/de/2026/kleinkraftwerk-gempelbach/", "/de/autoren/nadja-furgler/", "/en/")

# Of each picture on the page: width on the screen, width of the file, all widths there are.
_MEASURE = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 500) {
    scrollTo(0, y);
    await new Promise(done => setTimeout(done, 30));
  }
  const images = [...document.querySelectorAll("main img[srcset]")].filter(i => i.offsetWidth);
  await Promise.all(images.map(image => image.decode()));
  return images.map(image => ({
    shown: image.getBoundingClientRect(),
    file: decodeURI(image.currentSrc),
    widths: image.srcset.split(", ").map(one => parseInt(one.split(" ")[1])),
    natural: image.getAttribute("width") / image.getAttribute("height"),
  }));
}"""


def pictures(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(_MEASURE)
    return found


def needed(picture: dict[str, Any]) -> float:
    """The width that the frame needs of the whole picture, parts cut off at its sides included."""
    return max(picture["shown"]["width"], picture["shown"]["height"] * picture["natural"])


def chosen(picture: dict[str, Any]) -> int:
    """The width in the name of the file that was loaded."""
    return int(picture["file"].split(".")[-3])


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_loads_no_picture_wider_than_it_needs(open_page: Open, path: str) -> None:
    """That is: no wider than the next width there is."""
    loaded: list[str] = []
    page = open_page("/de/impressum/", viewport={"width": 360, "height": 780})
    page.on(
        "response", lambda answer: loaded.append(answer.url) if "/media/" in answer.url else None
    )
    page.goto(path)

    found = pictures(page)

    assert found
    for picture in found:
        enough = [width for width in picture["widths"] if width >= needed(picture) - 1]
        assert chosen(picture) <= min(enough, default=max(picture["widths"])), picture
    assert [url for url in loaded if not url.endswith(".webp")] == [], "no original, no fallback"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "density"), [(360, 3), (700, 1), (950, 2), (1440, 1)])
def test_no_picture_is_blurred(open_page: Open, path: str, width: int, density: int) -> None:
    """A file may be a tenth narrower than what is shown: nobody sees that."""
    page = open_page(path, viewport={"width": width, "height": 900}, device_scale_factor=density)

    for picture in pictures(page):
        wanted = min(needed(picture) * density * 0.9, max(picture["widths"]))
        assert chosen(picture) >= wanted, picture


def test_the_poster_of_a_video_asks_nobody_else(open_page: Open) -> None:
    """`open_page` fails on any request to another host."""
    page = open_page("/de/2025/fischzaehlung-saegenau/")

    link = page.get_by_role("link", name="öffnet eine andere Website")
    link.scroll_into_view_if_needed()
    assert link.get_attribute("href") == "https://video.tobelwerk.example/w/8kQ2rZfT4nWcJxv1"
    assert link.locator("img").is_visible()
    link.focus()
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
