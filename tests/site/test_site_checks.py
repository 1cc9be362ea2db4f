"""`make check` finds what a build finds, before anything is written."""

from plugins.known import Known


def test_checking_finds_what_building_finds_and_all_at_once(site):
    site.post("a", "[x](/nicht-da/)\n\n## B {#content}\n\n[y](fehlt.md)")

    checked = site.run(NEWSROOM_CHECK="1").stderr

    assert checked == site.run().stderr
    assert "3 faults" in checked
    for line in ("a.md:6: '/nicht-da/'", "a.md:8: the theme", "a.md:10: 'fehlt.md'"):
        assert line in checked


def test_every_file_of_the_site_is_known_before_it_is_written(site, monkeypatch):
    known = set()
    files = Known.files
    monkeypatch.setattr(Known, "files", lambda *args: known.update(found := files(*args)) or found)
    site.picture("turm.png")
    for number in range(4):
        site.post(f"a{number}", topics="[bau]", authors="[anna]")
    site.post(
        "b", "[x](/de/)\n\n![T](turm.png 'Foto: X. Lizenz: presse')", date="2024-12-31 23:30Z"
    )
    site.post("bald", date="2999-01-01", authors="[bruno]")
    site.build()

    # No text has a reason to name a card or a part of the index, whose names follow what is in it.
    made = ("media/cards/", "pagefind/")
    assert known - {"theme"} == {name for name in site.files() if not name.startswith(made)}


def test_a_topic_that_gives_away_an_embargoed_post_is_told(site):
    site.post("jetzt", topics="[bau]")
    site.post("bald", topics="[still]", date="2999-01-01")

    told = site.run(NEWSROOM_CHECK="1").stderr

    assert "note: content/posts/bald.md:5: the topic «Stilles» stands on every page" in told
    assert "Bau" not in told


def test_a_link_from_an_embargoed_post_may_lead_to_what_is_there_by_then(site):
    site.post("bald", "[x](/de/2999/) [y](/de/2999/bald/)", title="Bald", date="2999-01-01")

    assert site.build()


def test_a_privacy_page_says_where_data_are_deleted_if_there_are_comments(site):
    site.page("privacy.en.md", "## Rights", title="Privacy", lang="en", role="privacy")

    assert site.faults() == [
        "content/pages/privacy.en.md:5: the privacy page has no anchor 'delete', "
        "which the comment form links"
    ]
    site.configure(("[comments]", "[comments]\nenabled = false"))
    assert site.build()


def test_a_text_file_lies_there_to_be_linked_or_is_told(site):
    site.write("content/posts/daten.txt", "1")
    site.post("a", "[x](daten.txt)")
    assert site.build()

    site.post("a")
    assert site.faults() == ["content/posts/daten.txt: the text is not read"]
