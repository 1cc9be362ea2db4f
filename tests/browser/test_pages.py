"""Every page of the demo in a real browser: policy, width, contrast of habits."""

import itertools
import re

import pytest

from tests.browser.conftest import Open
from tests.running import Newsroom


def pages(newsroom: Newsroom) -> list[str]:
    """The address of every page in the output."""
    files = sorted(newsroom.output.rglob("*.html"))
    urls = [f"/{file.relative_to(newsroom.output)}" for file in files]
    return [re.sub(r"index\.html$", "", url) for url in urls]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_every_page_keeps_to_its_policy_and_fits_a_narrow_phone(
    open_page: Open, newsroom: Newsroom, scheme: str
) -> None:
    """`open_page` fails on policy violations and on requests to other hosts."""
    page = open_page("/de/", viewport={"width": 320, "height": 640}, color_scheme=scheme)
    wide = []
    for url in pages(newsroom):
        page.goto(url)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(url)

    assert wide == []


def of_every_type(newsroom: Newsroom, lang: str) -> list[str]:
    """Addresses of pages of a language that hold, among them, every part that its pages have."""
    parts = {
        url: set(" ".join(re.findall(r'\bclass="([^"]*)"', file.read_text("utf-8"))).split())
        for url in pages(newsroom)
        if (file := newsroom.output / f"{url}index.html".lstrip("/")).is_file()
        and url.startswith(f"/{lang}/")
    }
    chosen, missing = [], set().union(*parts.values())
    while missing:
        chosen.append(max(parts, key=lambda url: len(parts[url] & missing)))
        missing -= parts[chosen[-1]]
    return chosen


@pytest.mark.parametrize("width", [320, pytest.param(360, marks=pytest.mark.slow)])
def test_letters_of_twice_the_size_still_fit_a_phone(
    open_page: Open, newsroom: Newsroom, width: int
) -> None:
    """WCAG 2.2, SC 1.4.4 and 1.4.10. Reading is by columns, so tables alone may scroll.

    English words are looked at, too: a line may be longer than its German one.
    """
    page = open_page("/de/", viewport={"width": width, "height": 740}, bypass_csp=True)
    wide = []
    examples = [url for lang in ("de", "en") for url in of_every_type(newsroom, lang)]
    assert any("/en/2026/" in url for url in examples)
    for url in [*examples, f"/comments/{newsroom.open_post()[0]}", "/moderation/sign-in"]:
        page.goto(url)
        page.add_style_tag(content="html { font-size: 200% }")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(url)

    assert wide == []
    page.goto("/de/suche/")
    page.add_style_tag(content="html { font-size: 200% }")
    field = page.get_by_label("Suchen nach").bounding_box()
    assert field
    assert field["width"] > width / 2


def test_every_page_has_one_main_heading_and_no_level_is_skipped(
    open_page: Open, newsroom: Newsroom
) -> None:
    page = open_page("/de/")
    faults = []
    for url in pages(newsroom):
        page.goto(url)
        levels = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
        )
        steps = [b - a for a, b in itertools.pairwise(levels)]
        if levels.count(1) != 1 or levels[0] != 1 or any(step > 1 for step in steps):
            faults.append((url, levels))

    assert faults == []


def test_the_whole_page_can_be_walked_with_the_keyboard(
    open_page: Open, newsroom: Newsroom
) -> None:
    page = open_page(newsroom.open_post()[1])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || document.activeElement.tagName")
        seen.append(name)
        style = page.evaluate(
            "['', '::after'].some(part =>"
            " getComputedStyle(document.activeElement, part).outlineStyle !== 'none')"
        )
        assert style or name == "BODY", page.evaluate("document.activeElement.outerHTML")
        if name == "BODY":
            break

    for field in ("body", "author", "email"):
        assert field in seen
    assert "website" not in seen


def test_the_root_leads_to_the_languages(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)

    assert page.get_by_role("link", name="English").count() >= 1
    assert page.get_by_role("link", name="Deutsch").count() >= 1


def test_a_missing_page_is_told_in_the_language_of_its_address(open_page: Open) -> None:
    german = open_page("/de/gibt-es-nicht/")
    english = open_page("/en/no-such-page/")

    assert german.locator("html").get_attribute("lang") == "de"
    assert english.locator("html").get_attribute("lang") == "en"


def test_the_language_switch_leads_to_the_translation(open_page: Open, newsroom: Newsroom) -> None:
    english = next(newsroom.output.glob("en/20*/*/index.html"))
    page = open_page(f"/{english.parent.relative_to(newsroom.output)}/")
    links = page.locator("link[rel=alternate][hreflang=de]")

    if links.count():
        href = str(links.first.get_attribute("href"))
        page.goto(href)
        assert page.locator("html").get_attribute("lang") == "de"


def test_printing_leaves_navigation_and_form_out(open_page: Open, newsroom: Newsroom) -> None:
    page = open_page(newsroom.open_post()[1])
    page.emulate_media(media="print")

    assert not page.locator("nav").first.is_visible()
    assert not page.locator("[data-comment-form]").is_visible()
    assert page.locator("h1").is_visible()
