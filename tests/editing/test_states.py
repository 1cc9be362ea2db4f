"""Review, approval, publication: what each command writes, and what it refuses."""

from datetime import UTC, datetime

import pytest

from comments_service.contract.due import Schedule, read_schedule, write_schedule

ADHOC = {"kind": "adhoc", "status": "draft", "date": "2026-11-21 07:00"}


def test_a_text_goes_from_draft_to_its_readers(desk):
    path = desk.post("seeufer", status="draft", date="2026-11-19 08:00")

    assert "«Seeufer» waits for a second person" in desk.does("review", path)
    assert desk.read(path).status == "review"

    said = desk.does("approve", path, "--by", "Bruno Frei")
    assert "Bruno Frei approved «Seeufer»: 4 words." in said
    assert "make publish FILE=content/posts/seeufer.md" in said
    approved = desk.read(path)
    assert (approved.status, approved.approval.by) == ("approved", "bruno-frei")
    assert f"{approved.approval.at:%Y-%m-%d %H:%M}" == "2026-11-20 10:00"

    said = desk.does("publish", path, "--at", "2026-12-01 09:00")
    assert "«Seeufer» goes out on 1 December 2026, 09:00." in said
    published = desk.read(path)
    assert (published.status, f"{published.date:%Y-%m-%d %H:%M}") == (
        "published",
        "2026-12-01 09:00",
    )


def test_each_command_tells_in_two_lines_what_it_did_and_what_comes_next(desk):
    path = desk.post("seeufer", status="draft")

    for command in (
        ["review", path],
        ["publish", path],
        ["correct", path, "--text", "Es waren 3."],
    ):
        first, *notes, last = desk.does(*command).strip().split("\n")
        assert "«Seeufer»" in first
        assert all(note.startswith("Note: ") for note in notes)
        assert last.startswith("Next")


def test_only_the_fields_of_the_command_change(desk):
    path = desk.post("seeufer", status='"draft"  # bis Freitag', place="Bregenz")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o664)
    before = path.read_bytes()

    desk.does("review", path)

    assert path.read_bytes() == before.replace(b'"draft"  #', b'"review"  #')
    assert path.stat().st_mode & 0o777 == 0o664


def test_a_text_behind_a_symbolic_link_stays_there(desk):
    real = desk.post("real", status="draft")
    elsewhere = desk.root / "shared.md"
    real.rename(elsewhere)
    real.symlink_to(elsewhere)

    desk.does("review", real)

    assert real.is_symlink()
    assert "status: review" in elsewhere.read_text()


def test_who_wrote_a_text_cannot_approve_it(desk):
    path = desk.post("seeufer", status="review", authors="[anna-meier, bruno-frei]")

    for person in ("anna-meier", "Bruno Frei"):
        assert "wrote the text and cannot approve it" in desk.refuses(
            "approve", path, "--by", person
        )


def test_without_an_author_nobody_can_be_a_second_person(desk):
    path = desk.post("seeufer", status="review", authors=None)

    assert "nobody is named as author" in desk.refuses("approve", path, "--by", "bruno-frei")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "BY: nobody is named"),
        ("bruno", "did you mean bruno-frei?"),
        ("bruno-fei", "did you mean bruno-frei?"),
        ("Zora", "mend: known are: anna-meier, bruno-frei, carla-frei"),
    ],
)
def test_an_unknown_person_is_told_with_whom_may_be_meant(desk, given, told):
    path = desk.post("seeufer", status="review")

    assert told in desk.refuses("approve", path, "--by", given)


