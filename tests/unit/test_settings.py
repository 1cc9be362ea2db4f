"""Secrets and switches: from the environment or files, every fault at once, none ever printed."""

from pathlib import Path

import pytest

from comments_service.contract.faults import Faults
from comments_service.contract.paths import paths_for
from comments_service.settings import Settings, load_settings
from tests.support import write_config

KEY = "x" * 40


def load(folder: Path, *, trial: bool = False, url: str = "https://news.muster.example",
         **environment: str) -> Settings:  # fmt: skip
    config = write_config(folder, url=url)
    return load_settings(config, paths_for(config), trial=trial, environment=environment)


def test_production_wants_a_secret_key_and_https_and_says_both_at_once(tmp_path: Path) -> None:
    with pytest.raises(Faults) as found:
        load(tmp_path, url="http://news.muster.example", NEWSROOM_SMTP_URL="http://user:pw@host")

    text = str(found.value)
    assert "there is no secret key" in text
    assert "is not HTTPS" in text
    assert "smtp://user:password@host:587" in text
    assert "pw@" not in text


def test_secrets_come_from_files_too(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")

    settings = load(tmp_path, NEWSROOM_SECRET_KEY_FILE=str(tmp_path / "key"))

    assert settings.secret_keys == (KEY,)
    assert KEY not in repr(settings)


def test_older_keys_stay_good_beside_a_new_one(tmp_path: Path) -> None:
    new = "y" * 40

    assert load(tmp_path, NEWSROOM_SECRET_KEY=f"{KEY}, {new}").secret_keys == (KEY, new)


@pytest.mark.parametrize(
    ("environment", "cause"),
    [
        ({"NEWSROOM_SECRET_KEY": "short"}, "fewer than 32"),
        ({"NEWSROOM_SECRET_KEY": KEY, "NEWSROOM_SECRET_KEY_FILE": "f"}, "both"),
        ({"NEWSROOM_SECRET_KEY_FILE": "/nowhere"}, "cannot be read"),
    ],
)
def test_a_wrong_secret_is_told_without_its_value(
    tmp_path: Path, environment: dict[str, str], cause: str
) -> None:
    with pytest.raises(Faults, match=cause) as found:
        load(tmp_path, **environment)

    assert KEY not in str(found.value)


def test_a_trial_makes_its_own_key_and_keeps_it(tmp_path: Path) -> None:
    first = load(tmp_path, trial=True, url="http://127.0.0.1:8000")

    assert load(tmp_path, trial=True, url="http://127.0.0.1:8000").secret_keys == first.secret_keys
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
