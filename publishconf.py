"""The settings for a public newsroom: those of `pelicanconf.py`, and a refusal of slips."""

import ipaddress
import runpy
import sys
from pathlib import Path
from urllib.parse import urlsplit

# Run, not imported: a process that builds again must read newsroom.toml again.
globals().update(runpy.run_path(str(Path(__file__).with_name("pelicanconf.py"))))

# Names that never resolve in public (RFC 6761, RFC 6762). The demo's .example is let pass.
_PRIVATE = ("localhost", "local", "test", "invalid", "internal")


def _slips(url: str) -> list[str]:
    """What must not be so in production."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    slips = []
    if parts.scheme != "https":
        slips.append(f"newsroom.url is {url}: readers need https://")
    if "." not in host or host.rpartition(".")[2] in _PRIVATE or _is_private(host):
        slips.append(f"newsroom.url is {url}: nobody outside can reach {host}")
    return slips


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


if _found := _slips(globals()["NEWSROOM"].newsroom.url):
    _found.append("mend: set url in newsroom.toml, or NEWSROOM_URL, to the public address")
    sys.exit("\n".join(_found))
