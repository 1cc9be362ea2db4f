"""The moderators' pages: queue, one comment, decisions, answers, log."""

from itertools import pairwise

import pytest

from comments_service.domain.states import State, Verb
from tests.support import THREAD, fields
from tests.web import UNKNOWN, Desk, hidden, text, tree

GERMAN = {"Accept-Language": "de"}


def bodies(answer):
    return [" ".join(b.text_content().split()) for b in tree(answer).xpath(
        "//article//div[@class='card__text'][not(ancestor::blockquote)]")]  # fmt: skip


def test_those_that_wait_longest_stand_first(room, desk):
    for number in range(3):
        room.sent(f"Nummer {number}")
        room.clock.forward(minutes=5)

    assert bodies(desk.get()) == ["Nummer 0", "Nummer 1", "Nummer 2"]


def test_tabs_count_each_state(room, desk):
    for body, verb in (("a", None), ("b", None), ("c", Verb.PUBLISH), ("d", Verb.SPAM)):
        comment = room.sent(body)
        if verb:
            room.decide(comment.id, verb)
    tabs = [" ".join(a.text_content().split()) for a in
            tree(desk.get()).xpath("//ul[@class='tabs']//a")]  # fmt: skip

    assert tabs == ["Wartend (2)", "Veröffentlicht (1)", "Abgelehnt (0)", "Spam (1)", "Alle"]
    assert bodies(desk.get("?tab=published")) == ["c"]
    assert bodies(desk.get("?tab=spam")) == ["d"]
    assert desk.get("?tab=everything").status_code == 404


def test_a_page_holds_25_and_leads_to_the_next(room, desk):
    for number in range(26):
        room.sent(f"Nummer {number}")
        room.clock.forward(seconds=30)
    page = tree(desk.get())
    (onward,) = page.xpath("//a[@rel='next']/@href")

    assert len(page.xpath("//article")) == 25
    assert bodies(desk.client.get(onward)) == ["Nummer 25"]
    for odd in ("0", "-1", "99", "x", "9" * 30):
        assert desk.get(f"?page={odd}").status_code == 200


def test_a_card_shows_what_is_needed_to_decide(room, desk):
    asked = room.published("Wann geht es los?")
    room.sent("Im Mai, siehe https://a.example", author="Otto", parent=asked.id)
    room.clock.forward(minutes=20)
    card = tree(desk.get(headers=GERMAN)).xpath("//article")[0]
    words = " ".join(card.text_content().split())

    assert card.xpath(".//a[@href='/de/2026/neue-anlage/']/text()") == ["Neue Anlage"]
    assert "Wann geht es los?" in card.xpath("string(.//blockquote)")
    for expected in ("Kommentar von Otto", "vor 20 Minuten", "45 von 100", "Links: 1"):
        assert expected in words, expected


def test_buttons_and_links_can_be_told_apart_by_ear(room, desk):
    room.sent("a", author="Otto")
    room.sent("b", author="Ruth")
    page = tree(desk.get())
    names = [" ".join(e.text_content().split()) for e in page.xpath("//article//button")]

    assert len(names) == len(set(names))
    assert any("Otto" in name for name in names)


def test_publishing_is_one_click_and_leads_back(room, desk):
    comment = room.sent()
    room.woken.clear()
    answer = desk.decide(comment, "publish", seen="pending", back="tab=pending")

    assert answer.status_code == 303
    assert answer.location.startswith("/moderation/?tab=pending&done=publish&batch=")
    assert answer.location.endswith("#done")
    assert room.only_comment().state is State.PUBLISHED
    assert room.woken == [True]
    page = tree(desk.client.get(answer.location))
    (status,) = page.xpath("//*[@id='done']")
    assert "veröffentlicht" in status.text_content()
    assert status.xpath(".//a/@href") == [f"/moderation/comments/{comment.id}"]
    assert status.xpath(".//form/@action") == ["/moderation/undo"]


def test_messages_come_from_a_list_and_never_from_the_address(desk):
    made_up = "done=<b>Your account is locked</b>&batch=%22><script>&missed=<b>&at=<b>&proposed=<b>"
    answer = desk.get(f"?{made_up}")

    assert "locked" not in answer.text
    assert "script>" not in answer.text.replace("</script>", "")
    assert tree(answer).xpath("//*[@id='done']") == []


