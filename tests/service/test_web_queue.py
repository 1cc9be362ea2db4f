"""The queue: context, age, several at once, undo, later texts, four eyes, colleagues."""

from datetime import timedelta

import pytest

from comments_service.actions.decide import decide
from comments_service.domain.comment import Revision
from comments_service.domain.states import State, Verb
from comments_service.publish.comment_html import render
from comments_service.storage import appeals, moderators, reports, revisions
from comments_service.storage.appeals import Appeal
from comments_service.storage.reports import Report
from tests.support import NOW, THREAD
from tests.web import UNKNOWN, Desk, hidden, text, tree

GERMAN = {"Accept-Language": "de"}


def card(answer, comment):
    (found,) = tree(answer).xpath(f"//article[@id='card-{comment.id}']")
    return found


def words(element):
    return " ".join(element.text_content().split())


def box(answer, comment):
    """Name and value of a card's box."""
    (found,) = card(answer, comment).xpath(".//input[@type='checkbox']")
    return found.get("name"), found.get("value")


def ticked(desk, *comments, path=""):
    page = desk.get(path)
    return dict(box(page, comment) for comment in comments)


def states(room):
    return [comment.state for comment in room.comments()]


def revise(room, comment, body):
    """A later text of a published comment, that waits."""
    db = room.service.db
    revisions.put(db, Revision(comment.id, 2, body, render(body), State.PENDING, NOW))
    db.table("comments").update(comment.id, {"waiting_since": "2026-11-20T08:00:00.000000Z"})


def confirm(room, comment):
    room.service.db.table("comments").update(
        comment.id, {"confirmed_at": "2026-11-20T08:00:00.000000Z"}
    )


def test_the_queue_tells_its_age_and_what_is_overdue(room, desk):
    assert "Nichts wartet auf einen Entscheid" in text(desk.get(headers=GERMAN))
    room.sent("Alt")
    room.clock.forward(hours=30)
    other = Desk(room, "Beat Frei")
    room.sent("Neu")
    page = other.get(headers=GERMAN)

    assert "2 warten. Der älteste seit 20. November 2026, 10:00. 1 ist überfällig" in text(page)
    late = tree(other.get("?overdue=yes")).xpath("//article")
    assert [e.text_content().split()[-1] for e in late[0].xpath("./div")] == ["Alt"]
    assert len(late) == 1


def test_a_card_tells_an_authors_past_by_confirmed_address_and_apart_by_name(room, desk):
    known = [room.published(f"Nr. {n}", email="ruth@example.org") for n in range(2)]
    bad = room.sent("Übel", author="Jemand", email="ruth@example.org")
    room.decide(bad.id, Verb.SPAM)
    waits = room.sent("Wartet", email="Ruth@Example.org")
    for one in (*known, bad, waits):
        confirm(room, one)
    stranger = room.sent("Fremd", email="ruth@example.org")
    page = desk.get(headers=GERMAN)

    mine = words(card(page, waits))
    assert "derselben bestätigten Adresse (Ruth Keller, vor 1 Minute): veröffentlicht: 2" in mine
    assert "Spam: 1" in mine
    theirs = words(card(page, stranger))
    assert "bestätigten" not in theirs
    assert "demselben Namen (beweist nichts) (Ruth Keller, vor 1 Minute): veröf" in theirs
    (address,) = card(page, waits).xpath(".//a[contains(@href, 'address=')]/@href")
    found = text(desk.client.get(address))
    assert "Übel" in found
    assert "Fremd" not in found


def test_each_rules_word_and_score_are_explained(room, desk):
    comment = room.sent("Siehe https://a.example")
    said = words(card(desk.get(headers=GERMAN), comment))

    assert "Links · Links: 1 · zweifelhaft, 45 von 100 (100: sicher Spam). Ein oder zwei" in said


def test_several_are_decided_at_once_and_undone_at_once(room, desk):
    three = [room.sent(f"Nummer {n}") for n in range(3)]
    answer = desk.post("bulk", verb="publish", back="tab=pending", **ticked(desk, *three[:2]))
    assert states(room) == [State.PUBLISHED, State.PUBLISHED, State.PENDING]

    page = desk.client.get(answer.location)
    assert "Was du ausgewählt hast, ist veröffentlicht" in text(page)
    answer = desk.post("undo", batch=hidden(page, "batch"), back="tab=pending")

    assert answer.status_code == 303
    assert states(room) == [State.PENDING] * 3
    assert "Rückgängig gemacht" in text(desk.client.get(answer.location))


