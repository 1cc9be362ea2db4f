"""Front matter, places and states of imported posts and pages; topics and authors."""

import pytest

from comments_service.contract.config_file import load
from comments_service.contract.faults import Faults
from tests.importing.conftest import author, category, comment, item


def test_a_post_has_its_date_topic_author_and_summary(newsroom):
    newsroom.run(
        author("anna", "Ada Muster"),
        item(
            "1",
            "Gr&uuml;n &amp; <em>gut</em>",
            "Text.",
            terms=[("category", "wasser", "Wasser")],
            excerpt="Ein <b>Satz</b>.",
            post_modified_gmt="2020-06-01 10:00:30",
        ),
    )

    post, _ = newsroom.read("post-1")
    assert post.title == "Grün & gut"
    assert post.date.isoformat() == "2020-05-01T10:00:00+02:00"
    assert post.modified.isoformat() == "2020-06-01T12:00:30+02:00"
    assert (post.kind, post.status, post.lang) == ("release", "published", "de")
    assert (post.topics, post.authors) == (("wasser",), ("ada-muster",))
    assert post.summary == "Ein Satz."
    assert newsroom.file("post-1") == newsroom.content / "posts/2020/post-1.md"


@pytest.mark.parametrize(
    ("fields", "status", "note"),
    [
        ({"status": "draft"}, "draft", ""),
        ({"status": "pending"}, "draft", "waited for review"),
        ({"status": "private"}, "draft", "was private"),
        ({"post_password": "x"}, "draft", "password"),
        ({"status": "archived"}, "draft", "«archived»"),
        ({"status": "future", "post_date_gmt": "2050-01-01 00:00:00"}, "published", ""),
    ],
)
def test_states(newsroom, fields, status, note):
    report = newsroom.run(item("1", **fields))

    assert newsroom.read("post-1")[0].status == status
    assert note in str(report)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (item("1", status="trash"), "in the trash"),
        (item("1", status="auto-draft"), "never saved"),
        (item("1", "", "  "), "neither title nor text"),
        (item("1", post_type="product"), "«product»"),
        (item("1", post_type="nav_menu_item"), "menu entries"),
        (item("1", "Zwei") + item("1", "Zwei"), "twice"),
    ],
)
def test_what_is_not_imported_is_reported_with_its_reason(newsroom, part, reason):
    assert reason in str(newsroom.run(part))


def test_no_date_at_all_does_not_become_the_moment_of_the_import(newsroom):
    zero = "0000-00-00 00:00:00"
    newsroom.run(
        item("1", status="draft", post_date_gmt=zero),
        item("2", status="draft", post_date_gmt=zero, post_date=zero),
    )

    assert newsroom.read("post-1")[0].date.isoformat() == "2020-05-01T10:00:00+02:00"
    assert newsroom.read("post-2")[0].date.isoformat() == "2014-09-09T04:58:33+02:00", "channel's"


def test_the_hour_that_autumn_has_twice_keeps_its_moment(newsroom):
    newsroom.run(
        item("1", post_date_gmt="2020-10-25 00:30:00"),
        item("2", post_date_gmt="2020-10-25 01:30:00"),
    )

    assert newsroom.read("post-1")[0].date.isoformat() == "2020-10-25T02:30:00+02:00"
    assert newsroom.read("post-2")[0].date.isoformat() == "2020-10-25T02:30:00+01:00"


def test_a_post_without_title_is_a_note(newsroom):
    newsroom.run(item("1", "", "Kurz gesagt.", post_name=""))

    (path,) = newsroom.content.rglob("*.md")
    assert path.stem.startswith("notiz-")
    assert newsroom.read(path.stem)[0].kind == "note"


def test_sticky_posts_are_pinned_and_closed_ones_closed(newsroom):
    newsroom.run(item("1", is_sticky="1", comment_status="closed"))

    post, _ = newsroom.read("post-1")
    assert post.pinned
    assert post.comments.mode == "closed"


def test_pages_keep_their_slug_and_take_comments_only_where_they_had_some(newsroom):
    newsroom.run(
        item("1", "Über uns", post_type="page", post_name="%c3%bcber-uns"),
        item("2", "Alt", "x", comment("5"), post_type="page", post_parent="1"),
        item("3", "", "Ohne Titel", post_type="page", post_name="ohne-titel"),
    )

    assert newsroom.read("ueber-uns")[0].comments.mode == ""
    assert newsroom.read("post-2")[0].comments.mode == "open"
    assert newsroom.read("ohne-titel")[0].title == "ohne titel"


def test_a_page_that_is_a_draft_is_kept_out_of_sight(newsroom):
    report = newsroom.run(item("1", "Bald", post_type="page", status="draft"))

    assert newsroom.read("post-1")[0].status == "draft"
    assert "a page cannot be a draft" in str(report)


@pytest.mark.parametrize("slug", ["themen", "authors", "feed", "2020"])
def test_a_page_never_takes_the_address_of_a_list(newsroom, slug):
    newsroom.run(item("1", "Seite", post_type="page", post_name=slug))

    assert newsroom.read(f"{slug}-2")[0].slug == f"{slug}-2"


