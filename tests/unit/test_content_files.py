"""Front matter: read as it stands, every fault with line, cause and mend."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from comments_service.contract.config import Config
from comments_service.contract.content import comments_close_at, comments_enabled
from comments_service.contract.content_file import read_page, read_post
from comments_service.contract.faults import Faults
from comments_service.contract.frontmatter import dump, parse
from comments_service.contract.moments import NoMoment, parse_moment
from tests.documented import undocumented
from tests.support import THREAD, write_config


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return write_config(tmp_path)


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def post_text(**fields: str) -> str:
    values = {"id": THREAD, "title": "Neue Anlage", "date": "2026-11-12 09:00", **fields}
    head = "\n".join(f"{name}: {value}" for name, value in values.items() if value)
    return f"---\n{head}\n---\n\nText.\n"


def faults_of(path: Path, config: Config) -> str:
    with pytest.raises(Faults) as found:
        read_post(path, config)
    assert undocumented(found.value.faults) == []
    return str(found.value)


def test_a_post_is_read_with_the_newsrooms_defaults(tmp_path: Path, config: Config) -> None:
    post, source = read_post(write(tmp_path, post_text(topics="[technik]")), config)

    assert (post.lang, post.kind, post.status, post.slug) == (
        "de", "release", "published", "neue-anlage",
    )  # fmt: skip
    assert post.date == datetime(2026, 11, 12, 8, 0, tzinfo=UTC)
    assert post.topics == ("technik",)
    assert source.body.strip() == "Text."
    assert source.body_line == 7


def test_all_faults_of_a_post_are_told_at_once_each_with_its_line(
    tmp_path: Path, config: Config
) -> None:
    text = post_text(
        id="abc", title="", date="12.11.2026", kind="relase", status="publishd", lang="xx",
        topics="[technk]", authors="[nobody]", slug="Ü b", image="missing.jpg", comments="maybe",
        pinned="yes", translates="x", titel="x",
    )  # fmt: skip

    faults = faults_of(write(tmp_path, text), config)

    for expected in (
        "id 'abc' is not a UUID",
        "title is missing",
        "post.md:3: date '12.11.2026' is not a date\n    mend: write it as «date: 2026-11-20",
        "kind is 'relase'\n    mend: did you mean release?",
        "status is 'publishd'\n    mend: did you mean published?",
        "lang is 'xx'",
        "topics names 'technk', which newsroom.toml does not know",
        "mend: did you mean technik?",
        "authors names 'nobody'",
        "slug 'Ü b' cannot stand in an address\n    mend: write «slug: ue-b»",
        "the picture 'missing.jpg' is not there",
        "the lead picture has no alternative text",
        "the lead picture has no credit",
        "comments is 'maybe'",
        "pinned is 'yes'",
        "translates is 'x'",
        "there is no field 'titel'\n    mend: did you mean 'title'?",
    ):
        assert expected in faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallo", "post.md:1: the file does not start with front matter"),
        ("---\ntitle: x\n", "post.md:1: the front matter is not closed"),
        ("---\ntitle: Eins: zwei\n---\n", 'needs quotes: title: "One: two"'),
        ("---\ntitle: a\ntitle: b\n---\n", "post.md:3: the field 'title' stands twice"),
        ("---\ntitle: {a: b}\n---\n", "post.md:2: the field 'title' has an unexpected form"),
        ("---\n- a\n---\n", "the front matter is not a list of fields"),
        ('---\ntitle: "offen\n---\n', "post.md:"),
        (b"---\ntitle: \xff\n---\n", "post.md:2: the file is not UTF-8"),
        ("---\ntitle: a\x00\n---\n", "post.md:2: the file holds the control character U+0000"),
        ("---\ntitle: a\x07\n---\n", "post.md:2: the file holds the control character U+0007"),
        ("---\ntitle: a\n---\n\nb\x9f", "post.md:5: the file holds the control character U+009F"),
        ("---\ntitle: a\n---\n\ufffe", "post.md:4: the file holds the control character U+FFFE"),
        ('---\ntitle: "a\\x07"\n---\n', "post.md:2: title holds the control character U+0007"),
        (
            "---\ntitle: A #1\n---\n",
            """post.md:2: title would end before the «#»
    mend: put the value into quotes: «title: "A #1"»""",
        ),
        ("---\ntitle: #1\n---\n", "post.md:2: title would end before the «#»"),
        ("---\nid: x\nsummary: a\n  b #c\n---\n", "post.md:4: summary would end before the «#»"),
        ("---\ntitle: &Partner legt los\n---\n", "post.md:2: title would lose its first word"),
        (
            "---\ntitle: a\n lang: de\n---\n",
            """post.md:3: the line starts with a blank
    mend: remove it: «lang: de»""",
        ),
        ("---\n id: a\nlang: de\n---\n", "post.md:2: the line starts with a blank"),
        ("---\nsummary:\n lang: de\n---\n", "post.md:3: the line starts with a blank"),
        (
            "---\ntitle: a\nlang:\tde\n---\n",
            """post.md:3: the line holds a tab
    mend: use blanks: «lang: de»""",
        ),
        (
            "---\ntitle: a\nlang:de\nid: b\n---\n",
            """post.md:3: after «lang:» a blank is missing
    mend: write «lang: de»""",
        ),
        ("---\nlang:de\n---\n", "post.md:2: after «lang:» a blank is missing"),
        ("---\nid: a\ncomments: until: 2026-12-31\n---\n", "write «comments: until 2026-12-31»"),
    ],
)
def test_a_broken_file_says_where_and_how_to_mend_it(
    tmp_path: Path, config: Config, text: str | bytes, expected: str
) -> None:
    assert expected in faults_of(write(tmp_path, text), config)


def test_a_note_needs_no_title(tmp_path: Path, config: Config) -> None:
    post, _ = read_post(write(tmp_path, post_text(title="", kind="note")), config)

    assert (post.title, post.slug) == ("", f"notiz-{THREAD[:8]}")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path, config: Config) -> None:
    raw = b"\xef\xbb\xbf" + post_text().replace("\n", "\r\n").encode()
    post, source = read_post(write(tmp_path, raw), config)

    assert post.title == "Neue Anlage"
    assert "\r" not in source.body


def test_a_page_may_not_take_the_address_of_a_list(tmp_path: Path, config: Config) -> None:
    for title in ("Themen", "2026"):
        with pytest.raises(Faults, match="a page cannot have the address"):
            read_page(write(tmp_path, f"---\nid: {THREAD}\ntitle: {title}\n---\n"), config)


def test_what_is_written_is_read_back_the_same() -> None:
    values = {
        "title": "Eins: zwei # drei", "a": "no", "b": "2026-01-01 09:00", "c": "- x", "d": "",
        "e": "«Zitat», „Zitat“ 'x' \"y\"", "topics": ["eins", "zwei, drei", "[x]"], "f": "@a",
    }  # fmt: skip

    source = parse(dump(values, "Text\n"), "post.md")

    assert source.values == values
    assert source.body.strip() == "Text"


def test_a_line_that_is_only_a_remark_is_let_pass(tmp_path: Path, config: Config) -> None:
    text = post_text().replace("title:", "# noch prüfen\ntitle:").replace("Anlage", "Anlage#1")

    assert read_post(write(tmp_path, text), config)[0].title == "Neue Anlage#1"


@pytest.mark.parametrize("field", ["date", "kind", "status", "lang", "comments", "pinned"])
def test_a_field_that_decides_something_must_not_be_emptied(
    tmp_path: Path, config: Config, field: str
) -> None:
    text = post_text(date="" if field == "date" else "2026-11-12 09:00")
    text = text.replace("title:", f"{field}:\ntitle:")

    assert f"post.md:3: {field} is empty" in faults_of(write(tmp_path, text), config)


def test_slips_of_form_and_wrong_values_are_told_together(tmp_path: Path, config: Config) -> None:
    faults = faults_of(write(tmp_path, post_text(title="Anlage #1", date="gestern")), config)

    assert "title would end" in faults
    assert "date 'gestern' is not a date" in faults


def test_fields_that_say_nothing_may_be_empty(tmp_path: Path, config: Config) -> None:
    text = post_text().replace("title:", "summary:\nslug:\ntranslates:\nmodified:\ntitle:")

    assert read_post(write(tmp_path, text), config)[0].modified is None


@pytest.mark.parametrize("written", [THREAD.upper(), f"{{{THREAD}}}", f"urn:uuid:{THREAD}"])
def test_an_id_in_another_notation_is_offered_in_the_right_one(
    tmp_path: Path, config: Config, written: str
) -> None:
    path = write(tmp_path, post_text(id=f'"{written}"', translates=f'"{written}"'))

    faults = faults_of(path, config)

    assert f"write «id: {THREAD}»" in faults
    assert f"write «translates: {THREAD}»" in faults


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-07-01", "2026-07-01T00:00:00+02:00"),
        ("2026-11-20 09:00", "2026-11-20T09:00:00+01:00"),
        ("2026-11-20T09:00:30", "2026-11-20T09:00:30+01:00"),
        ("2026-11-20 09:00 +00:00", "2026-11-20T09:00:00+00:00"),
        ("2026-11-20T09:00Z", "2026-11-20T09:00:00+00:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_a_date_is_local_unless_it_says_otherwise(
    config: Config, value: str, expected: str
) -> None:
    assert parse_moment(value, config.newsroom.timezone).isoformat() == expected


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("2026-02-30", "is not a date"),
        ("20.11.2026", "is not a date"),
        ("2026-11-20 25:00", "is not a date"),
        ("0026-11-20", "lies in the year 26"),
        ("9999-12-31", "lies in the year 9999"),
        ("2026-03-29 02:30", "does not exist: the clocks are put forward"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(config: Config, value: str, cause: str) -> None:
    with pytest.raises(NoMoment, match=cause):
        parse_moment(value, config.newsroom.timezone)


@pytest.mark.parametrize(
    ("modified", "cause"),
    [
        ("2024-11-11 09:00", "modified lies before date"),
        ("2999-01-01 09:00", "modified lies in the future"),
        ("2025-03-30 02:30", "modified '2025-03-30 02:30' does not exist"),
    ],
)
def test_a_change_lies_between_the_publication_and_now(
    tmp_path: Path, config: Config, modified: str, cause: str
) -> None:
    path = write(tmp_path, post_text(date="2024-11-12 09:00", modified=modified))

    assert f"post.md:5: {cause}" in faults_of(path, config)


def test_a_picture_is_found_whichever_way_its_umlaut_is_written(
    tmp_path: Path, config: Config
) -> None:
    (tmp_path / "tu\u0308r.jpg").touch()
    (tmp_path / "Haus.JPG").touch()
    fields = {"image_alt": "x", "image_credit": "y", "image_licence": "presse"}

    assert read_post(write(tmp_path, post_text(image="tür.jpg", **fields)), config)[0].image
    assert "the file is called 'Haus.JPG'" in faults_of(
        write(tmp_path, post_text(image="haus.jpg", **fields)), config
    )


@pytest.mark.parametrize(
    ("comments", "kind", "enabled", "closes"),
    [
        ("", "release", True, "2026-12-12T09:00:00+01:00"),
        ("open", "release", True, None),
        ("moderated", "release", True, "2026-12-12T09:00:00+01:00"),
        ("until 2026-11-30", "release", True, "2026-11-30T23:59:59+01:00"),
        ("off", "release", False, "2026-12-12T09:00:00+01:00"),
        ("", "adhoc", False, "2026-12-12T09:00:00+01:00"),
    ],
)
def test_comments_close_by_the_sites_policy_or_the_posts_word(
    tmp_path: Path, config: Config, comments: str, kind: str, enabled: bool, closes: str | None
) -> None:
    post, _ = read_post(write(tmp_path, post_text(comments=comments, kind=kind)), config)
    until = comments_close_at(post, config)

    assert comments_enabled(post, config) is enabled
    assert (until.isoformat() if until else None) == closes


def test_a_post_stays_public_in_the_hour_that_comes_twice(tmp_path: Path, config: Config) -> None:
    post, _ = read_post(write(tmp_path, post_text(date="2026-10-25 02:30")), config)
    zone = config.newsroom.timezone
    moments = [datetime(2026, 10, 25, 0, minute, tzinfo=UTC) for minute in (29, 31)]
    moments += [datetime(2026, 10, 25, 1, minute, tzinfo=UTC) for minute in (15, 45)]

    assert [post.public(moment.astimezone(zone)) for moment in moments] == [
        False, True, True, True,
    ]  # fmt: skip


def test_double_quotes_within_double_quotes_get_a_mend_that_helps(
    tmp_path: Path, config: Config
) -> None:
    faults = faults_of(write(tmp_path, post_text(title='"Er sagte "nein" dazu"')), config)

    assert "stands in single ones" in faults