def test_of_several_those_that_somebody_else_decided_are_reported(room, desk):
    mine, gone = room.sent("Meiner"), room.sent("Deiner", author="Otto")
    picks = ticked(desk, mine, gone)
    room.decide(gone.id, Verb.PUBLISH)
    answer = desk.post("bulk", verb="spam", back="tab=pending", **picks)

    assert states(room) == [State.SPAM, State.PUBLISHED]
    page = text(desk.client.get(answer.location))
    assert "Nicht ausgeführt" in page
    assert "Kommentar von Otto : Veröffentlicht" in page.replace("Otto:", "Otto :")


def test_several_are_rejected_for_one_reason(room, desk):
    two = [room.sent("Eins"), room.sent("Zwei")]
    grounds = {"reason": "OFFTOPIC", "explanation": "Gehört nicht hierher.", "provision": "Regel 2"}
    desk.post("bulk", verb="reject", back="tab=pending", **ticked(desk, *two), **grounds)

    assert states(room) == [State.REJECTED] * 2
    for comment in room.comments():
        assert (comment.reason, comment.ground, comment.provision) == (
            "OFFTOPIC", "rule", "Regel 2",
        )  # fmt: skip


def test_a_bulk_rejection_without_reason_comes_back_with_everything(room, desk):
    two = [room.sent("Eins"), room.sent("Zwei")]
    answer = desk.post(
        "bulk", verb="reject", back="tab=pending&lang=de", explanation="Schon getippt",
        **ticked(desk, two[0]),
    )  # fmt: skip
    page = tree(answer)

    assert answer.status_code == 422
    assert page.xpath("//*[@role='alert']//a/@href") == ["#field-reason"]
    assert page.xpath("//select[@id='field-reason']/@aria-invalid") == ["true"]
    assert page.xpath("//textarea[@id='field-explanation']")[0].text.strip() == "Schon getippt"
    assert page.xpath("//input[@type='checkbox'][@checked][starts-with(@id, 'pick')]/@name") == [
        f"pick-{two[0].id}"
    ]
    assert page.xpath("//option[@selected]/@value") == ["de"]
    assert states(room) == [State.PENDING] * 2


def test_nothing_chosen_is_said_and_nothing_done(room, desk):
    room.sent()
    answer = desk.post("bulk", verb="publish", back="tab=pending")

    assert answer.status_code == 422
    assert "Wähle mindestens einen" in text(answer)


@pytest.mark.parametrize(
    "fields",
    [
        {"pick-x": "pending.1"},
        {f"pick-{UNKNOWN}x": "pending.1"},
        {f"pick-{UNKNOWN}": "pending"},
        {f"pick-{UNKNOWN}": "gone.1"},
        {f"pick-{UNKNOWN}": "pending.1.2.3.x"},
        {"surprise": "1"},
    ],
)
def test_boxes_that_are_none_of_ours_are_refused(room, desk, fields):
    comment = room.sent()
    sent = {"verb": "spam", "back": "tab=pending", **ticked(desk, comment), **fields}

    answer = desk.post("bulk", **sent)

    assert answer.status_code == 400
    assert states(room) == [State.PENDING]


def test_only_the_bulk_form_has_boxes(room, desk):
    comment = room.sent()

    assert desk.decide(comment, "spam", **ticked(desk, comment)).status_code == 400


def test_the_next_card_and_the_filters_are_kept(room, desk):
    first, second = room.sent("Eins"), room.sent("Zwei")
    page = desk.get("?lang=de&words=e")
    form = card(desk.get("?lang=de"), first)
    assert form.xpath(".//form[@data-decide]//input[@name='next']/@value") == [second.id]
    back = hidden(page, "back") if tree(page).xpath("//article") else "tab=pending&lang=de"

    answer = desk.decide(first, "spam", back=back, next=second.id)

    assert "lang=de" in answer.location
    assert answer.location.endswith(f"at={second.id}&done=spam&batch=") is False
    shown = tree(desk.client.get(answer.location.replace("words=e", "words=zwei")))
    items = shown.xpath("//ol[@data-queue]/li")
    assert items[0].xpath("./div/@id") == ["done"]
    assert items[1].xpath("./article/@id") == [f"card-{second.id}"]


