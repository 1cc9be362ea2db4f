"""What a build leaves for delivery: hashed assets, compressed twins, former addresses."""

import json
import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comments_service.contract.assets import KEPT, Assets, read_assets, write_assets
from comments_service.contract.compressed import SMALLEST, worth_it, write_served
from comments_service.contract.redirects import read_redirects
from plugins import build

ASSET = re.compile(r'"(/theme/[^"]+)"')
LONG = "Ein Satz mehr für diesen Text. " * 40


@pytest.fixture
def theme(monkeypatch, site):
    """A copy of the theme, whose static files a test may change."""
    folder = site.root / "theme"
    shutil.copytree(Path(__file__).resolve().parents[2] / "theme", folder)
    real = build.start

    def start(settings):
        object.__setattr__(settings["NEWSROOM_PATHS"], "theme", folder)
        return real(settings)

    monkeypatch.setattr("plugins.command.build.start", start)
    return folder


def linked(site):
    """Every file of the theme that some page names."""
    return {
        address
        for path in site.output.rglob("*.html")
        for address in ASSET.findall(path.read_text("utf-8"))
    }


def compressed_files(site):
    return {p.relative_to(site.output).as_posix() for p in site.output.rglob("*.br")}


def test_pages_name_the_theme_s_files_by_their_content(site):
    site.post("turm/de")
    site.build()

    names = linked(site)
    assert {re.sub(r"\.[0-9a-f]{12}", "", name) for name in names} >= {
        "/theme/newsroom.css",
        "/theme/colours.css",
        "/theme/comments.js",
        "/theme/favicon.svg",
    }
    for name in names:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", name), name
        assert (site.output / name[1:]).is_file(), name


def test_a_change_of_the_theme_gets_a_new_name_and_leaves_the_old_file(site, theme):
    site.post("turm/de")
    site.build()
    (old,) = (name for name in linked(site) if "newsroom." in name)
    style = theme / "static/newsroom.css"
    style.write_text(style.read_text("utf-8") + "\nhr{border:0}\n", "utf-8")
    site.build()
    (new,) = (name for name in linked(site) if "newsroom." in name)

    assert new != old
    assert "hr{border:0}" in site.read(new)
    assert "hr{border:0}" not in site.read(old)
    assert (site.output / f"{old[1:]}.br").is_file()
    assert read_assets(site.root / "var/assets.json").names["newsroom.css"] == Path(new).name


def test_a_replaced_file_goes_when_nobody_can_still_have_its_page(site):
    site.post("turm/de")
    site.build()
    (path,) = site.output.glob("theme/newsroom.*.css")
    former = [f"newsroom.{n:012}.css" for n in range(3)]
    for name in former:
        write_served(site.output / "theme" / name, path.read_bytes())
    now = datetime.now(UTC)
    ages = dict(zip(former, (now - timedelta(days=1), now - KEPT * 2), strict=False))
    write_assets(site.root / "var/assets.json", Assets({"newsroom.css": path.name}, ages))
    site.build()

    there = {p.name for p in site.output.glob("theme/newsroom.*")}
    assert {n for n in there if n.startswith(former[0])} == {
        former[0], f"{former[0]}.br", f"{former[0]}.gz"
    }  # fmt: skip
    assert not any(name.startswith((former[1], former[2])) for name in there)


def test_a_name_that_the_theme_does_not_have_stops_the_build(site, theme):
    site.post("turm/de")
    (theme / "static/favicon.svg").unlink()
    with pytest.raises(BaseException, match=r"favicon\.svg|encountered"):
        site.build()

    assert not site.output.exists()


def test_every_text_file_worth_it_has_its_twins(site):
    site.post("turm/de", LONG)
    site.build()

    files = site.files()
    expected = {
        f"{name}.br" for name, data in files.items() if worth_it(name) and len(data) >= SMALLEST
    }
    assert compressed_files(site) == expected
    assert {"de/index.html.br", "de/feed.atom.br", "de/2026/turm-de/index.html.br"} <= expected
    assert not any(name.startswith(("media/", ".addresses")) for name in expected)


def test_twins_follow_their_page_and_go_with_it(site):
    site.post("turm/de", LONG)
    site.post("haus/de", LONG)
    site.build()
    before = compressed_files(site)
    site.post("turm/de", f"{LONG} Und noch einer.")
    (site.content / "posts/haus/de.md").unlink()
    site.build()

    # files() compares each twin with its file.
    assert "Und noch einer." in site.files()["de/2026/turm-de/index.html"].decode()
    gone = before - compressed_files(site)
    assert "de/2026/haus-de/index.html.br" in gone
    assert all("/haus-de/" in name or not (site.output / name[:-3]).exists() for name in gone)


def test_twins_that_something_else_left_behind_are_made_anew(site):
    site.post("turm/de", LONG)
    site.build()
    home = site.output / "de/index.html"
    twin = home.with_name("index.html.br")
    right = twin.read_bytes()
    twin.write_bytes(b"something else")
    os.utime(twin, ns=(1, 1))
    home.with_name("index.html.gz").unlink()
    site.build()

    assert twin.read_bytes() == right
    assert home.with_name("index.html.gz").is_file()