def test_what_needs_approval_does_not_go_out_without(desk):
    path = desk.post("prognose", **ADHOC)

    told = desk.refuses("publish", path)

    assert "content/posts/prognose.md:5: a second person has to approve it" in told
    assert "make approve FILE=content/posts/prognose.md BY=…" in told
    desk.does("approve", path, "--by", "carla-frei")
    assert "goes out on 21 November 2026, 07:00" in desk.does("publish", path)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Ein Satz.", "Ein anderer Satz."),
        lambda text: text.replace("title: Prognose", "title: Prognosen"),
        lambda text: text.replace("summary: Kurz.", "summary: Lang."),
        lambda text: text.replace("---\n\n", "image: a.jpg\nimage_alt: A\n---\n\n"),
    ],
)
def test_a_change_after_the_approval_needs_a_new_one(desk, change):
    (desk.content / "posts").mkdir(parents=True)
    (desk.content / "posts" / "a.jpg").write_bytes(b"1")
    path = desk.post("prognose", image_credit="A", image_licence="presse", **ADHOC)
    desk.does("approve", path, "--by", "carla-frei")
    path.write_text(change(path.read_text("utf-8")), "utf-8")

    told = desk.refuses("publish", path)

    assert "was changed after Carla Frei approved it" in told
    desk.does("approve", path, "--by", "bruno-frei")
    desk.does("publish", path)


@pytest.mark.parametrize(
    "link",
    [
        "[Zahlen](zahlen.pdf)",
        "[Zahlen](<zahlen.pdf> 'Alle')",
        "[Zahlen][1]\n\n[1]: zahlen.pdf",
        "<a href='zahlen.pdf'>Zahlen</a>",
        "[Zahlen](zahlen.pdf#seite)",
        "[Zahlen](zahlen.pdf?fassung=2)",
        "<a href=zahlen.pdf>Zahlen</a>",
        "<a href='zahlen&#46;pdf'>Zahlen</a>",
        "[![A](zahlen.pdf)](https://example.org/)",
    ],
)
def test_a_file_of_the_text_belongs_to_what_is_approved(desk, link):
    path = desk.post("prognose", link, **ADHOC)
    zahlen = path.with_name("zahlen.pdf")
    zahlen.write_bytes(b"%PDF-1.7 alt")

    assert "1 file (zahlen.pdf)" in desk.does("approve", path, "--by", "carla-frei")
    zahlen.write_bytes(b"%PDF-1.7 neu")

    assert "was changed after" in desk.refuses("publish", path)


def test_moments_and_addresses_may_change_after_the_approval(desk):
    path = desk.post("prognose", **ADHOC)
    desk.does("approve", path, "--by", "carla-frei")
    text = path.read_text("utf-8").replace("date: 2026-11-21 07:00", "date: 2026-11-22 07:00")
    path.write_text(
        text.replace("---\n\n", "slug: zahlen\n---\n\n").replace("Satz.\n", "Satz.  \n")
    )

    assert "goes out on 22 November 2026, 07:00" in desk.does("publish", path)


def test_back_to_review_the_approval_is_gone(desk):
    path = desk.post("seeufer", status="draft", date="2026-12-01 09:00")
    desk.does("approve", path, "--by", "bruno-frei")
    desk.does("publish", path)

    said = desk.does("review", path)

    assert "no longer goes out on 1 December 2026, 09:00" in said
    assert "its approval was removed" in said
    assert desk.read(path).approval is None