def test_decisions_in_place_answer_as_json(room, desk):
    comment = room.sent()
    wants = {"Accept": "application/json"}
    path = f"/moderation/comments/{comment.id}/decide"
    data = {"csrf": desk.csrf, "seen": "pending", "revision": "1"}

    bad = desk.client.post(path, data={**data, "verb": "reject"}, headers=wants)
    assert (bad.status_code, set(bad.get_json()["errors"])) == (422, {"reason", "explanation"})
    done = desk.client.post(path, data={**data, "verb": "spam"}, headers=wants)
    assert done.status_code == 200
    assert len(done.get_json()["batch"]) == 32
    assert done.get_json()["counts"] == {
        "pending": 0, "proposed": 0, "published": 0, "rejected": 0, "spam": 1,
    }  # fmt: skip
    assert done.get_json()["age"] == {
        "waits": "Nichts wartet auf einen Entscheid.", "oldest": "", "overdue": "", "rest": "",
            "spam": "",
    }  # fmt: skip
    late = desk.client.post(path, data={**data, "verb": "publish"}, headers=wants)
    assert late.status_code == 409
    assert states(room) == [State.SPAM]


def test_the_age_of_the_queue_follows_decisions_in_place(room):
    first = room.sent()
    room.clock.forward(hours=60)
    room.sent("Zweiter")
    desk = Desk(room)
    page = tree(desk.get())

    answer = desk.client.post(
        f"/moderation/comments/{first.id}/decide", data={"csrf": desk.csrf, "verb": "publish"},
        headers={"Accept": "application/json"},
    ).get_json()["age"]  # fmt: skip

    said = {e.get("data-age"): e.text or "" for e in page.xpath("//*[@data-age]")}
    assert (said["waits"], said["overdue"]) == ("2 warten.", "1 ist überfällig")
    assert "20. November 2026" in said["oldest"]
    assert (answer["waits"], answer["overdue"]) == ("1 wartet.", "")
    assert "22. November 2026" in answer["oldest"]
    assert {e.get("data-age"): e.text or "" for e in tree(desk.get()).xpath("//*[@data-age]")} == (
        answer
    )


def test_an_undo_of_several_names_those_left_out(room, desk):
    three = [room.sent(f"Nummer {n}", author=f"Name {n}") for n in range(3)]
    for back in ("tab=pending", ""):
        page = desk.client.get(
            desk.post("bulk", verb="spam", back="tab=pending", **ticked(desk, *three)).location
        )
        batch = hidden(page, "batch")
        room.decide(three[1].id, Verb.RESTORE)
        answer = desk.client.get(desk.post("undo", batch=batch, back=back).location)

        [news] = tree(answer).xpath("//*[@role='status'][contains(@class, 'panel--good')]")
        said = " ".join(news.text_content().split())
        assert "So weit wie möglich rückgängig gemacht." in said
        assert "Kommentar von Name 1: Wartend" in said
        assert "Name 0" not in said


def test_an_explanation_with_a_gap_is_not_sent(room, desk):
    comment = room.sent()
    gap = "Dein Kommentar verstösst gegen diese unserer Regeln: «…»."
    answer = desk.decide(comment, "reject", reason="OTHER", explanation=gap)

    assert answer.status_code == 422
    assert "zwischen die Anführungszeichen" in text(answer)


def test_a_later_text_is_shown_as_a_difference_and_decided_in_the_queue(room, desk):
    comment = room.published("Die alte Zahl stimmt.")
    revise(room, comment, "Die neue Zahl stimmt.")
    found = card(desk.get(headers=GERMAN), comment)

    assert [words(e) for e in found.xpath(".//del")] == ["[entfernt: alte]"]
    assert [words(e) for e in found.xpath(".//ins")] == ["[hinzugefügt: neue]"]
    assert found.xpath(".//input[@name='later']/@value") == ["2"]
    answer = desk.decide(
        comment, "publish", seen="published", revision="1", later="2", back="tab=pending"
    )
    assert "done=accept" in answer.location
    assert room.only_comment().body == "Die neue Zahl stimmt."
    assert room.woken