def test_a_rejection_needs_reason_and_explanation_and_keeps_what_was_typed(room, desk):
    comment = room.sent()
    answer = desk.decide(comment, "reject", reason="INSULT", ground="law", explanation="  ")
    page = tree(answer)

    assert answer.status_code == 422
    assert page.xpath("//option[@selected]/@value") == ["INSULT", "law"]
    assert "beleidigt" in page.xpath("//textarea[@name='explanation']")[0].text
    assert page.xpath("//*[@role='alert']//a/@href") == ["#field-explanation"]
    assert page.xpath("//textarea[@name='explanation']/@aria-invalid") == ["true"]
    again = tree(
        desk.decide(comment, "reject", reason="NONE", explanation="Ein <b>guter</b> Grund")
    )
    assert (
        again.xpath("//textarea[@name='explanation']")[0].text.strip() == "Ein <b>guter</b> Grund"
    )
    assert again.xpath("//*[@role='alert']//a/@href") == ["#field-reason"]
    assert room.only_comment().state is State.PENDING


def test_a_rejection_reaches_the_author(room, desk, client):
    comment = room.sent()
    answer = desk.decide(
        comment, "reject", reason="INSULT", ground="rule", explanation="«Esel» beleidigt."
    )

    assert answer.location == f"/moderation/comments/{comment.id}?done=reject"
    assert "«Esel» beleidigt." in text(client.get(room.receipt(comment)))


@pytest.mark.parametrize("verb", ["spam", "reject", "publish"])
def test_every_decision_can_be_taken_back(room, desk, verb):
    comment = room.sent()
    desk.decide(comment, verb, reason="OTHER", explanation="x")
    desk.decide(comment, "restore")

    assert room.only_comment().state is State.PENDING


@pytest.mark.parametrize("verb", ["", "delete", "withdrawn", "PUBLISH"])
def test_unknown_decisions_are_refused(room, desk, verb):
    assert desk.decide(room.sent(), verb).status_code == 400
    assert room.only_comment().state is State.PENDING


def test_a_moderator_does_not_overrule_what_they_have_not_seen(room, desk):
    """Two at once: the second one learns what happened meanwhile, and nothing is lost."""
    comment = room.sent()
    other = Desk(room, "Beat Frei")
    other.decide(comment, "reject", seen="pending", reason="OTHER", explanation="Von Beat")
    answer = desk.decide(comment, "publish", seen="pending", explanation="Schon getippt")

    assert answer.status_code == 409
    assert room.only_comment().state is State.REJECTED
    page = text(answer)
    assert "Jemand anderes war schneller" in page
    assert "Beat Frei" in page
    assert "Abgelehnt" in page


def test_the_same_decision_twice_is_a_conflict_and_not_a_fault(room, desk):
    comment = room.sent()
    codes = [desk.decide(comment, "publish", seen="pending").status_code for _ in range(2)]

    assert codes == [303, 409]


def test_forms_carry_the_state_that_was_seen(room, desk):
    room.sent()

    assert hidden(desk.get(), "seen") == "pending"


def test_what_its_author_withdrew_cannot_be_decided(room, desk, client):
    comment = room.sent("Geheim")
    client.post(f"{room.receipt(comment)}/withdraw")
    page = desk.get(f"comments/{comment.id}")

    assert desk.decide(comment, "publish").status_code == 409
    assert page.status_code == 200
    assert "Geheim" not in page.text
    assert tree(page).xpath("//main//form") == []


def test_a_comments_page_tells_its_history(room, desk):
    comment = room.sent(email="ruth@example.org")
    desk.decide(comment, "reject", reason="CLAIM", explanation="Ohne Beleg")
    page = text(desk.get(f"comments/{comment.id}"))

    for words in ("Kommentar eingegangen", "Lea Brunner", "Unbelegte rufschädigende Behauptung",
                  "Ohne Beleg", "ruth@example.org"):  # fmt: skip
        assert words in page, words


def test_an_official_answer_is_published_under_name_and_function(room, desk, client):
    asked = room.published("Wann?")
    answer = desk.post(f"comments/{asked.id}/answer", body="Im *Mai*.")

    assert answer.location == f"/moderation/comments/{asked.id}?done=answer"
    ours = room.comments()[-1]
    assert (ours.author, ours.official, ours.parent) == (
        "Lea Brunner", "Leiterin Kommunikation", asked.id,
    )  # fmt: skip
    room.work()
    html = (room.service.paths.output / "de/2026/neue-anlage/index.html").read_text("utf-8")
    assert "Offizielle Antwort: Lea Brunner, Leiterin Kommunikation" in html
    assert room.woken[-1]


