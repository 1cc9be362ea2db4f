"""What a build for the preview shows, and what it leaves alone."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pelican.log import FatalLogger
from pypdf import PdfReader

from comments_service.contract import addresses
from tests.site.conftest import SiteFolder

TOKEN = "0123456789abcdef0123456789abcdef01234567"
PREFIX = addresses.preview("", TOKEN)


class Preview(SiteFolder):
    """A newsroom whose builds are for the preview, as `newsroom preview` makes them."""

    def show(self, monkeypatch: pytest.MonkeyPatch, newsroom: str = "http://127.0.0.1:8000") -> str:
        for name, value in {
            "NEWSROOM_PREVIEW": "1",
            "NEWSROOM_URL": addresses.preview(newsroom, TOKEN),
            "NEWSROOM_DATA": str(self.root / "var" / "preview"),
            "NEWSROOM_OUTPUT": str(self.root / "var" / "preview" / "site"),
        }.items():
            monkeypatch.setenv(name, value)
        try:
            return self.build()
        finally:
            for name in ("PREVIEW", "URL", "DATA", "OUTPUT"):
                monkeypatch.delenv(f"NEWSROOM_{name}")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    return _prepared(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of one post in each state, only to be read; `output` is what the preview serves."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        site = _prepared(tmp_path_factory.mktemp("preview"), monkeypatch)
        site.post("oeffentlich")
        for state in ("draft", "review"):
            site.post(state, status=state, authors="[anna]")
        site.post("geplant", date="2031-05-06 08:00")
        site.show(monkeypatch)
        site.output = site.root / "var" / "preview" / "site"
        yield site


def _prepared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    monkeypatch.setattr(FatalLogger, "fatal_lvl", 40)
    for name in ("OUTPUT", "DATA", "URL", "CHECK", "PREVIEW"):
        monkeypatch.delenv(f"NEWSROOM_{name}", raising=False)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NEWSROOM_CONFIG", str(folder / "newsroom.toml"))
    return Preview(folder)


def words(page: Any) -> str:
    return " ".join(" ".join(page.xpath("//body//text()")).split())


def bar(page: Any) -> str:
    [found] = page.xpath("//aside[@class='preview']")
    return " ".join(found.text_content().split())


@pytest.mark.parametrize(
    ("slug", "year", "state"),
    [
        ("draft", 2026, "Entwurf"),
        ("review", 2026, "In Prüfung"),
        ("geplant", 2031, "Geplant für 6. Mai 2031, 08:00"),
        ("oeffentlich", 2026, "Öffentlich"),
    ],
)
def test_every_text_is_shown_with_its_state(
    shown: Preview, slug: str, year: int, state: str
) -> None:
    page = shown.tree(f"/de/{year}/{slug}/")

    assert "Ein Satz." in words(page)
    assert bar(page).startswith(f"Vorschau – nicht öffentlich {state} ")


def test_every_page_says_that_it_is_not_public_and_keeps_search_engines_out(
    shown: Preview,
) -> None:
    pages = [file for file in shown.files() if file.endswith(".html")]

    assert len(pages) > 20
    for file in pages:
        text = shown.read(f"/{file}")
        assert "<!-- preview -->" in text or file == "503.html", file
        if file != "503.html":
            assert '<meta name="robots" content="noindex, nofollow">' in text, file
            assert re.search(rf'src="{PREFIX}/theme/preview\.\w+\.js"', text), file


def test_the_start_page_lists_what_is_not_public(shown: Preview) -> None:
    page = shown.tree("/")
    headings = page.xpath("//main//h2/text()")
    links = page.xpath("//main//li//a/@href")

    assert headings[:3] == ["Zu prüfen", "Entwürfe", "Geplant"]
    assert [link for link in links if link.count("/") > 4][:3] == [
        f"{PREFIX}/de/2026/review/",
        f"{PREFIX}/de/2026/draft/",
        f"{PREFIX}/de/2031/geplant/",
    ]
    assert "content/posts/draft.md" in words(page)
    assert "Anna Meier" in words(page)


def test_the_start_page_tells_what_is_missing_in_other_languages(shown: Preview) -> None:
    assert "Oeffentlich Es fehlt: English" in words(shown.tree("/"))


def test_lists_show_what_is_not_public_with_its_state(shown: Preview) -> None:
    assert "Entwurf" in words(shown.tree("/de/2026/")) or "Draft" in words(shown.tree("/de/2026/"))
    front = words(shown.tree("/de/"))
    assert "Geplant für 6. Mai 2031, 08:00" in front


def test_nobody_can_comment_in_a_preview(shown: Preview) -> None:
    page = shown.read("/de/2026/oeffentlich/")

    assert "data-comment-form" not in page
    assert "comments/feed.atom" not in page


def test_no_secret_is_passed_on_by_what_is_printed_copied_or_downloaded(shown: Preview) -> None:
    """Whole addresses are those that the texts will have in public."""
    page = shown.read("/de/2031/geplant/")

    assert 'rel="canonical" href="http://127.0.0.1:8000/de/2031/geplant/"' in page
    assert 'class="share"' not in page
    for name, data in shown.files().items():
        assert b"://127.0.0.1:8000/preview" not in data, name
    downloads = [
        (name, text) for name, data in shown.files().items() for text in _downloaded(name, data)
    ]
    assert {name.rpartition(".")[2] for name, _ in downloads} >= {"pdf", "txt", "zip"}
    assert [name for name, text in downloads if TOKEN in text] == []


def _downloaded(name: str, data: bytes) -> Iterator[str]:
    """What can be read in a file that people take along."""
    if name.endswith(".pdf"):
        for page in PdfReader(BytesIO(data)).pages:
            yield page.extract_text()
            yield from (str(link.get_object().get("/A")) for link in page.get("/Annots", []))
    elif name.endswith(".zip"):
        with ZipFile(BytesIO(data)) as packed:
            for member in packed.namelist():
                yield from _downloaded(member, packed.read(member))
    elif name.endswith((".txt", ".ics", "SHA256SUMS")) and name != "robots.txt":
        yield data.decode()


def test_a_preview_leaves_the_public_site_and_its_state_alone(
    site: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("oeffentlich")
    site.build()
    site.post("entwurf", status="draft")

    def public() -> dict[str, bytes]:
        files = [p for p in (site.root / "var").glob("*.json") if p.is_file()]
        return site.files() | {path.name: path.read_bytes() for path in files}

    before = public()
    site.show(monkeypatch)

    assert {"threads.json", "due.json", "ledger.json"} <= before.keys()
    assert public() == before
    site.build()
    after = public()
    assert {name: data for name, data in after.items() if name != "due.json"} == {
        name: data for name, data in before.items() if name != "due.json"
    }


def test_nothing_of_a_preview_is_in_the_public_site(site: Preview) -> None:
    # Readers look at their comments before they send them, which is another kind of preview.
    site.post("oeffentlich", comments="off")
    site.build()

    for name, data in site.files().items():
        if not name.startswith("theme/"):
            assert b"preview" not in data.lower(), name


def test_texts_that_are_not_public_may_link_each_other(
    site: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("entwurf", "Mit [Verweis](pruefung.md#zahlen).", status="draft")
    site.post("pruefung", "## Zahlen {#zahlen}", status="review")
    site.show(monkeypatch)
    site.output = site.root / "var" / "preview" / "site"

    assert f"{PREFIX}/de/2026/pruefung/#zahlen" in site.links("/de/2026/entwurf/")


def test_addresses_of_lists_stay_good_in_a_preview(
    site: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.configure(('url = "https://news.muster.example"', 'url = "https://muster.example/news"'))
    site.post("entwurf", "Alles zum [Bau](/news/de/themen/bau/).", status="draft")
    site.show(monkeypatch, "https://muster.example/news")
    site.output = site.root / "var" / "preview" / "site"

    assert f"/news{PREFIX}/de/themen/bau/" in site.links("/de/2026/entwurf/")


def test_a_fault_in_a_drafts_text_is_told(site: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    site.post("entwurf", "Ein ![Bild](fehlt.jpg).", status="draft")
    site.build()
    with pytest.raises(Exception, match=r"entwurf\.md:7: .*fehlt\.jpg"):
        site.show(monkeypatch)
