"""Take docs/screenshot.png from a demo that is running (`make run`), at PORT or 8000."""

import os
import shutil
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "screenshot.png"


def main() -> None:
    site = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    try:
        urlopen(f"{site}/healthz", timeout=10).close()  # noqa: S310 - the address is ours
    except URLError:
        sys.exit(f"Nothing answers at {site}. Start the demo first, in another window: make run")
    names = ("chromium", "chromium-browser", "google-chrome")
    browser_path = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            # Chromium's sandbox does not start for root.
            chromium_sandbox=os.geteuid() != 0,
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.goto(f"{site}/de/", wait_until="networkidle")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"Wrote {PICTURE}")


if __name__ == "__main__":
    main()