def test_an_empty_answer_comes_back(room, desk):
    asked = room.published("Wann?")
    answer = desk.post(f"comments/{asked.id}/answer", body=" ")

    assert answer.status_code == 422
    assert tree(answer).xpath("//*[@role='alert']//a/@href") == ["#field-body"]


def test_only_published_comments_can_be_answered(room, desk):
    waiting = room.sent()

    assert tree(desk.get(f"comments/{waiting.id}")).xpath("//textarea[@name='body']") == []
    assert desk.post(f"comments/{waiting.id}/answer", body="Hallo").status_code == 409
    assert len(room.comments()) == 1


def test_unknown_comments_are_not_found(desk):
    for path in (UNKNOWN, "x", "%00"):
        assert desk.get(f"comments/{path}").status_code == 404
        assert desk.post(f"comments/{path}/decide", verb="publish").status_code == 404
        assert desk.post(f"comments/{path}/answer", body="x").status_code == 404


def test_the_log_names_who_decided_what_and_why(room, desk):
    comment = room.sent()
    desk.decide(comment, "reject", reason="OTHER", explanation="Darum")
    first = tree(desk.get("log")).xpath("//main//ol/li")[0]
    words = " ".join(first.text_content().split())

    for expected in ("Lea Brunner", "Abgelehnt", "Anderer Regelverstoss", "Darum"):
        assert expected in words, expected
    assert first.xpath(".//a/@href") == [f"/moderation/comments/{comment.id}"]


def test_the_log_has_pages(room, desk):
    for number in range(30):
        room.sent(f"Nummer {number}")
    (older,) = tree(desk.get("log")).xpath("//a[@rel='next']/@href")
    page = tree(desk.client.get(older))

    assert page.xpath("//a[@rel='prev']")
    assert not page.xpath("//a[@rel='next']")
    for odd in ("0", "-5", "x", "9" * 30):
        assert desk.get(f"log?page={odd}").status_code == 200


def test_a_post_that_is_gone_still_leaves_its_comments_to_decide(room, desk):
    comment = room.sent("Waise")
    room.service.paths.threads.unlink()

    assert "nicht mehr öffentlich" in text(desk.get())
    assert desk.decide(comment, "spam").status_code == 303


def test_each_page_has_one_heading_of_the_first_level_and_skips_none(room, desk):
    comment = room.published()
    room.sent("wartet")
    for path in ("", "?tab=published", f"comments/{comment.id}", "log", "decisions"):
        levels = [int(h.tag[1]) for h in tree(desk.get(path)).xpath(
            "//*[self::h1 or self::h2 or self::h3 or self::h4]")]  # fmt: skip
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_every_field_has_a_label_and_every_id_is_unique(room, desk):
    comment = room.published()
    room.sent("wartet")
    for path in ("", "?tab=all&words=x", f"comments/{comment.id}", "log", "decisions"):
        page = tree(desk.get(path))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        for field in page.xpath("//textarea|//select|//input[not(@type='hidden')]"):
            assert page.xpath(f"//label[@for='{field.get('id')}']"), path


def test_moderators_comments_from_the_form_are_like_anybodys(room, desk):
    """A session does not turn a reader's form into an official one."""
    desk.client.post(f"/comments/{THREAD}", data=fields(author="Irgendwer"))

    assert room.only_comment().official is None
    assert room.only_comment().state is State.PENDING


def test_the_queue_keeps_its_page_after_a_decision(room, desk):
    for number in range(30):
        room.sent(f"Nummer {number}")
        room.clock.forward(minutes=1)
    back = hidden(desk.get("?page=2"), "back")
    [*_, last] = room.comments()

    answer = desk.decide(last, "spam", back=back)

    assert "page=2" in answer.location


def test_an_answer_to_what_has_gone_meanwhile_is_given_back(room, desk):
    asked = room.sent("Wann?")

    answer = desk.post(f"comments/{asked.id}/answer", body="Mühsam getippt.")

    assert answer.status_code == 409
    assert "Mühsam getippt." in answer.text
