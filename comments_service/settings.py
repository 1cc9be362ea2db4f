"""Secrets and switches from the environment, read once at the start, every fault at once."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from comments_service.contract.config import Config
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.files import private_folder, write_atomically
from comments_service.contract.paths import Paths
from comments_service.mail.smtp import url_fault

MIN_SECRET = 32


@dataclass(frozen=True, repr=False)
class Settings:
    """What the service needs beside `newsroom.toml`. Never printed: it holds secrets."""

    secret_keys: tuple[str, ...]
    """The last one signs, all are accepted."""
    akismet_key: str
    smtp_url: str


def load_settings(
    config: Config, paths: Paths, *, trial: bool, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Read `NEWSROOM_SECRET_KEY`, `NEWSROOM_AKISMET_KEY` and `NEWSROOM_SMTP_URL`, or the files
    that the same names with `_FILE` point to.

    On trial (`make run`) a secret key is made and kept in the data folder; otherwise a start
    without one is refused, and so is plain HTTP. Raises Faults.
    """
    faults: list[Fault] = []
    secret = _secret("NEWSROOM_SECRET_KEY", environment, faults)
    akismet_key = _secret("NEWSROOM_AKISMET_KEY", environment, faults)
    smtp_url = _secret("NEWSROOM_SMTP_URL", environment, faults)
    if not secret and trial and not faults:
        secret = _trial_secret(paths.data / "secret_key")
    keys = tuple(key for key in (k.strip() for k in secret.split(",")) if key)
    if not keys and not faults:
        faults.append(
            Fault(
                "NEWSROOM_SECRET_KEY",
                0,
                "there is no secret key",
                "set it, or NEWSROOM_SECRET_KEY_FILE, to a random text, such as that of "
                "`python3 -c 'import secrets; print(secrets.token_urlsafe(48))'`",
            )
        )
    faults.extend(
        Fault(
            "NEWSROOM_SECRET_KEY",
            0,
            f"the secret key has fewer than {MIN_SECRET} characters",
            "use a longer random text",
        )
        for key in keys
        if len(key) < MIN_SECRET
    )
    if smtp_url and (wrong := url_fault(smtp_url)):
        faults.append(Fault("NEWSROOM_SMTP_URL", 0, wrong, "correct it, or leave it out"))
    if not trial and not config.secure:
        faults.append(
            Fault(
                str(config.path),
                0,
                f"the newsroom's url, {config.newsroom.url}, is not HTTPS",
                'moderators sign in over it: write url = "https://…" in [newsroom]',
            )
        )
    if faults:
        raise Faults(faults)
    return Settings(keys, akismet_key, smtp_url)


def _secret(name: str, environment: Mapping[str, str], faults: list[Fault]) -> str:
    value, file = environment.get(name, "").strip(), environment.get(f"{name}_FILE", "").strip()
    if value and file:
        faults.append(Fault(name, 0, f"both {name} and {name}_FILE are set", "keep one of them"))
    if value or not file:
        return value
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        faults.append(
            Fault(
                f"{name}_FILE",
                0,
                f"{file} cannot be read ({type(error).__name__})",
                "check the path and its permissions",
            )
        )
        return ""


def _trial_secret(path: Path) -> str:
    if not path.exists():
        private_folder(path.parent)
        write_atomically(path, secrets.token_urlsafe(48).encode())
        path.chmod(0o600)
    return path.read_text("ascii").strip()
