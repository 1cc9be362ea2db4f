"""Every page in a real browser: accessibility by axe-core, requests to others, complaints."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from quality.report import Finding, Section
from quality.tools import AXE, version

_VIEWS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]
_RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"

_SHAPE = "[document.querySelectorAll('h1').length, document.documentElement.scrollWidth]"


class Visitor:
    """Looks at one page after the other; `sections` is what was found."""

    def __init__(self, browser: Browser, site: str, pictures: Path | None = None) -> None:
        """`pictures` is a folder for what people are to look at themselves."""
        self._browser, self._site, self._pictures = browser, site, pictures
        self._axe = AXE.read_text("utf-8")
        self._pages = 0
        self._faults: list[Finding] = []
        self._requests: list[Finding] = []
        self._complaints: list[Finding] = []
        self._shapes: list[Finding] = []

    def visit(
        self, addresses: Iterable[str], context: BrowserContext | None = None, name: str = ""
    ) -> None:
        """Look at these pages, in a context of one's own or in one that is signed in. Where they
        have a `name`, pictures of them are taken."""
        own = context or self._browser.new_context(base_url=self._site)
        page = own.new_page()
        self._listen(page)
        for number, address in enumerate(addresses, start=1):
            self._look(page, address, f"{name}-{number}" if name else "")
        page.close()
        if context is None:
            own.close()

    def sections(self) -> list[Section]:
        views = f"{self._pages} pages, light and dark, 360 and 1280 pixels wide"
        return [
            Section(f"axe-core {version('axe-core')}", views, self._faults),
            Section("One heading, no sideways scrolling", f"{views}, and 320", self._shapes),
            Section("Requests to other hosts", f"{self._pages} pages", self._requests),
            Section("Complaints of the browser", f"{self._pages} pages", self._complaints),
        ]

    def _listen(self, page: Page) -> None:
        page.on("request", lambda request: self._asked(page.url, request.url))
        page.on("console", lambda message: self._said(page.url, message.type, message.text))
        page.on("pageerror", lambda error: self._complaints.append(Finding(page.url, str(error))))

    def _asked(self, page: str, url: str) -> None:
        if not url.startswith((f"{self._site}/", "data:", "blob:")):
            self._requests.append(Finding(page, f"asks {url}"))

    def _said(self, page: str, kind: str, text: str) -> None:
        # That an address answers 404 or 410 is what the page is for.
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self._complaints.append(Finding(page, text))

    def _look(self, page: Page, address: str, name: str) -> None:
        page.goto(address, wait_until="load")
        self._pages += 1
        page.evaluate(f"{self._axe}; undefined")
        seen: set[tuple[str, str]] = set()
        for scheme, width in _VIEWS:
            # At rest: colours that are on their way from light to dark are nobody's.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            if self._pictures and name:
                picture = self._pictures / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=picture, full_page=True)
            for violation in page.evaluate(_RUN):
                for node in violation["nodes"]:
                    selector = " ".join(map(str, node["target"]))
                    if (violation["id"], selector) not in seen:
                        seen.add((violation["id"], selector))
                        what = f"{violation['id']}: {_why(node)} ({scheme}, {width} pixels)"
                        self._faults.append(Finding(address, what, selector))
        self._measure(page, address)

    def _measure(self, page: Page, address: str) -> None:
        """What axe does not look at: the main heading, and the narrowest window (WCAG 1.4.10)."""
        page.set_viewport_size({"width": 320, "height": 900})
        headings, width = page.evaluate(_SHAPE)
        if headings != 1:
            self._shapes.append(Finding(address, f"{headings} main headings"))
        if width > 320:
            self._shapes.append(Finding(address, f"{width} pixels wide in a window of 320"))


def _why(node: dict[str, Any]) -> str:
    return " ".join(node["failureSummary"].split()).partition(": ")[2]
