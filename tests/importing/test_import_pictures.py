"""Pictures and files: copied beside the post where a copy exists, otherwise links."""

import pytest

from tests.importing.conftest import SITE, UPLOADS, attachment, item

CAPTION = (
    f'[caption id="attachment_6" align="alignleft" width="300"]<a href="{UPLOADS}/2020/05/a.jpg">'
    f'<img class="wp-image-6" src="{UPLOADS}/2020/05/a-300x200.jpg" alt="Ein Rad" /></a> '
    'Das "alte" Rad[/caption]'
)


def test_without_a_copy_a_picture_is_a_link_and_its_caption_stays(newsroom):
    report = newsroom.run(item("1", "Titel", CAPTION))

    assert newsroom.read("post-1")[1] == (f'[Ein Rad]({UPLOADS}/2020/05/a.jpg) – Das "alte" Rad')
    assert f"picture on another host, now a link: {UPLOADS}/2020/05/a.jpg" in str(report)


def test_with_a_copy_it_is_a_figure_beside_the_post_in_its_largest_size(newsroom):
    newsroom.picture("2020/05/a.jpg", (800, 600))
    newsroom.picture("2020/05/a-300x200.jpg")

    report = newsroom.run(item("1", "Titel", CAPTION), media=newsroom.media)

    assert (
        newsroom.read("post-1")[1]
        == '![Ein Rad](a.jpg "Das &quot;alte&quot; Rad. Bild: unbekannt. Lizenz: reserved")'
    )
    folder = newsroom.content / "posts/2020/post-1"
    assert {path.name for path in folder.iterdir()} == {"de.md", "a.jpg"}
    assert (folder / "a.jpg").read_bytes() == (newsroom.media / "2020/05/a.jpg").read_bytes()
    assert report.files == 1
    assert "a picture's credit is unknown, write it into its caption: a.jpg" in str(report)


def test_a_credit_in_the_caption_stays(newsroom):
    newsroom.picture("2020/05/a.jpg")
    caption = CAPTION.replace("Rad[", "Rad (Foto: Eva)[")

    report = newsroom.run(item("1", "Titel", caption), media=newsroom.media)

    assert "Rad (Foto: Eva). Lizenz: reserved" in newsroom.read("post-1")[1]
    assert "credit is unknown" not in str(report)


def test_files_of_the_same_name_get_different_ones(newsroom):
    newsroom.picture("2020/05/a.jpg", (1, 1))
    newsroom.picture("2020/06/a.jpg", (2, 2))

    newsroom.run(
        item(
            "1",
            "Titel",
            f'<img src="{UPLOADS}/2020/05/a.jpg" alt="E">\n\n'
            f'<img src="{UPLOADS}/2020/06/a.jpg" alt="Z">',
        ),
        media=newsroom.media,
    )

    assert newsroom.read("post-1")[1] == (
        '![E](a.jpg "Bild: unbekannt. Lizenz: reserved")\n\n'
        '![Z](a-2.jpg "Bild: unbekannt. Lizenz: reserved")'
    )


def test_a_missing_alternative_text_is_looked_for_and_reported(newsroom):
    picture = '<img class="wp-image-{0}" src="{1}/2020/{0}.jpg">'
    report = newsroom.run(
        item("1", "T", "\n\n".join(picture.format(n, UPLOADS) for n in (6, 7, 8))),
        attachment("6", "2020/6.jpg", alt="Gesagt"),
        attachment("7", "2020/7.jpg", title="Geraten"),
    )

    links = [line.partition("]")[0] for line in newsroom.read("post-1")[1].split("\n\n")]
    assert links == ["[Gesagt", "[Geraten", "[Bild 8.jpg"]
    told = [note for note in report.posts[0].notes if "alternative text" in note]
    assert [note.partition("«")[2].partition("»")[0] for note in told] == [
        "Geraten",
        "Bild 8.jpg",
    ]


def test_the_lead_picture_opens_the_text(newsroom):
    newsroom.picture("2020/a.jpg")
    lead = {"_thumbnail_id": "6"}
    parts = (item("1", "T", "Text.", meta=lead), attachment("6", "2020/a.jpg", alt="Rad"))

    newsroom.run(*parts, media=newsroom.media)

    assert (
        newsroom.read("post-1")[1] == '![Rad](a.jpg "Bild: unbekannt. Lizenz: reserved")\n\nText.'
    )


def test_a_linked_document_comes_along_and_a_page_of_its_own_is_skipped(newsroom):
    (newsroom.media / "2020").mkdir(parents=True)
    (newsroom.media / "2020/Plan B.pdf").write_bytes(b"%PDF-1.7")
    (newsroom.media / "2020/x.html").write_text("<script>")

    newsroom.run(
        item(
            "1",
            "T",
            f'<a href="{UPLOADS}/2020/Plan%20B.pdf">Plan</a> <a href="{UPLOADS}/2020/x.html">X</a>',
        ),
        media=newsroom.media,
    )

    assert newsroom.read("post-1")[1] == f"[Plan](plan-b.pdf) [X]({UPLOADS}/2020/x.html)"


@pytest.mark.parametrize(
    "url",
    [
        f"{UPLOADS}/../../secret.jpg",
        f"{UPLOADS}/%2e%2e/%2e%2e/secret.jpg",
        f"{UPLOADS}//../secret.jpg",
        f"{UPLOADS}/link.jpg",
    ],
)
def test_nothing_outside_the_media_folder_is_copied(newsroom, url):
    newsroom.picture("a.jpg")
    newsroom.picture("../secret.jpg")
    (newsroom.media / "link.jpg").symlink_to(newsroom.root / "secret.jpg")

    report = newsroom.run(item("1", "T", f'<img src="{url}" alt="S">'), media=newsroom.media)

    assert report.files == 0
    assert not list(newsroom.content.rglob("*.jpg"))


@pytest.mark.parametrize("name", ["x.svg", "x.jpg"])
def test_what_is_no_picture_is_only_linked(newsroom, name):
    newsroom.media.mkdir()
    (newsroom.media / name).write_text("<svg onload='x()'/>")

    newsroom.run(item("1", "T", f'<img src="{UPLOADS}/{name}" alt="S">'), media=newsroom.media)

    assert newsroom.read("post-1")[1] == f"[S]({UPLOADS}/{name})"


def test_the_site_number_of_an_installation_of_many_is_no_folder(newsroom):
    newsroom.picture("2020/a.jpg")

    newsroom.run(
        item("1", "T", f'<img src="{SITE}/wp-content/uploads/sites/2/2020/a.jpg" alt="A">'),
        media=newsroom.media,
    )

    assert newsroom.read("post-1")[1] == '![A](a.jpg "Bild: unbekannt. Lizenz: reserved")'
