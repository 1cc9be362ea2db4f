"""The Nu HTML Checker over every page, style sheet and drawing: neither errors nor warnings."""

import json
import subprocess
from pathlib import Path
from typing import Any

from quality.report import Finding, Section
from quality.tools import NU, version

# What a policy forbids, a browser tells: see `visit.py`. The checker sees files, without an origin
# that 'self' could mean, and takes structured data for scripts.
_BY_BROWSER = (
    "Resource violates Content Security Policy",
    "Inline script violates Content Security Policy",
)
_EXCERPT = 160


def check(folder: Path) -> Section:
    """Look at everything below `folder` that is HTML, CSS or SVG."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".css", ".svg")]
    done = subprocess.run(  # noqa: S603 - our own files
        ["java", "-jar", str(NU), "--format", "json", "--stdout", "--exit-zero-always",  # noqa: S607
         "--also-check-css", "--also-check-svg", *map(str, files)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    messages = json.loads(done.stdout)["messages"]
    findings = [_finding(m, folder) for m in messages if not m["message"].startswith(_BY_BROWSER)]
    seen = f"{len(files)} files: pages, style sheets, drawings"
    return Section(f"Nu HTML Checker {version('vnu-jar')}", seen, findings)


def _finding(message: dict[str, Any], folder: Path) -> Finding:
    file = message.get("url", "").removeprefix("file:").removeprefix(f"{folder}/")
    kind = message.get("subType") or message["type"]
    excerpt = " ".join(message.get("extract", "").split())[:_EXCERPT]
    line = message.get("lastLine")
    page = f"/{file}:{line}" if line else f"/{file}"
    return Finding(page, f"{kind}: {message['message']}", excerpt)
