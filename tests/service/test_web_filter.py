"""What moderators see of the spam filter: on cards, in the queue, on its own page."""

import pytest

from comments_service.actions import opinions
from comments_service.domain.comment import Actor, ActorKind
from comments_service.domain.rules import RULES
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.spam import features
from comments_service.spam.filter import Standing
from comments_service.storage import comments, log, rules_off
from comments_service.storage.database import transaction
from comments_service.storage.log import Wanted
from comments_service.storage.moderators import MODERATOR
from comments_service.web.moderation.words import SIGNS
from tests.actions.labelled import SAMPLED, label, sampled, scored
from tests.actions.moderating import revised
from tests.support import NOW
from tests.web import Desk, text, tree

GERMAN = {"Accept-Language": "de"}


def shown(answer):
    """The comments of a list, in its order."""
    return [one.get("id").removeprefix("card-") for one in tree(answer).xpath("//article")]


def card(answer, comment):
    (found,) = tree(answer).xpath(f"//article[@id='card-{comment.id}']")
    return " ".join(found.text_content().split())


def logged(room):
    found = log.find(room.service.db, Wanted(), 50)
    return [(e.actor.name, e.action, e.explanation) for e in found if e.action.startswith("rule ")]


def test_a_card_says_what_weighed_for_and_against(room, desk):
    words = {"casino": 2.4, "danke": -0.8, "#link": 0.3}
    comment = scored(room.service, room.sent("Gratis Casino"), 0.87, **words)
    said = card(desk.get(headers=GERMAN), comment)

    assert "Als er kam: Spam: 87 von 100 Der Filter hält ihn eher für Spam" in said
    assert "Spricht für Spam: casino +++(stark) ein Link +(ein wenig)" in said
    assert "Spricht dagegen: danke −−(deutlich)" in said
    assert "Lernender Filter · Links: 1 · zweifelhaft, 87 von 100" in said


@pytest.mark.parametrize(
    ("score", "why", "near", "word"),
    [
        (0.07, opinions.LEARNING, False, "7 von 100 Lernt noch: eher echt"),
        (0.07, "", True, "7 von 100 Bekanntem Spam sehr ähnlich"),
        (0.9, opinions.LIKE_SPAM, False, "90 von 100 Bekanntem Spam sehr ähnlich"),
        (0.07, "", False, "7 von 100 Der Filter hält ihn für echt"),
        (0.95, "", False, "95 von 100 Der Filter hält ihn eher für Spam"),
    ],
)
def test_a_card_says_nothing_that_the_filter_did_not_do(room, desk, score, why, near, word):
    comment = room.sent("Gratulation")
    outcome = Outcome.HOLD if why or near or score > 0.5 else Outcome.HAM
    said = [Verdict("classifier", outcome, score, why or "The filter is not sure")]
    said += [Verdict("near", Outcome.HOLD, 0.8, "Links: %(n)s")] * near
    with transaction(room.service.db):
        room.service.db.table("verdicts").delete_where("comment = ?", [comment.id])
        comments.add_verdicts(room.service.db, comment.id, said)

    assert word in card(desk.get(headers=GERMAN), comment)


def test_the_history_calls_rules_by_their_names(room, desk):
    comment = room.sent("Gratis Casino")
    actor = Actor(ActorKind.RULE, "near, classifier")
    with transaction(room.service.db):
        log.add(room.service.db, actor, "spam", NOW, comment=comment.id, to_state=State.SPAM)

    for page in (f"comments/{comment.id}", "log"):
        assert "Regel: Wie bekannter Spam, Lernender Filter" in text(desk.get(page, headers=GERMAN))


def test_words_of_a_text_carry_its_language_and_no_markup(room, desk):
    scored(room.service, room.sent("x"), 0.9, **{"<b>fett</b>": 1.0})
    page = desk.get(headers=GERMAN)
    (word,) = tree(page).xpath("//dd[contains(@class, 'weights__word')]/bdi")

    assert (word.text_content(), word.get("lang")) == ("<b>fett</b>", "de")


def test_every_sign_that_the_filter_sees_has_a_name():
    assert set(SIGNS) == set(features._RULES)


