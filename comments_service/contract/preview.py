"""The preview: the site with what is not public yet, under an address that nobody can guess.

It has a folder of its own in the data folder, so that nothing of it reaches the public site, not
even a build's state: `token` is the secret of its address, `site/` what was built last without
fault, `state.json` how the newest build went.
"""

import json
import secrets
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from comments_service.contract import addresses
from comments_service.contract.files import private_folder, write_atomically
from comments_service.contract.paths import Paths

PLACE = "<!-- preview -->"
"""Where in a page of the preview the service tells of its state."""

# 160 bits; `addresses.py` knows a token by its 40 digits.
_TOKEN_BYTES = 20


@dataclass(frozen=True)
class State:
    """How the newest build of the preview went."""

    version: str
    """Another one after each build; "" before the first."""
    words: str
    """Faults with their mends; "" where there are none."""


def paths_of_preview(paths: Paths) -> Paths:
    """What a build of the preview takes for data folder and output."""
    return replace(paths, data=paths.preview, output=paths.preview / "site")


def read_token(paths: Paths) -> str:
    """The secret of the address; "" where there is no preview."""
    try:
        return _token(paths).read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def renew_token(paths: Paths) -> str:
    """A new address: the old one leads nowhere from now on, and what was built for it goes."""
    private_folder(paths.data)
    private_folder(paths.preview)
    token = secrets.token_hex(_TOKEN_BYTES)
    path = _token(paths)
    # Replaced, never away: a preview without an address is one that was ended.
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(token, "ascii")
    fresh.replace(path)
    shutil.rmtree(paths_of_preview(paths).output, ignore_errors=True)
    _state(paths).unlink(missing_ok=True)
    return token


def end_preview(paths: Paths) -> None:
    """Take the address away first, then everything that was built for it."""
    _token(paths).unlink(missing_ok=True)
    shutil.rmtree(paths.preview, ignore_errors=True)


def in_preview(address: str, prefix: str) -> str:
    """A root-relative address of the newsroom, as a text has it, where `prefix` is the preview's.

    Texts are written for the public site; for any other prefix they stay as they are.
    """
    public = addresses.public_prefix(prefix)
    if public == prefix or not address.startswith(f"{public}/"):
        return address
    return prefix + address.removeprefix(public)


def write_state(paths: Paths, words: str) -> None:
    state = State(secrets.token_hex(8), words)
    write_atomically(_state(paths), json.dumps(asdict(state), ensure_ascii=False).encode() + b"\n")


def read_state(paths: Paths) -> State:
    try:
        return State(**json.loads(_state(paths).read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return State("", "")


def _token(paths: Paths) -> Path:
    return paths.preview / "token"


def _state(paths: Paths) -> Path:
    return paths.preview / "state.json"
