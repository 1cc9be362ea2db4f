"""The receipt: what an author sees, and taking a comment back."""

from dataclasses import replace

import pytest

from comments_service.actions.cleanup import sweep
from comments_service.contract.threads import read_manifest, write_manifest
from comments_service.domain.comment import Grounds
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.storage import comments
from tests.support import SPAM, THREAD, fields, known_spam
from tests.web import ENGLISH, text, tree


def test_it_thanks_and_says_how_long_it_takes(room, client):
    answer = client.get(room.receipt(room.sent("Mein *Text*")))

    assert answer.status_code == 200
    assert "Wir prüfen deinen Kommentar, zurzeit in etwa 24 Stunden" in text(answer)
    assert tree(answer).xpath("//main//em/text()") == ["Text"]


def test_it_leads_to_the_published_comment(room, client):
    comment = room.published()
    page = tree(client.get(room.receipt(comment)))

    assert page.xpath(f"//a[@href='/de/2026/neue-anlage/#comment-{comment.id}']")


def test_a_rejection_tells_all_that_the_law_asks_for(room, client):
    comment = room.sent()
    room.decide(
        comment.id, Verb.REJECT,
        grounds=Grounds("CLAIM", "Ohne Beleg.\nMit: gern.", "law", "Art. 173 StGB"),
    )  # fmt: skip
    answer = client.get(room.receipt(comment))

    page = text(answer)
    for words in ("Nicht veröffentlicht", "Unbelegte rufschädigende Behauptung",
                  "Gesetz: Art. 173 StGB", "Ohne Beleg. Mit: gern.",
                  "In allen Ländern, unbefristet",
                  "eigene Prüfung", "nein, durch einen Menschen", "Automatisch gefunden nein",
                  "Einspruch bis 20. Mai 2027", "Der Rechtsweg steht offen."):  # fmt: skip
        assert words in page, words
    assert tree(answer).xpath("//main//a[contains(@href, '/appeal')]")


@pytest.mark.parametrize(
    ("rule", "outcome", "found"),
    [
        ("near", Outcome.SPAM, True),
        ("links", Outcome.HOLD, False),
        ("gate", Outcome.SPAM, False),
        (None, None, None),
    ],
)
def test_only_a_rule_that_asked_to_reject_its_words_has_found_a_text(
    room, client, rule, outcome, found
):
    comment = room.sent()
    room.decide(comment.id, Verb.REJECT, grounds=Grounds("CLAIM", "Ohne Beleg.", "law"))
    db = room.service.db
    db.conn.execute("DELETE FROM verdicts")
    if rule:
        comments.add_verdicts(db, comment.id, [Verdict(rule, outcome, 0.9, "")])

    told = client.get(f"{room.receipt(comment)}/export?format=json").json["comments"][0]["decision"]
    assert told["found_automatically"] is found
    page = text(client.get(room.receipt(comment)))
    assert ("Automatisch gefunden" in page) is (found is not None)


def test_a_comment_that_was_taken_down_is_called_removed(room, client):
    comment = room.published()
    room.decide(comment.id, Verb.REJECT, grounds=Grounds("INSULT", "Beleidigt.", "rule"))

    assert "Entfernt" in text(client.get(room.receipt(comment)))


def test_a_rules_verdict_shows_only_after_the_promised_time(room, client):
    """Else a spammer would tune a text against this page."""
    known_spam(room.service)
    spam, ham = room.sent(SPAM), room.sent()
    assert spam.state is State.SPAM
    early = [text(client.get(room.receipt(c))).split(" Was du geschrieben hast")[0]
             for c in (spam, ham)]  # fmt: skip
    room.clock.forward(hours=25)
    late = text(client.get(room.receipt(spam)))

    assert early[0] == early[1]
    assert "Spam oder Werbung" in late
    assert "ja, durch eine Regel des Spamfilters" in late
    assert "Automatisch gefunden ja" in late


def test_a_persons_verdict_shows_at_once(room, client):
    comment = room.sent()
    room.decide(comment.id, Verb.SPAM)

    assert "Spam oder Werbung" in text(client.get(room.receipt(comment)))