def test_a_comments_page_says_what_todays_filter_makes_of_it(room, desk):
    comment = scored(room.service, room.sent("Gratis Casino, jetzt anmelden"), 0.2)
    page = desk.get(f"comments/{comment.id}", headers=GERMAN)
    assert "Käme er jetzt:" in text(page)
    assert "Der Filter lernt noch, darum wartet alles." in text(page)
    assert "aus genau diesem Text gelernt" not in text(page)
    assert "Käme er jetzt:" not in text(desk.get(headers=GERMAN))

    room.decide(comment.id, Verb.SPAM)
    said = text(desk.get(f"comments/{comment.id}", headers=GERMAN))
    assert "Er gleicht fast ganz einem Text, der als Spam bekannt ist." in said
    assert "Er hat seither aus genau diesem Text gelernt" in said

    desk.post("filter", rule="classifier", verb="off", confirm="yes")
    assert "Käme er jetzt:" not in text(desk.get(f"comments/{comment.id}", headers=GERMAN))


def test_the_page_says_what_the_filter_has_learned_and_what_it_needs(room, desk):
    label(room.service, spam=True)
    for _ in range(2):
        label(room.service, spam=False)
    said = text(desk.get("filter", headers=GERMAN))

    assert "Er lernt noch" in said
    assert "Bisher gelernt: 2 echte Texte und 1, die Spam sind. Es fehlen noch " in said


@pytest.mark.parametrize(
    ("moderation", "publish", "reject", "words"),
    [
        ("publish", 0.284, 0.9955, "Bis zu einer Wertung von 28.4 (von 100) darf ein Kommentar"),
        ("publish", None, 0.9955, "Kein Kommentar ist ihm echt genug"),
        ("hold", 0.284, 0.9955, "In diesem Newsroom wartet jeder Kommentar auf einen Menschen"),
        ("publish", 0.284, None, "Er hat zu wenig Spam gesehen"),
    ],
)
def test_the_page_says_what_the_filter_does_by_scores(make, moderation, publish, reject, words):
    room = make(comments=f'moderation = "{moderation}"')
    room.service.filter.standing = lambda: Standing(200, 90, 0, publish, reject)
    said = text(Desk(room).get("filter", headers=GERMAN))

    assert "Er hat genug gelernt, um zu entscheiden" in said
    assert words in said
    rejects = "Ab einer Wertung über 99.55 (von 100) lehnt er ab, und nur, was einen Link"
    assert (rejects in said) == bool(reject)


def test_the_page_says_that_genuine_ones_are_missing(room, desk):
    room.service.filter.standing = lambda: Standing(3, 300, 97, None, None, 97)
    said = text(desk.get("filter", headers=GERMAN))
    assert "Es fehlen noch 97" in said
    assert "Mindestens 97 davon müssen echten Kommentaren gelten" in said


def test_without_the_sample_the_page_promises_none(room, desk):
    def said():
        return text(desk.get("filter", headers=GERMAN))

    assert "Jeder fünfte davon kommt trotzdem" in said()
    assert "Jeder fünfte Kommentar, den er ablehnen würde, wartet" in said()
    desk.post("filter", rule="sample", verb="off")
    assert "Jeder fünfte davon" not in said()
    assert "Jeder fünfte Kommentar, den er ablehnen würde, wartet" not in said()


def test_lessons_that_surprised_the_filter_stand_by_themselves(room, desk):
    for name, spam, score in (("Ada", True, 0.02), ("Bea", False, 0.97), ("Cyd", True, 0.4)):
        one = room.sent("Text", author=name)
        label(room.service, one.id, spam=spam, score=score)
    said = text(desk.get("filter", headers=GERMAN))
    surprising = said.split("Wo sich der Filter des Gegenteils sicher war")[1]
    surprising, newest = surprising.split("Die neusten Lektionen")

    assert [name in surprising for name in ("Ada", "Bea", "Cyd")] == [True, True, False]
    assert all(name in newest for name in ("Ada", "Bea", "Cyd"))


def test_a_sampled_reject_says_why_it_is_here(room, desk):
    comment = scored(room.service, room.sent("Gratis Casino"), 0.99, SAMPLED)
    plain = scored(room.service, room.sent("Etwas anderes"), 0.6)
    page = desk.get(headers=GERMAN)

    assert "Der Filter hätte das abgelehnt. Es steht hier, damit" in card(page, comment)
    assert "hätte das abgelehnt" not in card(page, plain)


