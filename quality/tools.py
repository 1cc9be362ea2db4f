"""Where the tools are that npm brings: see `scripts/quality`."""

import json
import shutil
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
MODULES = FOLDER / "node_modules"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = MODULES / "axe-core" / "axe.min.js"
SITEMAP_XSD = MODULES / "sitemap" / "schema" / "sitemap.xsd"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
# Chromium's sandbox does not start for root; the rest keeps it from asking other hosts for news.
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def version(name: str) -> str:
    data = json.loads((MODULES / name / "package.json").read_text("utf-8"))
    return str(data["version"])
