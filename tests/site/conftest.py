"""A small newsroom in a folder of its own, built by the real generator with the real theme."""

import gzip
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import brotli
import pytest
from jinja2.bccache import Bucket, BytecodeCache
from lxml import html
from pelican.log import FatalLogger
from pelican.settings import read_settings
from PIL import Image

from comments_service.contract.faults import Faults
from plugins import cards
from plugins.cache import Cache
from tests.documented import undocumented

ROOT = Path(__file__).resolve().parents[2]
URL = "https://news.muster.example"
ZONE = ZoneInfo("Europe/Zurich")
"""In which the newsroom's editors count their days, wherever the tests run."""

NEWSROOM = """
[newsroom]
name = "Muster"
legal_name = "Muster AG"
url = "https://news.muster.example"
timezone = "Europe/Zurich"
languages = ["de", "en"]
posts_per_page = 3
tagline = { de = "Wir bauen", en = "We build" }
description = { de = "Mitteilungen der Muster AG", en = "Releases of Muster AG" }
boilerplate = { de = "Die Muster AG baut.", en = "Muster AG builds." }
[address]
street = "Gasse 1"
postal_code = "9000"
city = "St. Gallen"
country = "CH"
email = "presse@muster.example"
phone = "+41 71 555 01 00"
[colours]
accent = "#0b5d66"
accent_dark = "#7cc7cf"
[[topics]]
id = "bau"
name = { de = "Bau", en = "Construction" }
[[topics]]
id = "still"
name = { de = "Stilles", en = "Quiet matters" }
[[authors]]
id = "anna"
name = "Anna Meier"
role = { de = "Sprecherin", en = "Spokeswoman" }
[[authors]]
id = "bruno"
name = "Bruno Frei"
role = { de = "Bauleiter", en = "Site manager" }
[[licences]]
id = "presse"
name = { de = "Pressebild", en = "Press picture" }
terms = { de = "Für Redaktionen.", en = "For editorial use." }
[[contacts]]
name = "Anna Meier"
role = { de = "Sprecherin", en = "Spokeswoman" }
phone = "+41 71 555 01 20"
email = "anna.meier@muster.example"
[comments]
close_after_days = 0
"""


class _Compiled(BytecodeCache):
    """Templates are compiled once for all tests of a process."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


COMPILED = _Compiled()


def identifier(name: str) -> str:
    """The permanent id of a text in these tests: always the same for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


class SiteFolder:
    """A folder with `newsroom.toml`, `content/`, `output/` and `var/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.output = root / "output"
        self.configure()
        for lang, imprint, privacy in (
            ("de", "Impressum", "Datenschutz"),
            ("en", "Imprint", "Privacy"),
        ):
            self.page(f"imprint.{lang}.md", title=imprint, lang=lang, role="imprint")
            # The theme's form leads to the place that says how to have one's data deleted.
            self.page(
                f"privacy.{lang}.md", "## A {#delete}", title=privacy, lang=lang, role="privacy"
            )

    def configure(self, *replacements: tuple[str, str]) -> None:
        text = NEWSROOM
        for old, new in replacements:
            assert old in text, f"the test's newsroom.toml has no {old!r}"
            text = text.replace(old, new)
        self.write("newsroom.toml", text)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def post(self, name: str, body: str = "Ein Satz.", **fields: Any) -> str:
        """Write `content/posts/<name>.md`; its id. A field set to None is left out."""
        fields = {
            "id": identifier(name),
            "title": name.replace("/", " ").capitalize(),
            "date": "2026-01-15 09:00",
            **fields,
        }
        return self._text(f"content/posts/{name}.md", body, fields)

    def page(self, name: str, body: str = "Ein Satz.", **fields: Any) -> str:
        return self._text(f"content/pages/{name}", body, {"id": identifier(name), **fields})

    def picture(self, name: str, size: tuple[int, int] = (40, 30)) -> None:
        path = self.content / "posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size).save(path)

    def build(self) -> str:
        """Build as `newsroom build` does; the closing line. Raises Faults."""
        settings = read_settings(str(ROOT / "pelicanconf.py"))
        settings["JINJA_ENVIRONMENT"]["bytecode_cache"] = COMPILED
        done: str = settings["PELICAN_CLASS"](settings).build()
        return done

    def faults(self) -> list[str]:
        """What a build that must fail complains about: «file:line: cause»."""
        with pytest.raises(Faults) as raised:
            self.build()
        assert undocumented(raised.value.faults) == [], "docs/writing.md lacks them"
        return [str(fault).split("\n")[0] for fault in raised.value.faults]

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Build on the command line, in a process of its own."""
        return subprocess.run(
            [
                *(sys.executable, "-m", "pelican", "--fatal", "errors"),
                *("-s", str(ROOT / "pelicanconf.py")),
            ],
            cwd=self.root,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": str(ROOT),
                "NEWSROOM_CONFIG": str(self.root / "newsroom.toml"),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def accepted_for_production(self) -> bool:
        """Whether `publishconf.py` lets the newsroom pass."""
        try:
            read_settings(str(ROOT / "publishconf.py"))
        except SystemExit:
            return False
        return True

    def files(self) -> dict[str, bytes]:
        """Everything below `output/`, by its path there. Compressed twins say what their file says,
        and stand for nothing of their own."""
        found = {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }
        for suffix, unpack in ((".br", brotli.decompress), (".gz", gzip.decompress)):
            for name in [name for name in found if name.endswith(suffix)]:
                assert unpack(found.pop(name)) == found[name.removesuffix(suffix)], name
        return found

    def read(self, address: str) -> str:
        """The text a web server answers an address with."""
        path = self.output / address.lstrip("/")
        return (path / "index.html" if address.endswith("/") else path).read_text("utf-8")

    def there(self, address: str) -> bool:
        """Whether a web server has a file for an address."""
        path = self.output / address.lstrip("/")
        return (path / "index.html" if address.endswith("/") else path).is_file()

    def tree(self, address: str) -> Any:
        return html.document_fromstring(self.read(address))

    def links(self, address: str) -> list[str]:
        """Every address that a page links."""
        return [str(href) for href in self.tree(address).xpath("//a/@href")]

    def _text(self, name: str, body: str, fields: dict[str, Any]) -> str:
        head = "".join(f"{key}: {value}\n" for key, value in fields.items() if value is not None)
        self.write(name, f"---\n{head}---\n{body}\n")
        return str(fields["id"])


class Kept(Cache):
    """Stays as it is, for the next test."""

    def prune(self) -> None:
        """Keep everything."""


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cards that any test has set: most tests' posts have the same titles, and none looks."""
    return tmp_path_factory.mktemp("cards")


@pytest.fixture
def new_site(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, drawn: Path
) -> Iterator[Callable[[], SiteFolder]]:
    """Make newsrooms; the newest one is the one that is built."""
    monkeypatch.setattr(cards, "Cache", lambda _: Kept(drawn))
    monkeypatch.setattr(FatalLogger, "fatal_lvl", 40)
    for name in (
        "NEWSROOM_OUTPUT",
        "NEWSROOM_DATA",
        "NEWSROOM_URL",
        "NEWSROOM_CHECK",
        "NEWSROOM_PREVIEW",
    ):
        monkeypatch.delenv(name, raising=False)

    def make() -> SiteFolder:
        site = SiteFolder(tmp_path_factory.mktemp("newsroom"))
        monkeypatch.chdir(site.root)
        monkeypatch.setenv("NEWSROOM_CONFIG", str(site.root / "newsroom.toml"))
        return site

    return make


@pytest.fixture
def site(new_site: Callable[[], SiteFolder]) -> SiteFolder:
    return new_site()
