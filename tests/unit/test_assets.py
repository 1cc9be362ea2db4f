"""The theme's files under hashed names."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comments_service.contract.assets import (
    KEPT,
    Assets,
    asset_url,
    hashed,
    names_of,
    read_assets,
    sources,
    succeed,
    write_assets,
)
from comments_service.contract.config import Colours
from comments_service.contract.faults import Faults
from comments_service.contract.newest import Newest

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_a_name_changes_with_the_content_and_with_nothing_else():
    one = hashed({"a.css": b"x", "b.js": b"y"})
    two = hashed({"b.js": b"z", "a.css": b"x"})

    assert one["a.css"] == two["a.css"]
    assert one["b.js"][0] != two["b.js"][0]
    assert one["a.css"][0].startswith("a.")
    assert one["a.css"][0].endswith(".css")


def test_a_style_sheet_names_what_it_refers_to_by_its_published_name():
    files = {
        "css/main.css": b'@import "base.css"; a{background:url(../img/x.svg)} '
        b'b{src:url("f.woff2")}',
        "css/base.css": b"html{}",
        "css/f.woff2": b"font",
        "img/x.svg": b"<svg/>",
    }
    done = hashed(files)
    base, font, picture = (done[n][0] for n in ("css/base.css", "css/f.woff2", "img/x.svg"))

    assert done["css/main.css"][1].decode() == (
        f'@import "{base.removeprefix("css/")}"; a{{background:url(../{picture})}} '
        f'b{{src:url("{font.removeprefix("css/")}")}}'
    )
    changed = hashed({**files, "img/x.svg": b"<svg></svg>"})
    assert changed["css/main.css"][0] != done["css/main.css"][0]


@pytest.mark.parametrize(
    "reference",
    ["url(data:image/svg+xml;base64,AAAA)", "url(#mask)", "url('missing.png')", "url(/x.png)"],
)
def test_other_references_stay_as_they_are(reference):
    data = f"a{{background:{reference}}}".encode()

    assert hashed({"a.css": data})["a.css"][1] == data


def test_style_sheets_that_refer_to_each_other_are_a_fault():
    with pytest.raises(Faults, match=r"theme/static/a\.css: .*a\.css → b\.css → a\.css"):
        hashed({"a.css": b'@import "b.css";', "b.css": b'@import "a.css";'})


def test_the_company_s_colours_are_a_file_of_the_theme(tmp_path: Path):
    (tmp_path / "a.css").write_text("a{}")
    (tmp_path / ".a.css.swp").write_text("an editor's")

    found = sources(tmp_path, Colours("#0b5d66", "#7cc7cf"))
    assert found == {
        "a.css": b"a{}",
        "colours.css": b":root{--accent:#0b5d66;--accent-dark:#7cc7cf}\n",
    }
    assert set(names_of(tmp_path, Colours("#0b5d66", "#7cc7cf"))) == {"a.css", "colours.css"}


def test_what_is_replaced_stays_for_a_while():
    first = succeed(Assets(), {"a.css": "a.1.css"}, NOW)
    same = succeed(first, {"a.css": "a.1.css"}, NOW + timedelta(days=1))
    changed = succeed(same, {"a.css": "a.2.css"}, NOW + timedelta(days=2))
    later = succeed(changed, {"a.css": "a.3.css"}, NOW + timedelta(days=2) + KEPT)
    last = succeed(later, {"a.css": "a.3.css"}, NOW + timedelta(days=2, seconds=1) + KEPT)

    assert same.former == {}
    assert set(changed.former) == {"a.1.css"}
    assert set(later.former) == {"a.1.css", "a.2.css"}
    assert set(last.former) == {"a.2.css"}


def test_a_name_that_comes_back_is_no_former_one():
    changed = succeed(Assets({"a.css": "a.1.css"}), {"a.css": "a.2.css"}, NOW)

    assert succeed(changed, {"a.css": "a.1.css"}, NOW).former == {"a.2.css": NOW}


def test_the_names_are_read_anew_when_a_build_has_changed_them(tmp_path: Path):
    path = tmp_path / "assets.json"
    newest = Newest(path, read_assets)
    asset = asset_url("/news", lambda: newest().names)
    with pytest.raises(LookupError, match=r"holds no a\.css"):
        asset("a.css")

    write_assets(path, Assets({"a.css": "a.1.css"}, {"a.0.css": NOW}))
    assert asset("a.css") == "/news/theme/a.1.css"
    assert newest().former == {"a.0.css": NOW}
    write_assets(path, Assets({"a.css": "a.2.css"}))
    assert asset("a.css") == "/news/theme/a.2.css"
