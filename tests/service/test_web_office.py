"""Inboxes of appeals, reports and errors found; the switches; the log."""

import pytest

from comments_service.contract.faults import Fault
from comments_service.contract.threads import Announcement, Manifest, write_manifest
from comments_service.domain.comment import AUTHOR, Grounds
from comments_service.domain.errors import CorrectionRefused
from comments_service.domain.states import State, Verb
from comments_service.storage import appeals, comments, log, reports, slips
from comments_service.web.moderation import office_words
from comments_service.web.moderation import slips as slip_pages
from tests.actions.office import FOUND, POST, appeal, report, slip
from tests.support import NOW, SITE, THREAD, logged, thread
from tests.web import Desk, text, tree

ENGLISH = {"Accept-Language": "en"}
REASONS = {"reason": "INSULT", "ground": "rule", "explanation": "Schimpfwort"}


@pytest.fixture
def rejected(room):
    return room.decide(room.sent().id, Verb.REJECT, Grounds("INSULT", "Grob.", "rule"))


def test_the_navigation_counts_what_waits(room, desk, rejected):
    appeal(room.service, rejected)
    report(room.service, rejected)
    slip(room.service)
    room.sent("Noch einer, etwas länger.")
    links = tree(desk.get("settings", headers=ENGLISH)).xpath(
        "//nav[contains(@class, 'site-nav')]//li/a"
    )

    assert [" ".join(link.text_content().split()) for link in links] == [
        "Queue 1 waiting", "Appeals 1 waiting", "Reports 1 waiting", "Errors found 1 waiting",
        "Search", "My decisions", "Spam filter", "Log", "People", "Switches", "Settings",
        "To the newsroom",
    ]  # fmt: skip
    [current] = tree(desk.get("settings")).xpath("//nav//a[@aria-current='page']/@href")
    assert current == "/moderation/settings"


def test_an_appeal_is_read_with_all_it_is_about_and_reversed(room, desk, rejected):
    made = appeal(room.service, rejected)
    page = text(desk.get(f"appeals/{made.id}", headers=ENGLISH))
    for words in (made.text, "Decided by the terminal", "Grob.", rejected.body, "our rules"):
        assert words in page

    answer = desk.post(f"appeals/{made.id}", outcome="reversed", explanation="Du hast recht.")

    assert answer.location.endswith("done=reversed")
    assert comments.get(room.service.db, rejected.id).state is State.PUBLISHED
    assert room.woken
    page = text(desk.get("appeals", headers=ENGLISH))
    assert "Still open (0)" in page
    assert "Decided by Lea Brunner" in page
    assert "Du hast recht." in text(desk.get(f"appeals/{made.id}"))


def test_an_appeal_without_words_comes_back(room, desk, rejected):
    made = appeal(room.service, rejected)
    answer = desk.post(f"appeals/{made.id}", outcome="upheld", explanation=" ")

    assert answer.status_code == 422
    assert tree(answer).xpath("//div[@role='alert']//a[@href='#field-explanation']")
    assert appeals.get(room.service.db, made.id) == made
    assert desk.post(f"appeals/{made.id}", outcome="open", explanation="x").status_code == 409
    assert desk.post(f"appeals/{made.id}", outcome="x", explanation="x").status_code == 400


def test_ones_own_decision_is_left_to_somebody_else(room, desk):
    comment = room.sent()
    desk.decide(comment, "reject", **REASONS)
    made = appeal(room.service, comments.get(room.service.db, comment.id))
    assert "Nobody else can sign in" in text(desk.get(f"appeals/{made.id}", headers=ENGLISH))

    other = Desk(room, "Beat Frei")
    assert "Leave the appeal" in text(desk.get(f"appeals/{made.id}", headers=ENGLISH))
    answer = desk.post(f"appeals/{made.id}", outcome="upheld", explanation="Meine Worte")
    assert answer.status_code == 409
    assert "Meine Worte" in answer.text
    assert other.post(f"appeals/{made.id}", outcome="upheld", explanation="x").status_code == 303


