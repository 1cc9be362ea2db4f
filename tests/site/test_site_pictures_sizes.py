"""Pictures in web sizes: the right ones on each page, made once, gone with their text."""

import re
from pathlib import Path

import pytest
from PIL import Image

from plugins import picture_render

LEAD = {"image_alt": "Ein Turm", "image_credit": "Eva", "image_licence": "presse"}


def noise(site, name, size=(2000, 1500)):
    """A picture of which no part is like another."""
    path = site.content / "posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((size[0] // 8, size[1] // 8), 60).convert("RGB").resize(size).save(path)


def candidates(image):
    """The files of a `srcset` by their width."""
    return {
        int(width.removesuffix("w")): address
        for address, width in (part.split() for part in image.get("srcset").split(", "))
    }


def media(site):
    return {path.name for path in (site.output / "media/posts").rglob("*") if path.is_file()}


@pytest.fixture
def tower(site):
    """A post with a lead picture, and another picture in its text."""
    noise(site, "turm.jpg")
    noise(site, "klein.png", (300, 200))
    body = "![Klein](klein.png 'Klein. Foto: Eva. Lizenz: presse')"
    site.post("turm", body, title="Turm", image="turm.jpg", **LEAD)
    return site


def test_every_place_offers_all_widths_and_none_above_the_original_s(tower):
    tower.build()

    pages = {"/de/": "front", "/de/2026/turm/": "lead"}
    for page in pages:
        image = next(i for i in tower.tree(page).iter("img") if i.get("fetchpriority"))
        assert sorted(candidates(image)) == [240, 480, 800, 1200, 1600]
        assert image.get("sizes")
        for width, address in candidates(image).items():
            with Image.open(tower.output / address.lstrip("/")) as picture:
                assert (picture.format, picture.size) == ("WEBP", (width, width * 3 // 4))
        with Image.open(tower.output / image.get("src").lstrip("/")) as picture:
            assert (picture.format, picture.size) == ("JPEG", (1200, 900))
        assert (image.get("width"), image.get("height")) == ("1200", "900")
    (small,) = tower.tree("/de/2026/turm/").xpath("//div[@class='prose']//img")
    assert sorted(candidates(small)) == [240, 300]


def test_no_page_loads_an_original(tower):
    tower.build()

    for page in tower.output.rglob("*.html"):
        shown = re.findall(r'<img[^>]+src="([^"]+)"', page.read_text("utf-8"))
        assert [src for src in shown if src.endswith(("/turm.jpg", "/klein.png"))] == []


def test_a_list_s_picture_is_told_to_be_small(tower):
    site = tower
    site.post("neu", title="Neu", date="2026-02-01 09:00")
    site.build()

    (image,) = site.tree("/de/").xpath("//div[@class='stories']//img")
    assert image.get("sizes") == "(min-width: 40em) 13rem, 7rem"
    assert image.get("loading") == "lazy"


def test_cuts_and_a_card_are_there_for_machines(tower):
    tower.build()

    found = {}
    for name in media(tower):
        if match := re.fullmatch(r"turm\.(1x1|4x3|16x9|card)\.[0-9a-f]{8}\.jpg", name):
            with Image.open(tower.output / "media/posts" / name) as picture:
                found[match[1]] = picture.size
    assert found == {
        "1x1": (1200, 1200),
        "4x3": (1200, 900),
        "16x9": (1200, 675),
        "card": (1200, 630),
    }
    assert not any(name.startswith("klein.card") for name in media(tower)), "leads only"


def test_what_is_made_is_found_again_by_the_next_build(tower, monkeypatch):
    tower.build()
    first = tower.files()
    monkeypatch.setattr(picture_render, "Negative", None)
    tower.build()

    assert {n: d for n, d in tower.files().items() if n.startswith("media/")} == {
        n: d for n, d in first.items() if n.startswith("media/")
    }


def test_the_same_picture_gives_the_same_bytes_anywhere(new_site):
    built, original = [], b""
    for _ in range(2):
        site = new_site()
        noise(site, "turm.jpg", (900, 700))
        # Noise is random.
        path = site.content / "posts/turm.jpg"
        original = original or path.read_bytes()
        path.write_bytes(original)
        site.post("turm", title="Turm", image="turm.jpg", **LEAD)
        site.build()
        built.append({n: d for n, d in site.files().items() if n.startswith("media/posts/")})

    assert built[0] == built[1]
    assert len(built[0]) > 8


def test_a_changed_picture_has_new_names_and_the_old_files_go(tower):
    tower.build()
    before = media(tower)
    noise(tower, "turm.jpg")
    tower.build()

    after = media(tower)
    assert "turm.jpg" in after & before
    assert {name for name in after & before if name.startswith("turm.")} == {"turm.jpg"}
    cached = [p for p in (tower.root / "var/cache/pictures").glob("*/*") if p.is_file()]
    assert len(cached) <= len(after), "the cache holds nothing of the old picture either"


def test_nothing_is_made_from_the_pictures_of_a_hidden_text(tower):
    site = tower
    noise(site, "geheim.jpg")
    site.post("geheim", image="geheim.jpg", date="2099-01-01 09:00", **LEAD)
    site.build()

    assert [name for name in media(site) if name.startswith("geheim")] == []
    site.post("turm", title="Turm", status="draft")
    site.build()
    assert media(site) == set()


def test_drawings_and_moving_pictures_stay_as_they_are(site):
    site.write(
        "content/posts/plan.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"/>',
    )
    frames = [Image.new("RGB", (400, 300), colour) for colour in ("red", "blue")]
    frames[0].save(site.content / "posts/film.gif", save_all=True, append_images=frames[1:])
    site.post(
        "text",
        "![A](film.gif 'Foto: X. Lizenz: presse')",
        title="T",
        image="plan.svg",
        **LEAD,
    )
    site.build()

    assert media(site) == {"plan.svg", "film.gif"}
    images = list(site.tree("/de/2026/t/").iter("img"))
    assert {image.get("src") for image in images} == {
        "/media/posts/plan.svg",
        "/media/posts/film.gif",
    }
    assert not any(image.get("srcset") for image in images)


def test_the_size_of_a_photograph_held_upright_is_that_of_its_files(site):
    path = site.content / "posts/hoch.jpg"
    path.parent.mkdir(parents=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (1000, 500), "red").save(path, exif=exif)
    site.post("text", title="T", image="hoch.jpg", **LEAD)
    site.build()

    image = next(site.tree("/de/2026/t/").iter("img"))
    assert (image.get("width"), image.get("height")) == ("500", "1000")
    for address in candidates(image).values():
        with Image.open(site.output / address.lstrip("/")) as picture:
            assert picture.height == 2 * picture.width
            assert not picture.getexif()


def test_a_file_of_a_srcset_that_is_missing_is_told(tower, monkeypatch):
    """As every address in a page."""
    monkeypatch.setattr("plugins.picture_jobs.web", lambda namer, facts: [])

    assert any("240." in fault and "leads to nothing" in fault for fault in tower.faults())


def test_facts_are_remembered_until_the_file_changes(tower, monkeypatch):
    looked = []
    real = __import__("plugins.picture_album", fromlist=["examine"]).examine
    monkeypatch.setattr(
        "plugins.picture_album.examine",
        lambda path: (looked.append(Path(path).name), real(path))[1],
    )
    for expected in ({"turm.jpg", "klein.png"}, set(), {"klein.png"}):
        looked.clear()
        tower.build()
        assert set(looked) == expected
        noise(tower, "klein.png", (310, 200)) if not expected else None