def test_a_text_s_own_compressed_file_is_left_alone(site):
    site.write("content/posts/daten.json", json.dumps(list(range(900))))
    packed = b"\x1f\x8b the author's own"
    (site.content / "posts/daten.json.gz").write_bytes(packed)
    site.post("daten", "[a](daten.json) [b](daten.json.gz)")
    for _ in range(2):
        site.build()

        (path,) = site.output.glob("media/**/daten.json.gz")
        assert path.read_bytes() == packed
        assert not path.with_name("daten.json.br").exists()


def test_a_former_address_leads_on_wherever_the_site_is_served(site):
    site.post("turm/de", title="Turm", slug="alt", aliases="[/2019/turm.html, /blog/turm]")
    site.build()
    site.post("turm/de", title="Turm", slug="neu", aliases="[/2019/turm.html, /blog/turm]")
    site.build()

    moved = read_redirects(site.root / "var/redirects.json").moved
    for address in ("/de/2026/alt/", "/2019/turm.html", "/blog/turm", "/blog/turm/"):
        assert moved[address] == "/de/2026/neu/"
        mark = site.output / f".addresses{address}.moved"
        assert mark.read_text() == "/de/2026/neu/\n"
    for address in ("/de/2026/alt/", "/2019/turm.html", "/blog/turm/"):
        page = site.tree(address)
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/de/2026/neu/"]
        assert page.xpath("//link[@rel='canonical']/@href") == [
            "https://news.muster.example/de/2026/neu/"
        ]
        assert page.xpath("//main//a/@href") == ["/de/2026/neu/"]
        assert page.xpath("//main//a")[0].text == "Turm"


def test_a_newsroom_below_a_path_marks_addresses_as_its_web_server_sees_them(site):
    site.configure(("https://news.muster.example", "https://www.muster.example/news"))
    site.post("turm/de", title="Turm", slug="neu", aliases="[/2019/turm.html]")
    site.build()

    moved = read_redirects(site.root / "var/redirects.json").moved
    assert moved == {"/news/2019/turm.html": "/news/de/2026/neu/"}
    assert (site.output / ".addresses/2019/turm.html.moved").is_file()
    assert 'url=/news/de/2026/neu/"' in site.read("/2019/turm.html")


def test_what_lies_beside_a_post_moves_along(site):
    site.post("turm/de", title="Turm", slug="alt")
    site.build()
    beside = {
        name.removeprefix("de/2026/alt/")
        for name in site.files()
        if name.startswith("de/2026/alt/") and not name.endswith(".html")
    }
    site.post("turm/de", title="Turm", slug="neu")
    site.build()

    moved = read_redirects(site.root / "var/redirects.json").moved
    assert beside
    for name in beside:
        target = moved[f"/de/2026/alt/{name}"]
        assert target == f"/de/2026/neu/{name.replace('alt', 'neu')}"
        assert (site.output / target[1:]).is_file()


def test_an_address_that_is_in_use_again_leads_nowhere_else(site):
    site.post("turm/de", title="Turm", slug="alt")
    site.build()
    site.post("turm/de", title="Turm", slug="neu")
    site.build()
    site.post("haus/de", title="Haus", slug="alt")
    site.build()

    assert "/de/2026/alt/" not in read_redirects(site.root / "var/redirects.json").moved
    assert not (site.output / ".addresses/de/2026/alt").exists()
    assert "Haus" in site.read("/de/2026/alt/")


def test_a_link_to_a_former_address_is_told_where_to(site):
    site.post("turm/de", title="Turm", slug="neu", aliases="[/2019/turm.html]")
    site.post("haus/de", "[Turm](/2019/turm.html)")

    assert site.faults() == ["content/posts/haus/de.md:6: '/2019/turm.html' is a former address"]


def test_an_alias_never_takes_the_place_of_a_list(site):
    site.post("turm/de", title="Turm", aliases="[/de/themen/bau/]")
    site.build()

    assert not site.tree("/de/themen/bau/").xpath("//meta[@http-equiv='refresh']")
    assert "/de/themen/bau/" not in read_redirects(site.root / "var/redirects.json").moved


def test_a_withdrawn_post_is_marked_as_gone(site):
    site.post("turm/de", title="Turm")
    site.build()
    site.post(
        "turm/de",
        title="Turm",
        status="withdrawn",
        withdrawn="2026-02-01 09:00",
        reason="Es war ein Irrtum.",
    )
    site.build()

    assert read_redirects(site.root / "var/redirects.json").gone == ("/de/2026/turm/",)
    assert (site.output / ".addresses/de/2026/turm/.gone").is_file()
    assert "Es war ein Irrtum." in site.read("/de/2026/turm/")


def test_there_is_a_page_for_when_the_service_is_down_in_all_languages(site):
    site.build()

    page = site.tree("/503.html")
    assert page.xpath("//h1/text()") == ["Kommentare sind gerade nicht erreichbar"]
    assert page.xpath("//section[@lang='en']/h2/text()") == ["Comments are currently unavailable"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
