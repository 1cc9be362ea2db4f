"""The export that theme authors test with, imported into the demo and built by the real command."""

import json
from collections import Counter

import pytest
from lxml import html

from comments_service.contract.threads import read_manifest
from comments_service.importing.wordpress import read_export
from tests.running import Newsroom


@pytest.fixture(scope="module")
def built(wptest, tmp_path_factory):
    """A copy of the demo after the import and a build; and what the import printed."""
    newsroom = Newsroom(tmp_path_factory.mktemp("wptest"))
    printed = newsroom.command("import", "wordpress", str(wptest))
    newsroom.command("build")
    return newsroom, printed


@pytest.fixture(scope="module")
def stored(built):
    newsroom, _ = built
    lines = newsroom.command("comments", "list", "--json").splitlines()
    return [json.loads(line) for line in lines]


def test_every_text_is_read_without_a_fault_and_a_second_import_changes_nothing(newsroom, wptest):
    report = newsroom.run(file=wptest)

    assert (len(report.posts), len(report.pages)) == (37, 15)
    assert {newsroom.read(path.stem)[0].lang for path in newsroom.content.rglob("*.md")} == {"en"}
    assert report.comments == {"published": 26}
    assert len(report.pings) == 4

    before = newsroom.snapshot()
    again = newsroom.run(file=wptest)

    assert newsroom.snapshot() == before
    assert not again.changed


def test_every_approved_comment_stands_in_its_post_s_page(built, stored, wptest):
    newsroom, _ = built
    approved = [
        comment
        for item in read_export(wptest).items
        for comment in item.comments
        if comment.approved == "1" and comment.type == ""
    ]
    threads = read_manifest(newsroom.folder / "var/threads.json").threads
    assert len(stored) == len(approved) == 26

    hidden = [one for one in stored if one["thread"] not in threads]

    assert [one["author"] for one in hidden] == ["Tom McFarlin"]
    assert "until the password is entered" in hidden[0]["body"], "its post is a draft now"
    for one in stored:
        if one not in hidden:
            page = html.parse(newsroom.output / threads[one["thread"]].file)
            (shown,) = page.xpath(f"//*[@id='comment-{one['id']}']")
            assert one["author"] in shown.text_content()


def test_dates_threads_and_the_own_people_are_as_they_were(stored):
    by_body = {one["body"]: one for one in stored}

    deepest, above = by_body["Comment Depth 09"], by_body["Comment Depth 08"]
    assert deepest["parent"] == above["id"]
    assert deepest["created_at"].startswith("2013-03-14T13:14:13")
    assert Counter(one["official"] for one in stored) == {None: 22, "Author": 4}


def test_nothing_of_a_page_comes_from_another_host(built):
    newsroom, _ = built
    for path in newsroom.output.rglob("*.html"):
        sources = html.parse(path).xpath("//*[self::img or self::script or self::iframe]/@src")
        assert not [source for source in sources if "//" in source], path


def test_the_embargoed_and_the_hidden_are_not_in_the_public_output(built):
    newsroom, _ = built
    files = [
        path for path in newsroom.output.rglob("*") if path.suffix in (".html", ".atom", ".rss")
    ]
    public = "".join(path.read_text("utf-8") for path in files)

    assert "Post Page 3" in public
    for words in (
        "scheduled to be published in the future",
        "until the password is entered",
        "drafted and not published",
    ):
        assert words not in public


def test_the_report_names_what_came_and_what_did_not(built, wptest, tmp_path):
    newsroom, printed = built
    assert "37 new" in printed
    assert "tellyworth.wordpress.com/2007/11/21/ping-1/" in printed
    assert "102 × nav_menu_item" in printed

    report = tmp_path / "report.txt"
    again = newsroom.command("import", "wordpress", str(wptest), "--report", str(report))

    assert "Nothing in the newsroom has changed." in again
    assert report.read_text("utf-8") in again


def test_no_mail_address_of_an_author_is_kept(built):
    newsroom, printed = built
    texts = [path.read_text("utf-8") for path in (newsroom.folder / "content").rglob("*.md")]
    texts += [printed, (newsroom.folder / "newsroom.toml").read_text("utf-8")]

    assert not [text for text in texts if "manovotny@gmail.com" in text]
