"""Fields that hold several things: every fault with its line, its cause and a mend that helps."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from comments_service.contract import approval
from comments_service.contract.adhoc import in_trading_hours
from comments_service.contract.config import Config
from comments_service.contract.config_file import load
from comments_service.contract.content_file import examine_page, examine_post
from comments_service.contract.frontmatter import dump, parse
from tests.documented import undocumented
from tests.support import NOW, THREAD, write_config

MORE = """
[[authors]]
id = "bruno-frei"
name = "Bruno Frei"
role = { de = "Bauleiter", en = "Site manager" }
[[series]]
id = "seeufer"
name = { de = "Seeufer", en = "Seeufer" }
[adhoc]
rule = "RULE"
trading_hours = "09:00-17:30"
[approval]
kinds = ["adhoc"]
"""
HEAD = f"---\nid: {THREAD}\ntitle: Anlage\ndate: 2026-11-12 09:00\n"
PICTURE = "image: a.jpg\nimage_alt: A\nimage_credit: A\nimage_licence: presse\n"
DOWNLOAD = "downloads:\n  - file: a.pdf\n    title: A\n    credit: B\n    licence: presse\n"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return configured(tmp_path, "six")


def configured(folder: Path, rule: str) -> Config:
    path = write_config(folder).path
    path.write_text(path.read_text("utf-8") + MORE.replace("RULE", rule), "utf-8")
    return load(path)


def told(fields: str, folder: Path, config: Config, body: str = "Text.") -> list[str]:
    """The faults of a post with these fields after three others, as they are printed."""
    for name in ("a.jpg", "a.pdf", "Haus.pdf"):
        (folder / name).touch()
    _, _, faults = examine_post(f"{HEAD}{fields}---\n\n{body}\n", folder / "post.md", config, NOW)
    assert undocumented(faults) == []
    return [str(fault).removeprefix(f"{folder}/") for fault in sorted(faults)]


@pytest.mark.parametrize(
    "fields",
    [
        PICTURE + "image_until: 2020-01-01\n",
        DOWNLOAD + "    until: 2020-01-01\n",
        "expires: 2026-11-13\n",
        "downloads:\ncorrections: []\naliases: []\n",
        "corrections:\n- date: 2026-11-12 09:00\n  text: 'Eins: zwei'\n",
        "corrections: [{date: 2026-11-12 09:00, text: A}]\n",
        "corrections:\n  # eins\n  - date: 2026-11-13\n\n    text: >\n      Eins\n      zwei\n",
        "status: withdrawn\nwithdrawn: 2026-11-11\nreason: A\nkind: adhoc\n",
        "kind: adhoc\nstatus: draft\ncomments: off\nexpires: 2031-11-12\n",
        "kind: event\nvenue: Aula\nstarts: 2026-12-01 18:30\nends: 2026-12-01\n",
        "kind: event\nvenue: Aula\nstarts: 2020-01-01 18:30\n",
        "aliases: /de/eins/ /de/zwei/\n",
        "summary: 'siehe https://www.example.org/'\n",
        "series: seeufer\ncontacts: anna-meier\nplace: Bregenz\n",
    ],
)
def test_what_is_right_is_not_complained_of(tmp_path: Path, config: Config, fields: str) -> None:
    assert told(fields, tmp_path, config) == []


def test_everything_is_read_as_it_was_meant(tmp_path: Path, config: Config) -> None:
    for name in ("a.jpg", "a.pdf"):
        (tmp_path / name).touch()
    text = (
        f"{HEAD}{PICTURE}image_until: 2027-01-01\n{DOWNLOAD}    until: 2027-02-03 12:00\n"
        "corrections:\n  - date: 2026-11-14\n    text: Zwei\n  - date: 2026-11-13\n    text: Eins\n"
        "kind: event\nstarts: 2026-12-01 18:30\nends: 2026-12-02\nvenue: Aula\n---\n"
    )

    post, _, faults = examine_post(text, tmp_path / "post.md", config, NOW)

    assert faults == ()
    assert post.image
    assert f"{post.image.until}" == "2027-01-01 23:59:59+01:00"
    assert f"{post.downloads[0].until}" == "2027-02-03 12:00:00+01:00"
    assert [one.text for one in post.corrections] == ["Eins", "Zwei"]
    assert f"{post.changed:%d}" == "14"
    assert post.event
    assert f"{post.event.ends}" == "2026-12-02 23:59:59+01:00"


def test_one_broken_line_does_not_hide_the_others(tmp_path: Path, config: Config) -> None:
    text = f"kind: event\nstarts:2026-12-01\nvenue: Aula\nsummary: Eins: zwei\n{DOWNLOAD}"

    found = told(text.replace("presse", "frei"), tmp_path, config)

    assert [fault.split("\n")[0] for fault in found] == [
        "post.md:6: after «starts:» a blank is missing",
        "post.md:8: the front matter cannot be read: mapping values are not allowed here",
        "post.md:13: the licence 'frei' is not in newsroom.toml",
    ]


def test_what_hangs_on_a_faulty_value_is_not_blamed(tmp_path: Path, config: Config) -> None:
    text = (
        "kind: evnt\nstarts: 2026-12-01 18:30\nvenue: Aula\nstatus: wihtdrawn\nreason: A\n"
        "withdrawn: 2026-11-13\n"
    )

    assert [fault.split("\n")[0] for fault in told(text, tmp_path, config)] == [
        "post.md:5: kind is 'evnt'",
        "post.md:8: status is 'wihtdrawn'",
    ]


def test_a_page_has_downloads_and_former_addresses_but_no_states(
    tmp_path: Path, config: Config
) -> None:
    (tmp_path / "a.pdf").touch()
    head = f"---\nid: {THREAD}\ntitle: Bilder\naliases: [/de/presse/]\n"

    page, _, faults = examine_page(f"{head}{DOWNLOAD}---\n", tmp_path / "p.md", config)
    _, _, more = examine_page(f"{head}status: draft\n---\n", tmp_path / "p.md", config)

    assert (faults, page.aliases, page.downloads[0].title) == ((), ("/de/presse/",), "A")
    assert "there is no field 'status'" in str(more[0])


def test_lists_of_entries_are_written_as_they_are_read() -> None:
    entries = [{"file": "a.pdf", "title": "Eins: zwei #3"}, {"file": "b.pdf", "title": ""}]

    source = parse(dump({"id": "x", "downloads": entries}, "Text"), "post.md")

    assert [group.values for group in source.groups["downloads"]] == entries


def test_an_approval_is_for_words_pictures_and_files(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.pdf", "b.pdf", "tu\u0308r.jpg"):
        (tmp_path / name).write_bytes(name.encode())
    body = "![A](a.jpg 'B')\n\n[C][1] [D](t%C3%BCr.jpg)\n\n[1]: b.pdf\n"
    text = f"{HEAD}{PICTURE}{DOWNLOAD}---\n\n{body}"

    def digest(changed: str) -> str:
        return approval.digest(parse(changed, "post.md"), tmp_path)

    first = digest(text)
    files = approval.files(parse(text, "post.md"), tmp_path)
    assert [path.name for path in files] == ["a.jpg", "a.pdf", "b.pdf", "tu\u0308r.jpg"]
    for same in (
        text.replace(
            "date: 2026-11-12 09:00", "date: 2026-12-12 09:00\nslug: neu\ntopics: [technik]"
        ),
        text.replace("\n\n", "  \n\n"),
        text.replace("title: Anlage", 'title: "Anlage"'),
        text.replace("    licence: presse", "    licence: presse\n    until: 2027-01-01"),
    ):
        assert digest(same) == first
    for other in (
        text.replace("Anlage", "Anlagen"),
        text.replace("title: A\n", "title: B\n"),
        text.replace("[C]", "[CC]"),
        text.replace("image_licence: presse", "image_licence: frei"),
        text.replace("---\n\n", "corrections:\n  - date: 2026-11-13\n    text: A\n---\n\n"),
    ):
        assert digest(other) != first
    for path in files:
        before = path.read_bytes()
        path.write_bytes(b"x")
        assert digest(text) != first
        path.write_bytes(before)


@pytest.mark.parametrize(
    ("rule", "moment", "critical"),
    [
        # Friday; SIX counts the 90 minutes before trading.
        ("six", datetime(2026, 11, 20, 6, 29, tzinfo=UTC), False),
        ("six", datetime(2026, 11, 20, 6, 30, tzinfo=UTC), True),
        ("six", datetime(2026, 11, 20, 16, 29, tzinfo=UTC), True),
        ("six", datetime(2026, 11, 20, 16, 30, tzinfo=UTC), False),
        ("six", datetime(2026, 11, 21, 10, 0, tzinfo=UTC), False),
        ("mar", datetime(2026, 11, 20, 6, 30, tzinfo=UTC), False),
        ("mar", datetime(2026, 11, 20, 8, 0, tzinfo=UTC), True),
    ],
)
def test_trading_hours_are_those_of_the_rule(
    tmp_path: Path, rule: str, moment: datetime, critical: bool
) -> None:
    assert in_trading_hours(moment, configured(tmp_path, rule)) is critical


def _marks(node: yaml.Node) -> list[tuple[object, ...]]:
    """What is relied on of a node and those in it: kind, style, value, where it starts and ends."""
    start, end = node.start_mark, node.end_mark
    style = getattr(node, "style", None) or None
    place = (start.line, start.column, end.line, end.column)
    flow = bool(getattr(node, "flow_style", False))
    found: list[tuple[object, ...]] = [(type(node).__name__, style, flow, place)]
    if isinstance(node, yaml.ScalarNode):
        return [*found, (node.value,)]
    for child in node.value:
        for inner in child if isinstance(child, tuple) else (child,):
            found += _marks(inner)
    return found


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML came without libyaml")
@pytest.mark.parametrize(
    "text",
    [
        "a:\nb: 'x'   \n",
        "a: x   \nb:  \nc: >\n  eins\n  zwei\n\nd: |\n  x\n",
        "a: [x,  y]  # z\nb:\n  - c: d\n    e:\n  - f: ä 😀 ö\ng: 'x'' y'\nh: \"a\\\"b\"\n",
        "a: b\n  c d\n\n# e\n\nf:\n- g\n\n- h\n\ni: 1\n",
        "a: {b: c}\nd: 'e\n  f'\ng: é\r\nh: ü i\r\n",
    ],
)
def test_both_readers_of_yaml_see_the_same(text: str) -> None:
    quick, slow = (yaml.compose(text, Loader=one) for one in (yaml.CBaseLoader, yaml.BaseLoader))

    assert _marks(quick) == _marks(slow)