def test_a_later_text_is_decided_in_bulk_with_others(room, desk):
    comment = room.published("Alt")
    revise(room, comment, "Neu")
    other = room.sent("Anderes")
    picks = ticked(desk, comment, other)
    assert sorted(picks.values()) == ["pending.1", "published.1.2"]

    desk.post("bulk", verb="publish", back="tab=pending", **picks)

    assert [c.body for c in room.comments()] == ["Neu", "Anderes"]
    assert states(room) == [State.PUBLISHED] * 2


def test_four_eyes_are_seen_and_confirmed_with_one_click(make):
    room = make(comments='four_eyes = ["reject"]')
    lea, beat = Desk(room), Desk(room, "Beat Frei")
    comment = room.sent()
    answer = lea.decide(
        comment, "reject", back="tab=pending", seen="pending", revision="1",
        reason="INSULT", ground="law", provision="Art. 177 StGB", explanation="«Esel»",
    )  # fmt: skip
    assert "done=proposed" in answer.location
    assert states(room) == [State.PENDING]

    own = card(lea.get(headers=GERMAN), comment)
    assert "Lea Brunner schlägt vor, das abzulehnen." in words(own)
    assert own.xpath(".//form[contains(@action, 'take-back')]")
    (form,) = card(beat.get(headers=GERMAN), comment).xpath(".//*[@class='panel panel--warn "
                                                            "proposal']//form")  # fmt: skip
    assert "Art. 177 StGB" in words(form.getparent())
    fields = {i.get("name"): i.get("value") for i in form.xpath(".//input | .//button")}
    beat.client.post(form.get("action"), data=fields)

    rejected = room.only_comment()
    assert (rejected.state, rejected.ground, rejected.provision, rejected.explanation) == (
        State.REJECTED, "law", "Art. 177 StGB", "«Esel»",
    )  # fmt: skip


def test_proposals_about_published_comments_are_found_in_the_queue(make):
    room = make(comments='four_eyes = ["reject"]')
    lea, beat = Desk(room), Desk(room, "Beat")
    comment = room.published()
    assert "Vorgeschlagen ( 0 )" in text(beat.get())
    lea.decide(comment, "reject", reason="OTHER", explanation="Darum nicht.")

    page = beat.get("?tab=proposed")
    assert "Vorgeschlagen ( 1 )" in text(beat.get())
    assert "Lea Brunner schlägt vor" in text(page)
    assert "Andere Gründe als diese sind ein neuer Vorschlag." in text(page)
    assert "Lea Brunner schlägt vor" not in text(beat.get())

    [form] = tree(page).xpath("//div[contains(@class, 'proposal')]//form")
    fields = {e.get("name"): e.get("value") for e in form.xpath(".//input")}
    beat.client.post(form.get("action"), data={**fields, "verb": "reject"})
    assert states(room) == [State.REJECTED]
    assert "Vorgeschlagen ( 0 )" in text(beat.get())


def test_where_nothing_is_decided_by_two_no_tab_speaks_of_it(room, desk):
    assert "Vorgeschlagen" not in text(desk.get())


def test_publishing_around_an_appeal_is_refused_with_words(room):
    lea, _ = Desk(room), Desk(room, "Beat")
    comment = room.sent()
    lea.decide(comment, "reject", reason="OTHER", explanation="Darum nicht.")
    [refused] = room.comments()
    appeals.add(room.service.db, Appeal("a" * 8, comment.id, 1, NOW, "Doch.", refused.decided_by))

    answer = lea.decide(refused, "publish")

    assert answer.status_code == 409
    assert "Jemand anderes muss über den Einspruch entscheiden" in text(answer)
    assert states(room) == [State.REJECTED]


def test_a_proposal_is_taken_back(make):
    room = make(comments='four_eyes = ["spam"]')
    lea = Desk(room)
    comment = room.sent()
    lea.decide(comment, "spam", seen="pending", revision="1")

    answer = lea.post(f"comments/{comment.id}/take-back")
    assert "done=taken-back" in answer.location
    assert "schlägt vor" not in text(lea.get())
    assert lea.post(f"comments/{comment.id}/take-back").status_code == 409


