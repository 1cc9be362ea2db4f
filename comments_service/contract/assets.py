"""The theme's files under names that say what is in them: `newsroom.0b1c2d3e4f5a.css`.

A name never gets another content, so browsers may keep these files for a year. The build publishes
them and writes down their names; the service, which outlives builds, reads the names anew when they
change. What was replaced stays for a while: a page in somebody's cache still finds its style.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from comments_service.contract.config import Colours
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.files import write_atomically

FOLDER = "theme"
"""Below `output/`. Everything in it has a hashed name."""
KEPT = timedelta(days=30)
"""How long a replaced file stays: search engines and offline readers keep pages for weeks."""

_DIGITS = 12
# What a style sheet refers to: url(x), url("x") and @import "x".
_REFERENCE = re.compile(r"""(url\(\s*["']?|@import\s+["'])([^"')\s]+)""")


@dataclass(frozen=True)
class Assets:
    names: dict[str, str] = field(default_factory=dict)
    """`newsroom.css` → its published name, both below `theme/`."""
    former: dict[str, datetime] = field(default_factory=dict)
    """Published names of earlier builds → when they were replaced."""


def sources(static: Path, colours: Colours) -> dict[str, bytes]:
    """Everything that belongs into `theme/`, by plain name: the theme's files and the colours."""
    found = {
        path.relative_to(static).as_posix(): path.read_bytes()
        for path in sorted(static.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    rule = f":root{{--accent:{colours.accent};--accent-dark:{colours.accent_dark}}}\n"
    return {**found, "colours.css": rule.encode()}


def hashed(files: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Published name and content of each file, by plain name.

    Style sheets name the files they refer to by their published names, so they get a new name
    themselves when one of these changes. Raises Faults where they refer to each other.
    """
    done: dict[str, tuple[str, bytes]] = {}
    for name in files:
        _publish(name, files, done, ())
    return done


def _publish(
    name: str,
    files: Mapping[str, bytes],
    done: dict[str, tuple[str, bytes]],
    above: tuple[str, ...],
) -> str:
    if name in above:
        circle = " → ".join((*above, name))
        cause = f"the style sheets refer to each other: {circle}"
        raise Faults([Fault(f"theme/static/{name}", 0, cause, "take out one reference")])
    if name not in done:
        data = files[name]
        if name.endswith(".css"):
            folder = posixpath.dirname(name)

            def refer(match: re.Match[str]) -> str:
                target = posixpath.normpath(posixpath.join(folder, match[2]))
                if target not in files:
                    return match[0]
                published = _publish(target, files, done, (*above, name))
                return match[1] + posixpath.relpath(published, folder or ".")

            data = _REFERENCE.sub(refer, data.decode()).encode()
        path = PurePosixPath(name)
        digest = hashlib.sha256(data).hexdigest()[:_DIGITS]
        done[name] = str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), data
    return done[name][0]


def names_of(static: Path, colours: Colours) -> dict[str, str]:
    """The names that a build of this theme would publish."""
    return {plain: name for plain, (name, _) in hashed(sources(static, colours)).items()}


def asset_url(prefix: str, names: Callable[[], Mapping[str, str]]) -> Callable[[str], str]:
    """`asset("newsroom.css")` for templates: the root-relative address of a theme's file.

    `names` is asked each time. A file that the theme has not raises LookupError.
    """

    def asset(name: str) -> str:
        if published := names().get(name):
            return f"{prefix}/{FOLDER}/{published}"
        raise LookupError(f"theme/static/ holds no {name}")

    return asset


def succeed(old: Assets, names: dict[str, str], now: datetime) -> Assets:
    """What holds after a build that publishes `names`: what they replace starts to age."""
    current = set(names.values())
    former = {name: old.former.get(name, now) for name in (*old.former, *old.names.values())}
    young = {
        name: since
        for name, since in former.items()
        if name not in current and now - since.astimezone(UTC) <= KEPT
    }
    return Assets(names, young)


def write_assets(path: Path, assets: Assets) -> None:
    data = {
        "version": 1,
        "names": assets.names,
        "former": {name: since.isoformat() for name, since in assets.former.items()},
    }
    write_atomically(path, json.dumps(data, indent=1, sort_keys=True).encode() + b"\n")


def read_assets(path: Path) -> Assets:
    """What the newest build published; nothing before the first one."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Assets()
    former = {name: datetime.fromisoformat(since) for name, since in data["former"].items()}
    return Assets(data["names"], former)