def test_a_report_is_read_and_the_comment_removed(room, desk):
    there = room.published()
    made, second = report(room.service, there), report(room.service, there, name="", email=None)
    page = text(desk.get(f"reports/{made.id}", headers=ENGLISH))
    for words in (made.text, "Urs Weber , address confirmed", there.body, "Other reports"):
        assert words in page

    answer = desk.post(
        f"reports/{made.id}", outcome="acted", answer="Danke.", seen="published", revision="1",
        **REASONS,
    )  # fmt: skip

    assert answer.location.endswith("done=acted")
    now = comments.get(room.service.db, there.id)
    assert (now.state, now.occasion) == (State.REJECTED, "report")
    assert reports.get(room.service.db, second.id).state == "acted"
    assert "somebody who gave no name" in text(desk.get(f"reports/{second.id}", headers=ENGLISH))


def test_a_report_is_dismissed_with_words(room, desk):
    made = report(room.service, room.published())
    assert desk.post(f"reports/{made.id}", outcome="dismissed", answer="").status_code == 422

    desk.post(f"reports/{made.id}", outcome="dismissed", answer="Das ist Kritik.")

    assert reports.get(room.service.db, made.id).explanation == "Das ist Kritik."
    assert room.only_comment().state is State.PUBLISHED
    again = desk.post(f"reports/{made.id}", outcome="dismissed", answer="Noch einmal")
    assert again.status_code == 409
    assert "Noch einmal" in again.text


