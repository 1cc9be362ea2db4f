"""FILE is a file, a folder with one text, an address or a permanent id."""

import pytest

from tests.editing.conftest import identifier

NUMBER = identifier("2026/seeufer/de")


@pytest.mark.parametrize(
    "given",
    [
        "content/posts/2026/seeufer/de.md",
        "./content/posts/2026/seeufer/../seeufer/de.md",
        "posts/2026/seeufer/de.md",
        "2026/seeufer/de.md",
        "content/posts/2026/seeufer",
        "content/posts/2026/seeufer/",
        " 2026/seeufer ",
        NUMBER,
        NUMBER.upper(),
        f"urn:uuid:{NUMBER}",
        "https://news.muster.example/presse/de/2026/seeufer-neu/",
        "https://news.muster.example/presse/de/2026/seeufer-neu/#comments",
        "http://127.0.0.1:8000/presse/de/2026/seeufer-neu",
        "/presse/de/2026/seeufer-neu/",
        "/de/2026/seeufer-neu/",
        "/de/2026/alt/",
        "http://127.0.0.1:8000/presse/preview/Zm9vYmFy/de/2026/seeufer-neu/",
    ],
)
def test_a_text_is_found(desk, given):
    path = desk.post(
        "2026/seeufer/de", status="draft", slug="seeufer-neu", aliases="[/de/2026/alt/]"
    )
    desk.post("2026/anderes/de")

    desk.does("review", given)

    assert "status: review" in path.read_text("utf-8")


def test_the_absolute_path_will_do_from_anywhere(desk, monkeypatch, tmp_path_factory):
    path = desk.post("seeufer", status="draft")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    desk.does("review", str(path))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "FILE: no text is named"),
        ("seufer", "mend: did you mean content/posts/2026/seeufer/de.md?"),
        ("content/posts/2026/seeufr/de.md", "did you mean content/posts/2026/seeufer/de.md?"),
        ("seeufer-ne", "did you mean content/posts/2026/seeufer/de.md?"),
        ("content/posts/2026/beide", "2 texts lie in content/posts/2026/beide"),
        ("content/posts/2026/beide", "name one of: content/posts/2026/beide/de.md, content/po"),
        ("content/posts/2026", "no text lies in content/posts/2026"),
        ("/de/2026/seeufer-nue/", "did you mean /presse/de/2026/seeufer-neu/?"),
        ("https://news.muster.example/presse/de/", "no text stands at /presse/de/"),
        (NUMBER[:-1] + "0", f"did you mean {NUMBER}?"),
        ("6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a77", "copy the id from the head of the text"),
        ("content/posts/2026/seeufer/bild.jpg", "is not a text of the newsroom"),
        ("newsroom.toml", "newsroom.toml is not a text of the newsroom"),
        ("../../etc/passwd", "FILE: "),
        ("x" * 5000, "FILE: there is no text"),
    ],
)
def test_a_wrong_name_is_told_with_the_likely_one(desk, given, told):
    desk.post("2026/seeufer/de", status="draft", slug="seeufer-neu")
    desk.post("2026/beide/de")
    desk.post("2026/beide/en", lang="en")
    (desk.content / "posts/2026/seeufer/bild.jpg").write_bytes(b"")

    assert told in desk.refuses("review", given)


def test_a_broken_text_elsewhere_is_no_obstacle(desk):
    desk.post("seeufer", status="draft")
    desk.write("posts/kaputt.md", "kein Kopf")
    desk.post("halb", topics="[x]")

    desk.does("review", identifier("seeufer"))