def test_a_colleague_is_asked_and_finds_the_question(room, desk):
    beat = Desk(room, "Beat Frei")
    number = moderators.by_name(room.service.db, "Beat Frei").id
    comment, other = room.sent("Fraglich"), room.sent("Klar")
    desk.post(f"comments/{comment.id}/ask", question="Ist das belegt?", asked=str(number))

    page = beat.get("?tab=all&asked=yes", headers=GERMAN)
    assert "Lea Brunner fragt Beat Frei." in words(card(page, comment))
    assert tree(page).xpath(f"//article[@id='card-{other.id}']") == []
    assert "nach deiner Meinung gefragt" in text(beat.get())
    assert "nach deiner Meinung gefragt" not in text(desk.get())
    beat.post(f"comments/{comment.id}/reply", reply="Ja, im Bericht.")
    said = text(desk.get(f"comments/{comment.id}"))
    assert "Ist das belegt?" in said
    assert "Ja, im Bericht." in said
    assert "nach deiner Meinung gefragt" not in text(beat.get())


@pytest.mark.parametrize(("what", "field"), [("note", "note"), ("ask", "question"),
                                             ("reply", "reply")])  # fmt: skip
def test_notes_that_cannot_be_kept_come_back(room, desk, what, field):
    comment = room.sent()
    desk.post(f"comments/{comment.id}/ask", question="Was meinst du?")
    answer = desk.post(f"comments/{comment.id}/{what}", **{field: "x" * 2001})

    assert answer.status_code == 422
    (kept,) = tree(answer).xpath(f"//textarea[@name='{field}']")
    assert (kept.text.strip(), kept.get("aria-invalid")) == ("x" * 2001, "true")


def test_nobody_is_asked_who_is_not_there(room, desk):
    comment = room.sent()
    for asked in ("999", "x", "-1"):
        answer = desk.post(f"comments/{comment.id}/ask", question="Und?", asked=asked)
        assert answer.status_code == 422, asked


def test_readers_never_see_notes(room, desk, client):
    comment = room.sent()
    desk.post(f"comments/{comment.id}/note", note="Ruft jede Woche an")
    desk.decide(comment, "publish")
    room.work()

    page = (room.service.paths.output / "de/2026/neue-anlage/index.html").read_text("utf-8")
    for seen in (page, client.get(room.receipt(comment)).text):
        assert "jede Woche" not in seen


def test_my_decisions_can_be_undone_at_any_time(room, desk):
    comment = room.sent()
    desk.decide(comment, "spam")
    room.clock.forward(minutes=20)
    page = desk.get("decisions", headers=GERMAN)
    assert "Als Spam markiert : Kommentar von Ruth Keller" in text(page).replace(" :", " :")

    answer = desk.post("undo", batch=hidden(page, "batch"))

    assert answer.location == "/moderation/decisions?done=undone"
    assert states(room) == [State.PENDING]
    assert tree(desk.get("decisions")).xpath("//main//input[@name='batch']") == []


def test_an_undo_that_comes_too_late_says_so(room, desk):
    comment = room.sent()
    desk.decide(comment, "spam")
    batch = hidden(desk.get("decisions"), "batch")
    room.decide(comment.id, Verb.PUBLISH)
    for sent in (batch, "x", ""):
        answer = desk.post("undo", batch=sent)
        assert answer.status_code == 409
        assert "nicht mehr rückgängig machen" in text(answer)
    assert states(room) == [State.PUBLISHED]


def test_the_comments_page_shows_its_place_in_the_thread(room, desk):
    first = room.published("Die Frage")
    answer = room.published("Die Antwort", parent=first.id)
    room.clock.forward(minutes=1)
    room.sent("Nachfrage", parent=answer.id, author="Otto")
    page = text(desk.get(f"comments/{answer.id}", headers=GERMAN))

    assert "Worauf er antwortet Ruth Keller" in page
    assert "Antworten darauf Otto" in page


def test_an_official_answer_is_seen_before_it_is_published(room, desk):
    asked = room.published("Wann?")
    answer = desk.post(f"comments/{asked.id}/answer", body="Im *Mai*.", preview="yes")

    assert answer.status_code == 200
    assert "Im <em>Mai</em>." in answer.text
    assert tree(answer).xpath("//textarea[@name='body']")[0].text.strip() == "Im *Mai*."
    assert len(room.comments()) == 1


def test_the_number_of_queries_does_not_grow_with_the_cards(room, desk):
    counted = []
    room.service.db.conn.set_trace_callback(counted.append)
    sizes = []
    for size in (2, 12):
        while len(room.comments()) < size:
            asked = room.published(f"Frage {len(room.comments())}")
            room.sent(f"Antwort {asked.id}", parent=asked.id, email=f"{asked.id[:4]}@example.org")
        counted.clear()
        assert desk.get().status_code == 200
        sizes.append(len(counted))
    room.service.db.conn.set_trace_callback(None)

    assert sizes[0] == sizes[1]