def test_a_removal_without_grounds_comes_back_as_typed(room, desk):
    made = report(room.service, room.published())
    answer = desk.post(
        f"reports/{made.id}", outcome="acted", answer="Danke.", explanation="Weil",
        seen="published", revision="1",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Danke." in answer.text
    assert "Weil" in answer.text
    assert tree(answer).xpath("//div[@role='alert']//a[@href='#field-reason']")


@pytest.mark.parametrize(("seen", "revision", "status"), [("pending", "1", 409), ("x", "1", 400)])
def test_what_was_not_seen_is_not_removed(room, desk, seen, revision, status):
    made = report(room.service, room.published())
    answer = desk.post(
        f"reports/{made.id}", outcome="acted", seen=seen, revision=revision, **REASONS
    )

    assert answer.status_code == status
    assert room.only_comment().state is State.PUBLISHED


def with_post(room):
    posts = {POST: Announcement(POST, "de", "Neue Anlage", "/de/anlage/", "content/anlage.md")}
    manifest = Manifest(SITE, {THREAD: thread()}, {}, posts)
    write_manifest(room.service.paths.threads, manifest)


def test_an_error_found_is_answered(room, desk):
    made = slip(room.service)
    assert FOUND in text(desk.get("slips"))
    assert desk.post(f"slips/{made.id}", outcome="answered", answer="").status_code == 422

    desk.post(f"slips/{made.id}", outcome="answered", answer="Beides stimmt.")

    assert slips.get(room.service.db, made.id).state == "answered"
    assert "Beides stimmt." in text(desk.get(f"slips/{made.id}"))
    assert desk.post(f"slips/{made.id}", outcome="nonsense").status_code == 400


def test_an_error_found_becomes_a_correction(room, desk, monkeypatch):
    with_post(room)
    made, written = slip(room.service), []
    monkeypatch.setattr(slip_pages.actions, "correct_post", lambda *given: written.append(given))

    answer = desk.post(f"slips/{made.id}", outcome="written", correction=FOUND, answer="Danke")

    assert answer.location.endswith("done=written")
    assert written[0][1:4] == (made.id, FOUND, "Danke")


def test_a_correction_that_the_file_refuses_says_why_and_keeps_the_words(room, desk, monkeypatch):
    def refuse(*_):
        raise CorrectionRefused([Fault("content/anlage.md", 3, "no such topic", "use another")])

    with_post(room)
    made = slip(room.service)
    monkeypatch.setattr(slip_pages.actions, "correct_post", refuse)
    answer = desk.post(f"slips/{made.id}", outcome="written", correction=FOUND, answer="Danke")

    assert answer.status_code == 409
    for words in ("content/anlage.md:3", "no such topic", "use another", FOUND, "Danke"):
        assert words in text(answer)
    assert desk.post(f"slips/{made.id}", outcome="written", correction="x", answer="").status_code


def test_administrators_use_the_crisis_switch(room, desk):
    beat = Desk(room, "Beat Frei")
    assert beat.post("switches", crisis="hold").status_code == 403
    assert not tree(beat.get("switches")).xpath("//input[@name='crisis']")
    assert room.service.switches().crisis == ""

    assert desk.post("switches", crisis="close", why="Unfall").status_code == 303
    assert room.service.switches().crisis == "closed"
    assert tree(desk.get("switches")).xpath("//input[@name='crisis'][@checked]/@value") == ["close"]
    desk.post("switches", crisis="off")
    assert room.service.switches().crisis == ""
    assert desk.post("switches", crisis="panic").status_code == 422


def test_moderators_close_and_reopen_a_post(room, desk):
    beat, comment = Desk(room, "Beat Frei"), room.sent()
    assert f"/moderation/threads/{THREAD}" in beat.get(f"comments/{comment.id}").text

    beat.post(f"threads/{THREAD}", verb="close", why="Eskaliert")
    assert list(room.service.switches().closed) == [THREAD]
    assert "Neue Anlage" in text(desk.get("switches"))
    assert "closed by hand" in text(beat.get(f"threads/{THREAD}", headers=ENGLISH))

    beat.post(f"threads/{THREAD}", verb="reopen")
    assert room.service.switches().closed == {}
    assert beat.post(f"threads/{THREAD}", verb="x").status_code == 400
    assert beat.get(f"threads/{POST}").status_code == 404


def actions_on(answer) -> list[str]:
    return [row.text_content() for row in tree(answer).xpath("//main//ol//strong")]


def test_the_log_is_filtered(room, desk):
    beat = Desk(room, "Beat Frei")
    comment, other = room.sent(), room.sent("Ein anderer Kommentar.")
    beat.decide(comment, "publish")
    desk.decide(other, "spam")
    get = lambda query: actions_on(desk.get(f"log?{query}", headers=ENGLISH))  # noqa: E731

    assert get("person=Beat+Frei") == ["Published", "Signed in", "Password set"]
    assert get("action=spam") == ["Marked as spam"]
    assert get(f"comment={comment.id}") == ["Published", "Comment received"]
    assert get(f"comment={comment.id[:13].upper()}") == ["Published", "Comment received"]
    assert get("until=2026-11-19") == []
    assert len(get("since=2026-11-20&until=2026-11-20")) == len(logged(room.service.db, 99))
    assert get("person=Nobody") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("since=morgen", "since"), ("until=0001-01-01", "until"), ("since=9999-12-31", "since"),
     ("comment=*", "comment"), ("comment=x'--", "comment")],
)  # fmt: skip
def test_a_filter_that_cannot_be_understood_says_so(desk, query, field):
    page = tree(desk.get(f"log?{query}"))

    assert page.xpath(f"//div[@role='alert']//a[@href='#field-{field}']")
    assert page.xpath("//main//ol//strong")


def test_filters_stay_from_page_to_page(room, desk):
    for number in range(30):
        log.add(room.service.db, AUTHOR, "undo", NOW, explanation=str(number))
    [link] = tree(desk.get("log?action=undo")).xpath("//a[@rel='next']/@href")

    assert "action=undo" in link
    assert len(actions_on(desk.client.get(link))) == 5


def test_the_chain_is_checked_on_demand(room, desk):
    assert "none changed" in text(desk.get("log?check=yes", headers=ENGLISH))

    room.service.db.conn.execute("DROP TRIGGER log_no_update")
    room.service.db.conn.execute("UPDATE log SET actor = 'Eve' WHERE id = 2")
    assert "changed at row 2" in text(desk.get("log?check=yes", headers=ENGLISH))


@pytest.mark.parametrize("lang", ["de", "fr", "it"])
def test_all_words_of_the_office_are_translated(room, lang):
    t = room.service.translator(lang)
    named = {name: value for name, value in vars(office_words).items() if name.isupper()}
    tables = [value for value in named.values() if isinstance(value, dict)]
    assert {
        word for table in tables for word in table.values() if t(word) == word
    } == set()  # fmt: skip