def test_probable_spam_can_be_picked_out_and_put_first(room, desk):
    low, high, middle = (
        scored(room.service, room.sent(f"Text {score}"), score) for score in (0.1, 0.9, 0.6)
    )
    unasked = room.sent("Aus der Zeit davor")
    room.service.db.table("verdicts").delete_where("comment = ?", [unasked.id])
    gate = scored(room.service, room.sent("Zufall"), 0.2, SAMPLED)
    page = desk.get(headers=GERMAN)

    assert shown(page) == [low.id, high.id, middle.id, unasked.id, gate.id]
    (link,) = tree(page).xpath("//a[@data-age='spam']")
    assert link.text_content() == "3 sind wohl Spam"
    found = desk.client.get(link.get("href"), headers=GERMAN)
    assert shown(found) == [high.id, middle.id, gate.id]
    by_score = desk.get("?order=score")
    assert shown(by_score) == [high.id, middle.id, gate.id, low.id, unasked.id]
    assert tree(by_score).xpath("//option[@value='score'][@selected]")
    assert shown(desk.get("?order=nonsense")) == shown(page)


def test_probable_spam_is_cleared_in_one_go(room, desk):
    bad = [scored(room.service, room.sent(f"Casino {n}"), 0.9) for n in range(3)]
    good = scored(room.service, room.sent("Danke"), 0.1)
    page = desk.get("?spam=yes&order=score")
    boxes = {box.get("name"): box.get("value") for box in tree(page).xpath("//input[@data-pick]")}
    (back,) = set(tree(page).xpath("//form[@id='bulk']//input[@name='back']/@value"))
    answer = desk.post("bulk", verb="spam", back=back, **boxes)

    assert {c.id for c in room.comments() if c.state.value == "spam"} == {c.id for c in bad}
    assert "spam=yes" in answer.location
    assert "order=score" in answer.location
    assert shown(desk.get()) == [good.id]


def test_a_later_text_is_judged_by_its_own_score(room, desk):
    comment = scored(room.service, room.published("Danke"), 0.1)
    later = revised(room.service, comment, "Gratis Casino", room.clock())
    assert shown(desk.get("?spam=yes")) == []
    said = Verdict("classifier", Outcome.HOLD, 0.9, "Links: %(n)s", 1)
    with transaction(room.service.db):
        comments.add_verdicts(room.service.db, comment.id, [said], later.number)

    assert shown(desk.get("?spam=yes")) == [comment.id]


def test_the_page_says_that_few_tell_nothing(room, desk):
    said = text(desk.get("filter", headers=GERMAN))
    assert "Er lernt noch" in said
    assert "erst 0 von mindestens 10 angesehen" in said
    assert "Keine bekannt." in said

    sampled(room.service, spam=9, genuine=0)
    said = text(desk.get("filter", headers=GERMAN))
    assert "erst 9 von mindestens 10 angesehen ; 9 angesehen, davon 9 Spam" in said


def test_the_page_says_between_which_shares_the_filter_is_right(room, desk):
    room.sent()
    sampled(room.service, spam=57, genuine=0)
    page = desk.get("filter", headers=GERMAN)

    assert "zwischen 93% und 100% ; 57 angesehen, davon 57 Spam" in text(page)
    tables = tree(page).xpath("//table")
    assert [len(table.xpath("./caption")) for table in tables] == [1, 1]
    assert "November 2026 57 57 (zwischen 93% und 100%) 0 0 0" in " ".join(
        " ".join(tables[1].xpath(".//tbody//text()")).split()
    )


def test_genuine_comments_that_it_took_for_spam_lead_to_themselves(room, desk):
    one, two = room.sent("Eins", author="Ada"), room.sent("Zwei", author="Ben")
    label(room.service, one.id, spam=False, said="reject", weight=5, score=0.97)
    label(room.service, two.id, spam=False, said="hold")
    label(room.service, None, spam=False, said="reject")
    page = desk.get("filter", headers=GERMAN)
    (wrong,) = tree(page).xpath("//h2[@id='wrong']/following-sibling::ul[1]")

    said = " ".join(wrong.text_content().split())
    assert "Kommentar von Ada Wartend · in der Stichprobe" in said
    assert "Ben" not in said
    assert "1 weiterer wurde in den letzten 12 Monaten gefunden" in text(page)
    assert wrong.xpath(".//a/@href") == [f"/moderation/comments/{one.id}"]


