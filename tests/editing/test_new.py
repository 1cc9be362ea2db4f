"""What `newsroom new` writes: complete, valid, and nothing that could go out by mistake."""

import pytest

from comments_service.contract.config_file import load
from comments_service.contract.content_file import POST_FIELDS, read_post
from comments_service.contract.frontmatter import GROUPS, parse
from comments_service.editing.frames import FRAMES, hints

KINDS = ("release", "note", "adhoc", "event")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_new_post_has_everything_it_needs(desk, lang, kind):
    title = f'Über «{kind}»: "{lang}" #1'
    said = desk.does("new", "--lang", lang, "--kind", kind, "--", title)

    (path,) = desk.content.rglob("*.md")
    post, source = read_post(path, load(desk.root / "newsroom.toml"))
    assert (post.title, post.lang, post.kind, post.status) == (title, lang, kind, "draft")
    assert post.authors == ("anna-meier",)
    assert source.body.strip() == FRAMES[lang].bodies[kind].strip()
    assert f"Started {path.relative_to(desk.root)}" in said
    assert said.count("\n") == 2


def test_an_event_has_its_day_and_place(desk):
    desk.does("new", "Offene Werkstatt", "--kind", "event")

    post = desk.read(desk.content / "posts/2026/offene-werkstatt/de.md")
    assert f"{post.event.starts:%Y-%m-%d %H:%M}" == "2026-12-04 18:30"
    assert f"{post.event.ends:%H:%M}" == "20:00"
    assert post.event.venue == "Muster AG, Gasse 1, 9000 St. Gallen"


@pytest.mark.parametrize(
    ("rule", "lang", "words"),
    [
        ("six", "de", "Ad hoc-Mitteilung gemäss Art. 53 KR: "),
        ("six", "en", "Ad hoc announcement pursuant to Art. 53 LR: "),
        ("mar", "de", "Insiderinformation gemäss Art. 17 MAR: "),
        ("mar", "en", "Inside information pursuant to Art. 17 MAR: "),
    ],
)
def test_a_disclosure_opens_with_the_words_of_its_law(desk, rule, lang, words):
    toml = desk.root / "newsroom.toml"
    toml.write_text(toml.read_text("utf-8").replace('rule = "six"', f'rule = "{rule}"'), "utf-8")

    desk.does("new", "Prognose", "--kind", "adhoc", "--lang", lang)

    post = desk.read(desk.content / f"posts/2026/prognose/{lang}.md")
    assert post.summary.startswith(words)
    assert post.comments.mode == "off"


def test_every_hint_can_be_used_by_removing_its_sign(desk):
    desk.does("new", "Mit Bild")
    path = desk.content / "posts/2026/mit-bild/de.md"
    lines = path.read_text("utf-8").split("\n")
    assert sum(line.startswith("# ") for line in lines) == 12
    hints = [line for line in lines if line.startswith("# ")][1:]
    for name in ("turbine.jpg", "factsheet.pdf"):
        path.with_name(name).write_bytes(b"1")
    used = [line.removeprefix("# ") if line in hints else line for line in lines]
    path.write_text("\n".join(used), "utf-8")

    post = desk.read(path)

    assert post.image.file == "turbine.jpg"
    assert post.downloads[0].licence == "presse"
    told = desk.refuses("publish", path)
    for field in ("place", "image_alt", "image_caption", "image_credit", "title"):
        assert f"{field} is still that of the frame" in told


@pytest.mark.parametrize("lang", sorted(FRAMES))
def test_each_language_has_a_frame_for_each_kind(lang):
    frame = FRAMES[lang]

    assert set(frame.bodies) == set(KINDS)
    assert all(text.strip() for text in vars(frame).values() if isinstance(text, str))
    assert "ß" not in str(frame)
    # A quotation is followed by who said it, which the page and the reporter's box rely on.
    assert "\n>\n> — " in frame.bodies["release"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Neu", "--lang", "xx"], "no language 'xx'; it has: de, en"),
        (["Neu", "--kind", "relase"], "Did you mean release?"),
        (["!!!"], "the title has no letters"),
        ([""], "the title has no letters"),
        (["Steht schon"], "there is such a post already"),
    ],
)
def test_what_cannot_be_started_is_refused(desk, arguments, told):
    desk.post("2026/steht-schon/de")

    assert told in desk.refuses("new", *arguments)


@pytest.mark.parametrize("lang", sorted(FRAMES))
def test_the_hints_of_every_language_are_fields_as_they_stand(desk, lang):
    lines = hints(lang, "release", load(desk.root / "newsroom.toml")).splitlines()
    used = "\n".join(line.removeprefix("# ") for line in lines[1:])

    front = parse(f"---\n{used}\n---\n", "post.md")

    assert front.faults == ()
    assert set(front.lines) <= set(POST_FIELDS)
    assert set(front.groups["downloads"][0].values) == set(GROUPS["downloads"]) - {"until"}