@pytest.mark.parametrize(
    ("date", "at", "expected"),
    [
        ("2026-11-10 09:00", "", "is public with the next build, dated 20 November 2026, 10:00"),
        ("2026-12-24 09:00", "", "goes out on 24 December 2026, 09:00"),
        ("2026-12-24 09:00", "now", "is public with the next build, dated 20 November 2026, 10:00"),
        ("2026-11-10 09:00", "2026-12-01T07:00", "goes out on 1 December 2026, 07:00"),
        ("2026-11-10 09:00", "2026-12-01 07:00 +00:00", "goes out on 1 December 2026, 08:00"),
        (
            "2026-11-10 09:00",
            "2025-12-01 07:00",
            "with the next build, dated 1 December 2025, 07:00",
        ),
    ],
)
def test_a_text_goes_out_now_or_when_it_is_said(desk, date, at, expected):
    path = desk.post("seeufer", status="draft", date=date)

    assert expected in desk.does("publish", path, "--at", at)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("morgen", "AT: 'morgen' is not a date"),
        ("2026-12-01", "AT: '2026-12-01' has no time of day"),
        ("2026-02-30 09:00", "is not a date"),
        ("2027-03-28 02:30", "does not exist: the clocks are put forward"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(desk, at, told):
    path = desk.post("seeufer", status="draft")

    assert told in desk.refuses("publish", path, "--at", at)


def test_a_translation_that_follows_keeps_the_day_of_the_news(desk):
    original = desk.post("seeufer/de")
    path = desk.post(
        "seeufer/en", "Words.", lang="en", status="draft", translates=desk.read(original).id
    )

    assert "dated 12 November 2026, 09:00" in desk.does("publish", path)


@pytest.mark.parametrize(
    ("at", "warned"),
    [
        ("2026-11-20 07:29", False),
        ("2026-11-23 07:30", True),
        ("2026-11-23 17:29", True),
        ("2026-11-23 17:30", False),
        ("2026-11-21 11:00", False),
    ],
)
def test_an_ad_hoc_announcement_within_trading_hours_is_warned_of(desk, at, warned):
    path = desk.post("prognose", **ADHOC)
    desk.does("approve", path, "--by", "carla-frei")

    said = desk.does("publish", path, "--at", at)

    assert ("within trading hours, 07:30 to 17:30" in said) is warned
    assert ("tell the exchange 90 minutes before" in said) is warned


@pytest.mark.parametrize("command", ["review", "publish", "approve --by bruno-frei"])
def test_words_of_the_frame_do_not_go_out(desk, command):
    desk.does("new", "Neue Anlage")
    verb, *options = command.split()

    told = desk.refuses(verb, "content/posts/2026/neue-anlage", *options)

    assert "neue-anlage/de.md:26: words of the frame still stand there: Das Wichtigste" in told
    assert told.count("words of the frame") == 4


def test_an_untranslated_translation_does_not_go_out(desk):
    desk.post("seeufer/de")
    desk.does("translate", "content/posts/seeufer/de.md", "--lang", "en")

    told = desk.refuses("publish", "content/posts/seeufer/en.md")

    assert "the text is word for word that of content/posts/seeufer/de.md" in told


@pytest.mark.parametrize(
    ("command", "fields", "told"),
    [
        ("review", {}, "the post is published, so there is nothing to review"),
        ("publish", {}, "the post is public since 12 November 2026, 09:00"),
        (
            "publish",
            {"status": "withdrawn", "withdrawn": "2026-11-13 09:00", "reason": "Falsch"},
            "the post is withdrawn",
        ),
        ("publish", {"expires": "2026-11-15"}, "the post is expired"),
        ("approve --by bruno-frei", {"expires": "2026-11-15"}, "the post is expired"),
        ("review", {"status": "drft"}, "status is 'drft'"),
        ("review", {"status": "draft", "topics": "[x]"}, "topics names 'x'"),
        ("review", {"status": "draft", "title": "Eins: zwei"}, "a text with a colon needs quotes"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(desk, command, fields, told):
    path = desk.post("seeufer", **fields)
    verb, *options = command.split()

    assert told in desk.refuses(verb, path, *options)


def test_a_page_has_no_states(desk):
    path = desk.write("pages/about.md", "---\nid: x\ntitle: Über uns\n---\n\nText\n")

    assert "it is a page, and pages have no states" in desk.refuses("review", path)


def test_a_file_changed_in_the_meantime_is_not_overwritten(desk, monkeypatch):
    path = desk.post("seeufer", status="draft")
    from comments_service.editing import frames

    def somebody_saves(sheet):
        path.write_text(path.read_text("utf-8") + "\nMehr.\n", "utf-8")

    monkeypatch.setattr(frames, "refuse_leftovers", somebody_saves)
    done = desk.run("review", path)

    assert "the file was changed in the meantime" in done.output
    assert "status: draft" in path.read_text("utf-8")


def test_an_announcement_cannot_be_dated_back(desk):
    path = desk.post("prognose", **ADHOC)

    told = desk.refuses("publish", path, "--at", "2020-01-01 09:00")

    assert "'2020-01-01 09:00' lies in the past" in told


def test_the_service_learns_of_a_moment_that_no_build_has_seen(desk):
    due = desk.root / "var" / "due.json"
    write_schedule(due, Schedule(datetime(2026, 11, 20, 9, tzinfo=UTC), None))
    path = desk.post("seeufer", status="draft", date="2026-12-01 09:00")

    desk.does("publish", path)

    found = read_schedule(due)
    assert found is not None
    assert found.due is not None
    assert found.due.at == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert "seeufer" in found.due.why