def test_shortcuts_are_those_of_the_moderator_or_none(room, desk):
    room.sent()
    db = room.service.db
    me = moderators.by_name(db, "Lea Brunner").id
    (keys,) = tree(desk.get()).xpath("//@data-keys")
    assert '"publish": "f"' in keys
    db.table("moderators").update(me, {"keys": '{"publish": "p"}'})
    page = tree(desk.get())
    assert '"publish": "p"' in page.xpath("//@data-keys")[0]
    assert "p" in page.xpath("//dialog//kbd/text()")
    db.table("moderators").update(me, {"keys": "off"})
    page = tree(desk.get())
    assert page.xpath("//@data-keys") == ["{}"]
    assert page.xpath("//dialog") == []


def test_what_was_decided_about_an_older_text_is_not_a_word_about_the_new_one(room, desk):
    comment = room.sent("Eins")
    room.service.db.table("comments").update(comment.id, {"revision": 2})
    answer = desk.decide(comment, "publish", seen="pending", revision="1")

    assert answer.status_code == 409
    assert states(room) == [State.PENDING]


def test_a_decision_at_the_terminal_is_in_nobodys_list(room, desk):
    comment = room.sent()
    decide(room.service, comment.id, Verb.PUBLISH, "Jemand", NOW + timedelta(minutes=1))

    assert "Du hast noch nichts entschieden" in text(desk.get("decisions", headers=GERMAN))
    assert "Veröffentlicht" in text(desk.get(f"comments/{comment.id}"))


def test_reports_and_appeals_lead_to_where_they_are_decided(room, desk):
    comment = room.sent()
    db = room.service.db
    reports.add(db, Report("r1", comment.id, THREAD, "de", NOW, "HATE", "Schlimm", "Käthi", None))
    appeals.add(db, Appeal("a1", comment.id, 1, NOW, "Ich sehe das anders.", None))

    shown = words(card(desk.get(headers=GERMAN), comment))
    assert "1 offene Meldung" in shown
    assert "1 offener Einspruch" in shown
    page = tree(desk.get(f"comments/{comment.id}"))
    links = page.xpath("//section[@id='objections']//a/@href")
    assert links == ["/moderation/reports/r1", "/moderation/appeals/a1"]


def test_an_answer_to_what_waits_says_that_it_waits(room, desk):
    comment = room.sent()

    answer = desk.post(f"comments/{comment.id}/answer", body="Im März.")

    assert answer.status_code == 409
    assert "Dieser Kommentar ist nicht veröffentlicht" in text(answer)
    assert "Jemand war schneller" not in text(answer)
    assert "Im März." in answer.text


def test_all_of_a_long_list_of_decisions_can_be_opened(room, desk):
    eight = [room.sent(f"Nummer {n}", author=f"Name {n}") for n in range(8)]
    desk.post("bulk", verb="spam", back="tab=pending", **ticked(desk, *eight))

    [details] = tree(desk.get("decisions")).xpath("//li//details")

    assert "und 2 weitere" in words(details)
    assert "Kommentar von Name 7" in words(details)


def test_a_reports_page_holds_what_a_colleague_proposed_there(make):
    room = make(comments='four_eyes = ["reject"]')
    lea, beat = Desk(room), Desk(room, "Beat")
    comment = room.published()
    one = Report("b" * 8, comment.id, THREAD, "de", NOW, "INSULT", "Eine Beleidigung.", "Urs", None)
    reports.add(room.service.db, one)
    seen = {"outcome": "acted", "seen": "published", "revision": "1"}
    lea.post(
        f"reports/{one.id}", reason="OTHER", explanation="Darum nicht.", answer="Danke.", **seen
    )

    page = beat.get(f"reports/{one.id}")
    assert "Lea Brunner schlägt vor" in text(page)
    form = next(f for f in tree(page).forms if "explanation" in f.fields)
    beat.client.post(f"/moderation/reports/{one.id}", data={**dict(form.fields), **seen})

    assert states(room) == [State.REJECTED]
    assert reports.get(room.service.db, one.id).explanation == "Danke."