def test_what_it_learned_last_leads_to_undoing_it(room, desk):
    comment = room.published("Gute Sache", author="Ada")
    label(room.service, comment.id, spam=True, score=0.02)
    page = desk.get("filter", headers=GERMAN)
    (learned,) = tree(page).xpath("//h2[@id='learned']/following-sibling::ul[1]/li")

    said = " ".join(learned.text_content().split())
    assert "Spam: Kommentar von Ada · 2 von 100, als er kam Der Filter dachte anders" in said
    href = learned.xpath(".//a/@href")[-1]
    assert href == f"/moderation/comments/{comment.id}#decisions"
    assert tree(desk.client.get(href)).xpath("//h2[@id='decisions']")


def test_an_administrator_switches_a_rule_and_the_log_says_so(room, desk):
    answer = desk.post("filter", rule="links", verb="off")
    assert rules_off.names(room.service.db) == {"links"}
    assert "Die Regel ist ausgeschaltet." in text(desk.client.get(answer.location, headers=GERMAN))
    desk.post("filter", rule="links", verb="off")
    desk.post("filter", rule="links", verb="on")

    assert rules_off.names(room.service.db) == frozenset()
    assert logged(room) == [
        ("Lea Brunner", "rule on", "links"),
        ("Lea Brunner", "rule off", "links"),
    ]
    assert "Regel des Spamfilters ausgeschaltet" in text(desk.get("log", headers=GERMAN))


def test_the_learning_filter_goes_off_only_when_it_is_meant(room, desk):
    page = desk.post("filter", rule="classifier", verb="off")
    assert page.status_code == 422
    assert rules_off.names(room.service.db) == frozenset()
    (anchor,) = tree(page).xpath("//div[@role='alert']//a/@href")
    assert tree(page).xpath(f"//li[@id='{anchor[1:]}']//details[@open]")

    desk.post("filter", rule="classifier", verb="off", confirm="yes")
    assert rules_off.names(room.service.db) == {"classifier"}
    assert "Der lernende Filter ist ausgeschaltet" in text(desk.get("filter", headers=GERMAN))


def test_the_page_says_that_nothing_is_measured_without_the_sample(room, desk):
    assert "Die Stichprobe ist ausgeschaltet" not in text(desk.get("filter", headers=GERMAN))
    desk.post("filter", rule="sample", verb="off")

    assert "Die Stichprobe ist ausgeschaltet" in text(desk.get("filter", headers=GERMAN))


@pytest.mark.parametrize("data", [{}, {"rule": "x", "verb": "on"}, {"rule": "links", "verb": "x"}])
def test_nonsense_switches_nothing(room, desk, data):
    assert desk.post("filter", **data).status_code == 400
    assert logged(room) == []


def test_moderators_see_the_switches_and_cannot_use_them(room, desk):
    other = Desk(room, "Beat Frei", MODERATOR)
    page = other.get("filter", headers=GERMAN)

    assert "Die Administration schaltet sie." in text(page)
    assert tree(page).xpath("//main//form") == []
    assert other.post("filter", rule="links", verb="off").status_code == 403
    assert rules_off.names(room.service.db) == frozenset()


def test_every_rule_has_a_switch_but_what_is_not_set_up(room, desk):
    page = tree(desk.get("filter"))

    assert page.xpath("//li[@class='rule']/@id") == [f"field-rule-{rule}" for rule in RULES]
    switches = page.xpath("//main//form//input[@name='rule']/@value")
    assert switches == [rule for rule in RULES if rule not in ("akismet", "proof")]


def test_the_page_stays_the_same_when_texts_are_gone(room, desk):
    comment = room.sent("Gratis", author="Ada")
    label(room.service, comment.id, spam=True, said="reject", weight=5, at=room.clock())
    before = text(desk.get("filter", headers=GERMAN))
    room.service.db.conn.execute("UPDATE labels SET comment = NULL")
    after = text(desk.get("filter", headers=GERMAN))

    assert before[: before.index("Was er zuletzt")] == after[: after.index("Was er zuletzt")]
