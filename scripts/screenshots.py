"""Take the pictures in docs/screenshots/: the demo's pages, narrow and wide, light and dark."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Playwright, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from quality.tools import CHROMIUM, FLAGS  # noqa: E402 - found only now
from tests.running import Newsroom  # noqa: E402

FOLDER = PROJECT / "docs" / "screenshots"
PAGES = {
    "front": "/de/",
    "release": "/de/2026/kleinkraftwerk-gempelbach/",
    "notes": "/de/kurzmeldungen/",
    "press": "/de/medien/",
    "topic": "/de/themen/projekte/",
    "search": "/de/suche/?q=turbine",
    "404": "/de/gibt-es-nicht/",
}
# Width and height of the window, and how many dots a pixel has.
VIEWS = {"360": (360, 720, 2), "1280": (1280, 860, 1)}
QUALITY = 78
MOST_BYTES = 3_000_000


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="newsroom-screenshots-") as folder:
        room = Newsroom(Path(folder))
        room.start(timeout=600)
        try:
            with sync_playwright() as playwright:
                taken = take(playwright, room)
        finally:
            room.stop()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    for name, picture in taken.items():
        (FOLDER / name).write_bytes(picture)
    size = sum(map(len, taken.values()))
    print(f"Wrote {len(taken)} pictures to {FOLDER}: {size / 1_000_000:.1f} MB")
    if size > MOST_BYTES:
        sys.exit(f"They are too large: at most {MOST_BYTES / 1_000_000:.0f} MB")


def take(playwright: Playwright, room: Newsroom) -> dict[str, bytes]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    return {
        f"{page}-{view}-{scheme}.webp": picture(browser, room.url + address, view, scheme)
        for page, address in PAGES.items()
        for view in VIEWS
        for scheme in ("light", "dark")
    }


def picture(browser: Browser, url: str, view: str, scheme: str) -> bytes:
    width, height, dots = VIEWS[view]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=dots,
        color_scheme="dark" if scheme == "dark" else "light",
        locale="de-CH",
    )
    page = context.new_page()
    page.on("pageerror", lambda error: sys.exit(f"{url}: {error}"))
    page.goto(url, wait_until="networkidle")
    taken = page.screenshot()
    context.close()
    held = io.BytesIO()
    Image.open(io.BytesIO(taken)).convert("RGB").save(held, "WEBP", quality=QUALITY, method=6)
    return held.getvalue()


if __name__ == "__main__":
    main()