def test_withdrawing_asks_first_and_then_erases_everything(room, client):
    comment = room.published("Bitte vergessen", email="ruth@example.org")
    receipt = room.receipt(comment)
    room.woken.clear()

    (step,) = tree(client.get(receipt)).xpath("//a[contains(@href, '/erase')]/@href")
    question = client.get(step)
    assert room.only_comment().state is State.PUBLISHED
    (action,) = tree(question).xpath("//form[contains(@action, '/erase')]/@action")
    answer = client.post(action)

    assert answer.status_code == 303
    assert answer.location == receipt
    gone = room.only_comment()
    assert (gone.state, gone.author, gone.email, gone.body) == (State.WITHDRAWN, "", None, "")
    assert room.woken == [True]
    after = client.get(receipt)
    assert "zurückgezogen" in text(after)
    assert "Bitte vergessen" not in after.text


def test_withdrawing_twice_erases_once(room, client):
    receipt = room.receipt(room.sent())
    codes = [client.post(f"{receipt}/withdraw").status_code for _ in range(2)]

    assert codes == [303, 303]
    assert client.get(f"{receipt}/withdraw").location == receipt


@pytest.mark.parametrize("forge", ["x", "{}x", "x{}", "%00", "{}%20", "ä"])
def test_made_up_tokens_all_look_the_same(room, client, forge):
    token = room.service.tokens.receipt(room.sent().id)
    forged = forge.format(token)
    answer = client.get(f"/comments/receipt/{forged}")
    plain = client.get("/comments/receipt/made-up")

    assert answer.status_code == plain.status_code == 404
    assert answer.data == plain.data
    assert client.post(f"/comments/receipt/{forged}/withdraw").status_code == 404
    assert room.only_comment().state is State.PENDING


def test_a_receipt_opens_one_comment_only(room, client):
    mine, other = room.sent("Meiner"), room.sent("Fremder")
    client.post(f"{room.receipt(mine)}/withdraw")

    assert [c.body for c in room.comments()] == ["", "Fremder"]
    assert other.body in client.get(room.receipt(other)).text


def test_it_speaks_the_comments_language(room, client):
    location = client.post(f"/comments/{ENGLISH}", data=fields()).location

    assert tree(client.get(location, headers={"Accept-Language": "de"})).get("lang") == "en"


def test_it_outlives_its_post(room, client):
    comment = room.sent("Bleibt lesbar")
    room.service.paths.threads.unlink()
    answer = client.get(room.receipt(comment))

    assert answer.status_code == 200
    assert "Bleibt lesbar" in answer.text


def test_the_address_stands_neither_in_the_title_nor_in_links_to_other_places(room, client):
    comment = room.sent("[weg](https://elsewhere.example/)")
    receipt = room.receipt(comment)
    page = tree(client.get(receipt))
    token = receipt.rpartition("/")[2]

    assert token not in page.xpath("string(//title)")
    assert all(token not in href or href.startswith(f"/comments/receipt/{token}")
               for href in page.xpath("//@href"))  # fmt: skip
    assert page.xpath("//a[@href='https://elsewhere.example/']/@rel") == ["nofollow ugc noopener"]


def test_the_thread_is_written_anew_after_a_withdrawal(room, client):
    comment = room.published("Steht auf der Seite")
    room.work()
    page = room.service.paths.output / "de/2026/neue-anlage/index.html"
    assert "Steht auf der Seite" in page.read_text("utf-8")
    client.post(f"{room.receipt(comment)}/withdraw")
    room.work()

    assert "Steht auf der Seite" not in page.read_text("utf-8")
    assert THREAD in page.read_text("utf-8")


def test_it_says_what_became_of_a_comment_whose_post_has_gone(room, client):
    comment = room.published()
    manifest = read_manifest(room.service.paths.threads)
    others = {key: one for key, one in manifest.threads.items() if key != THREAD}
    write_manifest(room.service.paths.threads, replace(manifest, threads=others))
    sweep(room.service, room.clock())
    assert "Der Beitrag ist nicht mehr öffentlich." in client.get(room.receipt(comment)).text

    room.clock.forward(days=36)
    sweep(room.service, room.clock())

    page = client.get(room.receipt(comment)).text
    assert "Mit dem Beitrag gelöscht" in page
    assert "Zurückgezogen" not in page
    assert comment.body not in page
