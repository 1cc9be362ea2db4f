"""A press office with three people, at ten in the morning of 20 November 2026."""

import os
import uuid
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from comments_service.cli import main
from comments_service.commands import editing, status
from comments_service.contract.config_file import load
from comments_service.contract.content import Post
from comments_service.contract.content_file import read_post
from comments_service.contract.faults import read_faults
from tests.documented import undocumented
from tests.support import NOW, TOML

MORE = """
[[authors]]
id = "bruno-frei"
name = "Bruno Frei"
role = { de = "Bauleiter", en = "Site manager" }
[[authors]]
id = "carla-frei"
name = "Carla Frei"
role = { de = "Juristin", en = "Lawyer" }
[adhoc]
rule = "six"
trading_hours = "09:00-17:30"
[approval]
kinds = ["adhoc"]
since = 2026-01-01
"""


def identifier(name: str) -> str:
    """The permanent id of a text in these tests."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


class Desk:
    """A newsroom folder, and the commands an editor gives in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        toml = TOML.format(
            url="https://news.muster.example/presse",
            comments="close_after_days = 30",
            rate_limit="10 per minute",
            trusted_proxies=0,
        )
        (root / "newsroom.toml").write_text(toml + MORE, "utf-8")

    def post(self, name: str, body: str = "Ein Satz.", **fields: Any) -> Path:
        """Write `content/posts/<name>.md`; a field set to None is left out."""
        values = {
            "id": identifier(name),
            "title": name.replace("/", " ").capitalize(),
            "date": "2026-11-12 09:00",
            "status": "published",
            "authors": "[anna-meier]",
            "summary": "Kurz.",
            **fields,
        }
        head = "".join(f"{key}: {value}\n" for key, value in values.items() if value is not None)
        return self.write(f"posts/{name}.md", f"---\n{head}---\n\n{body}\n")

    def write(self, name: str, text: str) -> Path:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        return path

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    def does(self, *words: str) -> str:
        """What a command says that must work."""
        done = self.run(*words)
        assert done.exit_code == 0, done.output
        return done.output

    def refuses(self, *words: str) -> str:
        """What a command says that must not work, and must leave every file alone."""
        before = self.files()
        done = self.run(*words)
        assert done.exit_code == 1, done.output
        assert "Traceback" not in done.output
        assert self.files() == before
        assert undocumented(read_faults(done.output)[0]) == []
        return done.output

    def read(self, path: Path) -> Post:
        post, _ = read_post(path, load(self.root / "newsroom.toml"))
        return post

    def files(self) -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted(self.content.rglob("*")) if p.is_file()}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in [name for name in os.environ if name.startswith("NEWSROOM_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NEWSROOM_CONFIG", str(tmp_path / "newsroom.toml"))
    monkeypatch.chdir(tmp_path)
    for module in (editing, status):
        monkeypatch.setattr(module, "now", lambda: NOW)
    return Desk(tmp_path)