def test_no_two_posts_share_an_address(newsroom):
    long = "-".join(["wort"] * 20)
    newsroom.run(
        item("1", post_name="gleich"),
        item("2", post_name="gleich"),
        item("3", post_name="gleich", post_date_gmt="2021-02-01 08:00:00"),
        item("4", post_name=long),
        item("5", post_name=long),
    )

    files = {path.relative_to(newsroom.content).as_posix() for path in newsroom.content.rglob("*")}
    assert {
        "posts/2020/gleich.md",
        "posts/2020/gleich-2.md",
        "posts/2021/gleich.md",
    } <= files
    slugs = [newsroom.read(path.stem)[0].slug for path in newsroom.content.rglob("*wort*.md")]
    assert len(set(slugs)) == 2


def test_posts_of_the_newsroom_keep_their_place_and_address(newsroom):
    own = newsroom.content / "posts/2020/post-1.md"
    own.parent.mkdir(parents=True)
    own.write_text(
        "---\nid: 1b671a64-40d5-491e-99b0-da01ff1f3341\ntitle: Eigen\ndate: 2020-01-01\n"
        "slug: post-1\n---\n\nEigener Text.\n"
    )
    before = own.read_bytes()

    newsroom.run(item("1", "Fremd"))

    assert own.read_bytes() == before
    assert newsroom.read("post-1-2")[0].title == "Fremd"


def test_missing_topics_and_authors_are_appended_and_the_rest_stays_byte_for_byte(newsroom):
    path = newsroom.root / "newsroom.toml"
    path.write_bytes(path.read_bytes().rstrip() + b"  # am Ende")
    before = path.read_bytes()

    report = newsroom.run(
        author("anna", 'Ada "A" \\ Müller', email="ada@old.example"),
        category("wasser", "Wasser", "Alles <b>fliesst</b>."),
        item(
            "1",
            terms=[
                ("category", "wasser", "Wasser"),
                ("category", "old-tech", "Technology"),
                ("category", "%d0%bd", "Новости"),
            ],
        ),
        item("2", terms=[("category", "wasser", "Wasser")], creator="berta"),
    )

    assert path.read_bytes().startswith(before + b"\n")
    config = load(path)
    water = config.topics[1]
    assert (water.id, water.name) == ("wasser", {"de": "Wasser", "en": "Wasser"})
    assert water.description == {"de": "Alles fliesst.", "en": ""}
    assert config.topics[2].name["de"] == "Новости"
    assert newsroom.read("post-1")[0].topics == ("wasser", "technik", config.topics[2].id)
    assert [author.name for author in config.authors] == [
        "Anna Meier",
        'Ada "A" \\ Müller',
        "berta",
    ]
    assert config.authors[1].role == {"de": "Autor", "en": "Author"}
    assert b"ada@old.example" not in path.read_bytes()
    assert "author berta" in str(report)


def test_an_author_and_topic_that_exist_are_used_as_they_are(newsroom):
    before = (newsroom.root / "newsroom.toml").read_bytes()

    newsroom.run(author("anna", "anna meier"), item("1", terms=[("category", "technik", "T")]))

    assert newsroom.read("post-1")[0].authors == ("anna-meier",)
    assert (newsroom.root / "newsroom.toml").read_bytes() == before


def test_tags_stay_where_a_topic_is_called_so_and_are_reported_otherwise(newsroom):
    tags = [("post_tag", "technik", "technik"), ("post_tag", "rad", "Rad")]

    report = newsroom.run(
        item("1", terms=[*tags, ("post_tag", "wasser", "Wasser")]),
        item("2", terms=[("category", "wasser", "Wasser"), *tags]),
    )

    assert newsroom.read("post-1")[0].topics == ("technik", "wasser")
    assert report.tags == {"Rad": 2}


def test_topics_that_cannot_be_appended_to_stop_the_import_before_it_writes(newsroom):
    path = newsroom.root / "newsroom.toml"
    text = path.read_text()
    start, end = text.index("[[topics]]"), text.index("[[authors]]")
    path.write_text(
        'topics = [{ id = "technik", name = { de = "T", en = "T" } }]\n' + text[:start] + text[end:]
    )
    before = newsroom.snapshot()

    with pytest.raises(Faults, match=r"newsroom\.toml"):
        newsroom.run(item("1", terms=[("category", "wasser", "Wasser")]))

    assert newsroom.snapshot() == before


@pytest.mark.parametrize(
    ("said", "given", "lang"),
    [("en-US", None, "en"), ("fr_FR", None, "de"), ("de", "en", "en"), ("", None, "de")],
)
def test_the_language(newsroom, said, given, lang):
    newsroom.run(item("1"), language=said, lang=given)

    assert newsroom.read("post-1")[0].lang == lang


def test_a_language_or_folder_that_is_not_there_is_a_fault(newsroom):
    with pytest.raises(Faults, match="no 'fr'"):
        newsroom.run(item("1"), lang="fr")
    with pytest.raises(Faults, match="no such folder"):
        newsroom.run(item("1"), media=newsroom.root / "none")
