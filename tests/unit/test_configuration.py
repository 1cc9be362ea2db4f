"""newsroom.toml: what is wrong is told at once, with line, cause and mend."""

from datetime import date
from pathlib import Path

import pytest

from comments_service.contract.colours import contrast
from comments_service.contract.config_file import load
from comments_service.contract.faults import Faults
from comments_service.contract.toml_lines import line_of, locate
from tests.support import TOML, write_config

GOOD = TOML.format(url="https://news.muster.example", comments="", rate_limit="5 per minute",
                   trusted_proxies=0)  # fmt: skip


def faults_of(tmp_path: Path, text: str | bytes) -> list[str]:
    path = tmp_path / "newsroom.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Faults) as found:
        load(path)
    return [str(fault) for fault in found.value.faults]


def test_a_complete_file_is_read(tmp_path: Path) -> None:
    config = write_config(tmp_path, url="https://news.muster.example/presse/")

    assert config.newsroom.url == "https://news.muster.example/presse"
    assert (config.prefix, config.origin) == ("/presse", "https://news.muster.example")
    assert config.topics[0].name == {"de": "Technik", "en": "Technology"}
    assert config.comments.close_after_days == 30


def test_the_demo_newsroom_is_without_fault() -> None:
    load(Path(__file__).parents[2] / "newsroom.toml")


def test_all_faults_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = (
        GOOD.replace('name = "Muster"', "name = 7")
        .replace('languages = ["de", "en"]', 'languages = ["de", "xx"]', 1)
        .replace('accent = "#0b5d66"', 'accent = "#7cc7cf"')
        .replace('timezone = "Europe/Zurich"', 'timezone = "Europa/Zürich"')
        .replace("[comments]", '[comments]\nmoderation = "sometimes"\nclose_after_day = 3')
        .replace('email = "presse@muster.example"', 'email = "presse"')
    )

    faults = faults_of(tmp_path, text)

    for cause in (
        "newsroom.name is not a text",
        "newsroom.languages names 'xx'",
        "colours.accent: its contrast on #ffffff is",
        "newsroom.timezone: no such time zone",
        "comments.moderation is 'sometimes'",
        "comments.close_after_day is not a setting\n    mend: did you mean 'close_after_days'?",
        "address.email: is not an e-mail address",
    ):
        assert any(cause in fault for fault in faults), (cause, faults)
    lines = text.splitlines()
    place = next(f for f in faults if "moderation" in f).split(": ")[0].rpartition(":")[2]
    assert "sometimes" in lines[int(place) - 1]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (b"[newsroom\n", "newsroom.toml:1: not valid TOML"),
        (b'[a]\nb = "\xff"', "newsroom.toml:2: the file is not UTF-8"),
        (b"", "newsroom is missing"),
        (GOOD.replace('id = "technik"', 'id = "Tech nik"').encode(), "topics.id: use small"),
        (GOOD.replace("[[topics]]", "[topics]").encode(), "topics is not a list of tables"),
        (GOOD.replace('en = "We build"', "").encode(), "tagline.en is missing"),
        (GOOD.replace("5 per minute", "often").encode(), "service.rate_limit: not a rate"),
        (GOOD.replace("https://news", "news").encode(), "newsroom.url: not an address"),
        (
            GOOD.replace("https://news", "news").encode(),
            'mend: write url = "https://news.muster.example"',
        ),
        (GOOD.replace("We build", "We\\u0007build").encode(), "holds the control character U+0007"),
        (
            GOOD.replace("[comments]", '[comments]\nenabled = "no"').encode(),
            "comments.enabled is not true or false\n    mend: write enabled = false",
        ),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, text: bytes, cause: str) -> None:
    assert any(cause in fault for fault in faults_of(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]\nb = 1\nb = 2\nc = 3\n", "3: b stands twice\n    mend: remove one of them"),
        ("[a]\nb = 1\n[a]\n", "3: [a] stands twice"),
        ("a = “x”\n", '1: the quotes are curly ones\n    mend: use straight quotes: a = "x"'),
        ("a = „x“\n", '1: the quotes are curly ones\n    mend: use straight quotes: a = "x"'),
        ("a = yes\n", "1: a is yes\n    mend: write a = true"),
        ("a = False # aus\n", "1: a is False\n    mend: write a = false"),
        ("a = Muster AG\n", '1: a has no quotes\n    mend: write a = "Muster AG"'),
        ("a =\n", '1: a is empty\n    mend: write a = "…"'),
        ('a: "x"\n', '1: after a stands a colon\n    mend: write a = "x"'),
        ('a = "x\nb = 1\n', "1: not valid TOML"),
    ],
)
def test_a_slip_of_form_is_told_in_plain_words(tmp_path: Path, text: str, told: str) -> None:
    (fault,) = faults_of(tmp_path, text)

    assert fault.partition("newsroom.toml:")[2].startswith(told)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())

    assert load(path).newsroom.name == "Muster"


