"""Walks pages with the keyboard alone, and looks at each page that it comes to."""

import re

from playwright.sync_api import Locator, Page, expect

MOST = 150
"""Stops between the beginning of a page and what somebody is looking for."""

WIDTH = 360
PHONE = {"viewport": {"width": WIDTH, "height": 740}, "locale": "en"}
"""A narrow phone whose reader speaks English."""

_FOCUSED = "element => element === document.activeElement"


class Keyboard:
    """No mouse: what Tab does not reach, or the keys do not work, fails the test.

    Names are accessible names, or parts of them, as a screen reader speaks them.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.looks_right()

    @property
    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, target: Locator, *, back: bool = False) -> Locator:
        """Tab, or with `back` Shift+Tab, until the target has the focus."""
        wanted = target.first.element_handle()
        for _ in range(MOST):
            if wanted.evaluate(_FOCUSED):
                return target.first
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def at(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self.looks_right()

    def link(self, name: str, *, back: bool = False) -> Locator:
        return self.reach(self.page.get_by_role("link", name=name), back=back)

    def button(self, name: str, *, back: bool = False) -> Locator:
        return self.reach(self.page.get_by_role("button", name=name), back=back)

    def follow(self, name: str, *, back: bool = False) -> None:
        """Enter on a link, to the page behind it."""
        self.link(name, back=back)
        self.go()

    def send(self, name: str, *, back: bool = False) -> None:
        """Enter on a button, to the page that answers."""
        self.button(name, back=back)
        self.go()

    def go(self) -> None:
        with self.page.expect_navigation():
            self.press("Enter")
        self.looks_right()

    def unfold(self, words: str) -> None:
        """Open what a summary hides."""
        self.reach(self.page.locator("summary", has_text=words))
        self.press("Enter")

    def write(self, label: str | re.Pattern[str], text: str, *, back: bool = False) -> None:
        """Replace what stands in a field."""
        self.reach(self._field(label), back=back)
        self.press("Control+a")
        self.page.keyboard.insert_text(text)

    def tick(self, label: str) -> None:
        """Turn a box on, or off where it is on."""
        self.reach(self.page.get_by_role("checkbox", name=label))
        self.press("Space")

    def choose(self, label: str) -> None:
        """One of several radio buttons: Tab reaches the group, arrows move within it."""
        wanted = self.page.get_by_role("radio", name=label)
        group = wanted.get_attribute("name")
        radios = self.page.locator(f"[type=radio][name={group}]")
        chosen = radios.and_(self.page.locator(":checked"))
        self.reach(chosen if chosen.count() else radios)
        for _ in range(MOST):
            if wanted.evaluate(_FOCUSED):
                break
            self.press("ArrowDown")
        if not wanted.is_checked():
            self.press("Space")
        expect(wanted).to_be_checked()

    def pick(self, label: str, option: str) -> None:
        """Choose in a list by typing its words."""
        field = self.reach(self._field(label))
        self.page.keyboard.type(option)
        expect(field.locator("option:checked")).to_have_text(re.compile(option))

    def told(self, *faults: str) -> None:
        """A fault is told where the focus is, and its first line leads to the field."""
        summary = self.page.locator(".error-summary:not([hidden])")
        expect(summary).to_be_focused()
        expect(summary.get_by_role("listitem")).to_have_text([re.compile(text) for text in faults])
        self.press("Tab", "Enter")
        expect(self.focused).to_have_attribute("aria-invalid", "true")

    def says(self, words: str) -> None:
        """What the page announces, where eyes are, too."""
        told = self.page.get_by_role("status").filter(has_text=words)
        expect(told.first).to_be_in_viewport()

    def reads(self, words: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def looks_right(self) -> None:
        """One heading, and nothing to scroll sideways."""
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"

    def _field(self, label: str | re.Pattern[str]) -> Locator:
        # Regions have labels, too.
        return self.page.get_by_label(label).and_(self.page.locator("input, textarea, select"))
