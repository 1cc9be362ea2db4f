"""Reading exports: all versions, nothing fetched, nothing half read."""

import pytest

from comments_service.contract.faults import Faults
from comments_service.importing.wordpress import read_export
from tests.importing.conftest import SAMPLES, comment, item, of_others


def fault_of(newsroom, file):
    before = newsroom.snapshot()
    with pytest.raises(Faults) as raised:
        newsroom.run(file=file)
    assert newsroom.snapshot() == before, "a fault must leave nothing behind"
    assert not newsroom.store.comments
    return str(raised.value)


def test_broken_xml_names_the_line_and_imports_nothing(newsroom):
    file = newsroom.export(item("1"), item("2", content="ok"))
    text = file.read_text().replace("</item>", "</itm>", 1)
    file.write_text(text)

    fault = fault_of(newsroom, file)

    line = text[: text.index("</itm>")].count("\n") + 1
    assert f"export.xml:{line}: broken XML" in fault
    assert "mend:" in fault


def test_a_control_character_is_a_fault_with_its_line(newsroom):
    file = newsroom.export(item("1", content="a\nb\x08c"))

    assert "broken XML" in fault_of(newsroom, file)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_document_type_is_refused_before_any_entity_counts(newsroom, doctype):
    file = newsroom.export(item("1", "&a;"))
    file.write_text(file.read_text().replace("<rss", f"{doctype}<rss", 1))

    assert "document type" in fault_of(newsroom, file)


@pytest.mark.parametrize("text", ["", "no xml", "<rss><channel><item/></channel></rss>", "<a/>"])
def test_what_is_no_export_is_refused(newsroom, text):
    file = newsroom.root / "other.xml"
    file.write_text(text)

    assert "other.xml" in fault_of(newsroom, file)


def test_a_missing_file_is_a_fault(newsroom):
    assert "cannot be read" in fault_of(newsroom, newsroom.root / "none.xml")


def test_disqus_is_not_mistaken_for_wordpress(newsroom):
    assert "not a WordPress export" in fault_of(newsroom, SAMPLES / "disqus.xml")


def test_an_export_of_version_1_0_without_authors_comes_along(newsroom):
    report = newsroom.run(file=SAMPLES / "wordpress-1.0.xml")

    titles = [entry.title for entry in report.posts]
    assert titles == ["Hochwasser…", "...", "Ohne Kommentar"]
    assert newsroom.read("hochwasser")[0].authors == ("redaktion",)
    nameless = next(newsroom.content.glob("posts/2014/notiz-*.md")).stem
    date = newsroom.read(nameless)[0].date
    assert date.isoformat() == "2014-04-29T17:21:57+02:00", "its first comment's"
    assert len(newsroom.store.comments) == 3


def test_the_export_of_isso_s_tests_comes_along(newsroom):
    report = newsroom.run(file=of_others("isso-wordpress.xml"))

    assert [entry.title for entry in report.posts] == ["Hello, World…", "...", "No comments"]
    assert newsroom.read("test")[0].authors == ("tester",)
    nameless = next(newsroom.content.glob("posts/2014/notiz-*.md")).stem
    date = newsroom.read(nameless)[0].date
    assert date.isoformat() == "2014-04-29T17:21:57+02:00", "its first comment's"
    assert len(newsroom.store.comments) == 8
    assert newsroom.store.by_author()["Multiline Author"].body.count("\n") == 1


def test_the_parts_of_a_long_export_are_freed_as_they_are_read(newsroom):
    file = newsroom.export(*(item(str(n), content="x" * 1000) for n in range(300)))
    seen = []

    export = read_export(file, seen.append)

    assert len(export.items) == 300
    assert sum(seen) == file.stat().st_size
    assert len(seen) > 5, "read in pieces"


def test_the_network_address_and_site_of_a_commenter_are_not_even_read(newsroom):
    export = read_export(newsroom.export(item("1", "T", "x", comment("5"))))

    assert "203.0.113.9" not in repr(export)
    assert "https://reader.example" not in repr(export)