@pytest.mark.parametrize("rate", ["0 per minute", "5 per 0 minutes", "-1 per hour"])
def test_a_rate_of_nothing_is_no_rate(tmp_path: Path, rate: str) -> None:
    faults = faults_of(tmp_path, GOOD.replace("5 per minute", rate))

    assert any("service.rate_limit: not a rate" in fault for fault in faults)


def test_an_address_from_the_environment_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_URL", "news.muster.example")

    with pytest.raises(Faults, match="NEWSROOM_URL"):
        write_config(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="the file is missing"):
        load(tmp_path / "nowhere.toml")


def test_lines_are_found_behind_multi_line_values() -> None:
    lines = locate(
        'a = """\n[no]\nb = 1\n"""\nlist = [\n  "x", # ]\n]\n[t]\n"k.k" = 1\n'
        "[[s]]\nid = 1\n[s.name]\nde = 2\n[[s]]\nid = 3\n"
    )

    assert lines == {
        ("a",): 1, ("list",): 5, ("t",): 8, ("t", "k.k"): 9, ("s",): 10, ("s", 0): 10,
        ("s", 0, "id"): 11, ("s", 0, "name"): 12, ("s", 0, "name", "de"): 13, ("s", 1): 14,
        ("s", 1, "id"): 15,
    }  # fmt: skip
    assert line_of(lines, ("s", 1, "name", "de")) == 14


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


FORMER = """
[[newsroom.former_boilerplates]]
until = {first}
text = {{ de = "Alt", en = "Old" }}

[[newsroom.former_boilerplates]]
until = {second}
text = {text}

[address]
"""


def test_a_day_has_the_boilerplate_that_held_on_it(tmp_path: Path) -> None:
    former = FORMER.format(first="2024-03-16", second="2025-03-16",
                           text='{ de = "Neuer", en = "Newer" }')  # fmt: skip
    path = tmp_path / "newsroom.toml"
    path.write_text(GOOD.replace("\n[address]\n", former, 1), encoding="utf-8")
    newsroom = load(path).newsroom

    for day, text in (
        ("2023-01-01", "Alt"),
        ("2024-03-16", "Alt"),
        ("2024-03-17", "Neuer"),
        ("2025-03-16", "Neuer"),
        ("2025-03-17", newsroom.boilerplate["de"]),
    ):
        assert newsroom.boilerplate_of(date.fromisoformat(day))["de"] == text, day


@pytest.mark.parametrize(
    ("first", "second", "text", "cause"),
    [
        (
            *("2025-03-16", "2024-03-16", '{ de = "A", en = "B" }'),
            "this former boilerplate ended on 2024-03-16, and the one above it on 2025-03-16",
        ),
        (
            *("2025-03-16", "2025-03-16", '{ de = "A", en = "B" }'),
            "this former boilerplate ended on 2025-03-16, and the one above it on 2025-03-16",
        ),
        (
            *("2025-03-16", "2026-03-16", '{ de = "A" }'),
            "newsroom.former_boilerplates.text.en is missing",
        ),
        (
            *("2025-03-16", '"bald"', '{ de = "A", en = "B" }'),
            "newsroom.former_boilerplates.until 'bald'",
        ),
    ],
)
def test_faults_of_former_boilerplates(
    tmp_path: Path, first: str, second: str, text: str, cause: str
) -> None:
    former = FORMER.format(first=first, second=second, text=text)
    (fault,) = faults_of(tmp_path, GOOD.replace("\n[address]\n", former, 1))
    assert cause in fault
