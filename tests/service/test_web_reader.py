"""What a reader does on the receipt and behind mailed links. GET changes nothing, ever."""

import sqlite3
from contextlib import closing

import pytest

from comments_service.actions.appeal import appeal
from comments_service.actions.decide_appeal import decide_appeal
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.edit import edit
from comments_service.actions.tokens import Purpose
from comments_service.contract.threads import Announcement, Manifest, write_manifest
from comments_service.domain.comment import Grounds
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, reports, revisions, slips
from comments_service.storage.appeals import AppealState
from tests.actions.moderating import person
from tests.support import READER, SITE, SPAM, THREAD, known_spam, thread
from tests.web import text, tree

POST = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4b01"
JSON = {"Accept": "application/json"}
REASON = Grounds("OFFTOPIC", "Kein Bezug zum Beitrag.", "rule")
REPORT = {
    "code": "INSULT", "explanation": "Das ist eine Beleidigung.", "name": "Beat Frei",
    "email": "beat@example.org", "faith": "yes",
}  # fmt: skip
TOKENS = ("confirm", "mails", "data", "data/confirm", "reported", "slip")


@pytest.fixture
def posts(room):
    """The newsroom with an announcement that a reader may find an error in."""
    write_manifest(
        room.service.paths.threads,
        Manifest(SITE, {THREAD: thread()},
                 posts={POST: Announcement(POST, "de", "Neue Anlage", "/de/2026/x/", "x.md")}),
    )  # fmt: skip
    return room


@pytest.fixture
def mailing(room):
    room.service.send_mail = lambda _: None
    return room


def dump(room):
    with closing(sqlite3.connect(room.service.paths.database)) as db:
        return list(db.iterdump())


def token(room, purpose, *values):
    return room.service.tokens.sign(purpose, list(values), room.clock())


def addresses(room):
    """Every page behind a secret address, with a real token in it."""
    mine = room.published(email="ruth@example.org")
    refused = room.sent("Anderes")
    room.decide(refused.id, Verb.REJECT, REASON)
    room.client().post(f"/comments/report/{mine.id}", data=REPORT)
    room.client().post(f"/comments/error/{POST}", data={"body": "Falsch"})
    [report], [slip] = reports.open_ones(room.service.db), slips.open_ones(room.service.db)
    data = token(room, Purpose.DATA, "ruth@example.org", "de")
    return [
        *(room.receipt(mine) + page for page in
          ("", "/edit", "/export", "/erase", "/withdraw", "/mails", "/appeal")),
        room.receipt(refused) + "/appeal",
        f"/comments/confirm/{token(room, Purpose.CONFIRM, 'comment', mine.id)}",
        f"/comments/mails/{token(room, Purpose.MAILS, mine.id, 'replies')}",
        *(f"/comments/data/{data}{page}" for page in ("", "/print", "/erase", "?format=json")),
        f"/comments/data/confirm/{token(room, Purpose.OWNER, 'ruth@example.org', 'de')}",
        *(f"/comments/reported/{token(room, Purpose.REPORT, report.id)}{page}"
          for page in ("", "/export", "/erase")),
        *(f"/comments/slip/{token(room, Purpose.SLIP, slip.id)}{page}"
          for page in ("", "/export", "/erase")),
    ]  # fmt: skip


def test_looking_changes_nothing_and_leaves_no_trace(posts):
    paths = addresses(posts)
    before, client = dump(posts), posts.client()
    for path in paths:
        for method in (client.get, client.head):
            answer = method(path)
            assert answer.status_code in (200, 303), path
            assert answer.headers["Cache-Control"] == "no-store", path
            assert answer.headers["Referrer-Policy"] == "no-referrer", path
    assert dump(posts) == before


def test_no_page_leads_elsewhere_with_its_address(posts):
    client = posts.client()
    for path in addresses(posts):
        if "json" in path:
            continue
        secret = path.split("/")[3].partition("?")[0]
        page = tree(client.get(path, follow_redirects=True))
        assert secret not in page.xpath("string(//title)")
        for link in page.xpath("//@href | //@src | //@action"):
            assert secret not in link or link.startswith("/comments/"), (path, link)


def test_made_up_links_open_nothing(client):
    for page in TOKENS:
        for made_up in ("x", "x.y", "%00", "ä", "a" * 3000):
            for method in (client.get, client.post):
                assert method(f"/comments/{page}/{made_up}").status_code in (404, 405)


def test_a_link_for_one_purpose_opens_no_other(room, client):
    comment = room.sent(email="ruth@example.org")
    mine = {"confirm": Purpose.CONFIRM, "mails": Purpose.MAILS, "data": Purpose.DATA,
            "data/confirm": Purpose.OWNER, "reported": Purpose.REPORT,
            "slip": Purpose.SLIP}  # fmt: skip
    for page in TOKENS:
        for purpose in set(Purpose) - {mine[page]}:
            other = token(room, purpose, "comment", comment.id)
            assert client.get(f"/comments/{page}/{other}").status_code == 404
        assert client.get(f"/comments/{page}/{room.receipt(comment)[18:]}").status_code == 404


def test_a_text_is_changed_and_looked_at_first(room, client):
    comment = room.published()
    receipt = room.receipt(comment)
    page = tree(client.get(f"{receipt}/edit"))
    assert page.xpath("string(//textarea[@name='body'])").strip() == comment.body

    look = client.post(f"{receipt}/edit", data={"body": "Neu *so*", "preview": "yes"})
    assert tree(look).xpath("//main//em/text()") == ["so"]
    assert "Neu *so*" in tree(look).xpath("string(//textarea)")
    assert revisions.of_comment(room.service.db, comment.id) == []

    for _ in range(2):
        answer = client.post(f"{receipt}/edit", data={"body": "Neu *so*"})
        assert (answer.status_code, answer.location) == (303, f"{receipt}?done=edited")
    shown = client.get(answer.location)
    assert "Dein neuer Text ist angekommen." in text(shown)
    assert "Dein neuer Text wartet" in text(shown)
    assert comments.get(room.service.db, comment.id).body == comment.body
    (take_back,) = tree(shown).xpath("//form[contains(@action, '/edit/withdraw')]/@action")
    assert client.post(take_back).status_code == client.post(take_back).status_code == 303
    assert revisions.of_comment(room.service.db, comment.id) == []


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [("", 422, "Kommentar eingeben"), ("x" * 5001, 413, "zu lang"), ("a\x00", 422, "Zeichen")],
)
@pytest.mark.parametrize("look", [{}, {"preview": "yes"}])
def test_a_faulty_text_comes_back_with_what_is_wrong(room, client, body, status, words, look):
    receipt = room.receipt(room.sent())
    answer = client.post(f"{receipt}/edit", data={"body": body, **look})
    page = tree(answer)

    assert answer.status_code == status
    assert words in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("//*[@role='alert']//a/@href") == ["#field-body"]
    assert page.xpath("//*[@role='alert']/@autofocus")
    assert page.xpath("//title")[0].text.startswith("Problem: ")


def test_who_reloads_the_answer_to_a_form_comes_back_to_where_it_was(room, client):
    receipt = room.receipt(room.published(email="ruth@example.org"))
    data = f"/comments/data/{token(room, Purpose.DATA, 'ruth@example.org', 'de')}"

    for page in ("anonymise", "ask", "edit/withdraw"):
        assert client.get(f"{receipt}/{page}").location == receipt
    assert client.get(f"{data}/anonymise").location == data
    assert client.get("/comments/receipt/x/anonymise").status_code == 404


def test_the_rules_verdict_shows_nowhere_before_its_time(room, client):
    """Receipt, its JSON, edit, export, appeal: the same for what waits and what a rule caught."""
    known_spam(room.service)
    spam, ham = room.sent(SPAM), room.sent("W" * len(SPAM))
    assert (spam.state, ham.state) == (State.SPAM, State.PENDING)

    def seen(comment):
        receipt, answers = room.receipt(comment), []
        for path, headers in (
            ("", {}),
            ("", JSON),
            ("/edit", {}),
            ("/export", {}),
            ("/export", JSON),
            ("/erase", {}),
            ("/appeal", {}),
            ("/mails", {}),
        ):
            answer = client.get(receipt + path, headers=headers)
            body = answer.text.replace(receipt[18:], "-").replace(comment.id, "-")
            answers.append((answer.status_code, len(answer.location or ""), body))
        for path in ("/appeal", "/edit/withdraw"):
            answer = client.post(receipt + path, data={"body": "x"} if "appeal" in path else {})
            answers.append((answer.status_code, len(answer.location or ""), ""))
        return answers

    for one, other in zip(seen(spam), seen(ham), strict=True):
        assert one[:2] == other[:2]
        plain = one[2].replace("http://", "")
        assert len(plain) - len(other[2]) == pytest.approx(0, abs=600)
        for word in ("Spam oder", "spam", "Nicht veröffentlicht", "rejected"):
            assert (word in one[2]) == (word in other[2]), word

    for comment in (spam, ham):
        client.post(f"{room.receipt(comment)}/edit", data={"body": "Neuer Text, ohne Links"})
    told = [client.get(room.receipt(c), headers=JSON).json["state"] for c in (spam, ham)]
    assert told == ["pending", "pending"]


def test_an_appeal_is_taken_and_its_outcome_shown(room, client):
    comment = room.sent()
    room.decide(comment.id, Verb.REJECT, REASON)
    receipt = room.receipt(comment)
    form, *_ = tree(client.get(receipt)).xpath("//a[contains(@href, '/appeal')]/@href")
    empty = client.post(form, data={"body": " "})
    assert (empty.status_code, "Schreib, warum" in text(empty)) == (422, True)

    for _ in range(2):
        answer = client.post(form, data={"body": "Doch, es passt."})
        assert answer.status_code == 303
    page = text(client.get(answer.location))
    assert "Dein Einspruch ist angekommen." in page
    assert "Doch, es passt." in page
    assert client.get(form).status_code == 303
    assert client.get(receipt, headers=JSON).json["appeal"]["state"] == "open"


def test_scripts_get_the_receipt_as_json(room, client):
    comment = room.sent(email="ruth@example.org")
    room.sent("Später")
    data = client.get(room.receipt(comment), headers=JSON).json

    assert (data["state"], data["waiting_before"], data["expected_hours"]) == ("pending", 0, 24)
    assert data["email"] == {"given": True, "confirmed": False, "replies": True, "decisions": True}
    for link in filter(None, data["links"].values()):
        assert client.get(link).status_code in (200, 303)


def test_how_many_wait_before_is_told(room, client):
    first = room.sent("Erster")
    room.clock.forward(minutes=5)
    second = room.sent("Zweiter")

    assert "Deiner ist als Nächster dran." in text(client.get(room.receipt(first)))
    assert "1 Kommentar ist vor deinem eingegangen" in text(client.get(room.receipt(second)))
    room.clock.forward(hours=25)
    assert "dauert diesmal länger" in text(client.get(room.receipt(second)))


def test_how_many_wait_tells_no_verdict(room, client):
    """What a rule took for spam counts for as long as its author is told that it waits."""

    def before(comment):
        return client.get(room.receipt(comment), headers=JSON).json["waiting_before"]

    known_spam(room.service)
    public = room.published("Öffentlich")
    room.clock.forward(minutes=1)
    ham, spam = room.sent("Gut"), room.sent(SPAM)
    room.clock.forward(minutes=1)
    probe = room.sent("Danach")
    assert (spam.state, before(probe)) == (State.SPAM, 2)
    room.clock.forward(minutes=1)
    assert client.post(f"{room.receipt(public)}/edit", data={"body": SPAM}).status_code == 303
    room.clock.forward(minutes=1)
    assert (before(room.sent("Zuletzt")), before(ham)) == (4, 0)
    room.clock.forward(hours=25)
    assert before(probe) == 1


def test_own_data_can_be_read_and_downloaded(room, client):
    receipt = room.receipt(room.sent("Mein Text", email="ruth@example.org"))
    page = client.get(f"{receipt}/export")
    (link,) = tree(page).xpath("//a[contains(@href, 'json')]/@href")
    saved = client.get(link)

    assert "ruth@example.org" in text(page)
    assert saved.json["comments"][0]["text"] == "Mein Text"
    assert saved.headers["Content-Disposition"].startswith("attachment; filename=")
    assert client.get(f"{receipt}/export", headers=JSON).json["version"] == 1


def test_own_data_say_until_when_the_spam_filter_remembers_a_decision(room, client):
    page = client.get(f"{room.receipt(room.published())}/export")

    assert "merkt sich diesen Entscheid, als Zahlen ohne Text und Namen, bis 20. November 2027" in (
        text(page)
    )


def test_name_and_address_can_go_alone(room, client):
    comment = room.published("Bleibt", email="ruth@example.org")
    (action,) = tree(client.get(f"{room.receipt(comment)}/erase")).xpath(
        "//form[contains(@action, 'anonymise')]/@action"
    )
    for _ in range(2):
        assert client.post(action).status_code == 303
    after = room.only_comment()

    assert (after.author, after.email, after.body) == ("Anonym", None, "Bleibt")
    assert "Ruth" not in client.get(room.receipt(comment)).text


def test_mails_are_switched_on_and_off(mailing, client):
    comment = mailing.sent(email="ruth@example.org")
    link = f"/comments/confirm/{token(mailing, Purpose.CONFIRM, 'comment', comment.id)}"
    receipt = mailing.receipt(comment)
    assert "noch nicht bestätigt" in text(client.get(receipt))
    assert client.post(f"{receipt}/ask").status_code == 303

    assert "ruth@example.org" in text(client.get(link))
    assert mailing.only_comment().confirmed_at is None
    for _ in range(2):
        assert "Ab jetzt dürfen wir" in text(client.post(link))
    assert mailing.only_comment().confirmed_at == mailing.clock()
    assert client.post(f"{receipt}/ask").location == receipt

    assert tree(client.get(receipt)).xpath("//input[@checked]/@name") == ["replies", "decisions"]
    client.post(f"{receipt}/mails", data={"decisions": "yes"})
    assert tree(client.get(receipt)).xpath("//input[@checked]/@name") == ["decisions"]


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_mail_program_turns_mails_off_with_one_click(room, client, kind):
    """RFC 8058: a POST without cookies, and nothing before it."""
    comment = room.sent(email="ruth@example.org")
    link = f"/comments/mails/{token(room, Purpose.MAILS, comment.id, 'replies')}"
    answer = client.post(link, data={"List-Unsubscribe": "One-Click"}, content_type=kind)

    assert answer.status_code == 200
    assert (room.only_comment().wants_replies, room.only_comment().wants_decisions) == (False, True)
    client.post(link, data={"save": "yes", "replies": "yes"})
    assert (room.only_comment().wants_replies, room.only_comment().wants_decisions) == (True, False)


def test_asking_for_data_tells_nobody_whether_there_are_any(mailing, client):
    mailing.sent(email="ruth@example.org")
    answers = [
        client.post("/comments/data", data={"email": email, "lang": "de"})
        for email in ("ruth@example.org", "niemand@example.org")
    ]

    assert {a.status_code for a in answers} == {303}
    assert len({a.location for a in answers}) == 1
    assert "trifft dort in wenigen Minuten" in text(client.get(answers[0].location))
    wrong = client.post("/comments/data", data={"email": "x", "lang": "de"})
    assert wrong.status_code == 422
    assert tree(wrong).xpath("//input[@name='email']/@value") == ["x"]


def test_everything_can_be_erased_by_a_mailed_link_for_a_day(room, client):
    comment = room.published("Mein Text", email="ruth@example.org")
    link = f"/comments/data/{token(room, Purpose.DATA, 'ruth@example.org', 'de')}"
    page = client.get(link)
    assert "Mein Text" in text(page)
    assert tree(page).xpath(f"//a[@href='{room.receipt(comment)}']")
    assert client.get(link, headers=JSON).json["comments"][0]["id"] == comment.id
    (action,) = tree(client.get(f"{link}/erase")).xpath(
        "//form[contains(@action,'/erase')]/@action"
    )
    for _ in range(2):
        assert client.post(action).status_code == 303

    assert room.only_comment().state is State.WITHDRAWN
    assert "nichts mehr gespeichert" in text(client.get(link))
    room.clock.forward(hours=25)
    late = client.get(link)
    assert late.status_code == 410
    assert client.post(f"{link}/erase").status_code == 410


def test_a_comment_is_reported_without_an_account(room, client):
    comment = room.published("Du Dussel")
    path = f"/comments/report/{comment.id}"
    page = client.get(path)
    assert "Du Dussel" in text(page)
    assert "Meine Angaben sind nach bestem Wissen richtig und vollständig." in text(page)
    assert {"INSULT", "CHILD", "LAW"} <= set(tree(page).xpath("//input[@name='code']/@value"))

    answers = [client.post(path, data=REPORT) for _ in range(2)]
    assert {a.status_code for a in answers} == {303}
    [filed] = reports.open_ones(room.service.db)
    shown = text(client.get(answers[0].location))
    assert "Wir haben deine Meldung erhalten." in shown
    assert filed.text in shown
    assert room.only_comment().state is State.PUBLISHED


def test_a_faulty_report_keeps_everything_typed(room, client):
    comment = room.published()
    answer = client.post(
        f"/comments/report/{comment.id}", data={**REPORT, "email": "", "website": "x"}
    )
    page = tree(answer)

    assert answer.status_code == 422
    assert page.xpath("//*[@role='alert']//a/@href") == ["#field-email"]
    assert page.xpath("//input[@name='code'][@checked]/@value") == ["INSULT"]
    assert REPORT["explanation"] in page.xpath("string(//textarea)")
    assert page.xpath("//input[@name='faith']/@checked")
    assert not page.xpath("//input[@name='website']/@value")
    for target in tree(client.post(f"/comments/report/{comment.id}", data={})).xpath(
        "//*[@role='alert']//a/@href"
    ):
        assert page.xpath(f"//*[@id='{target[1:]}']"), target


def test_what_nobody_sees_cannot_be_reported_and_the_words_are_kept(room, client):
    comment = room.published()
    client.post(f"{room.receipt(comment)}/erase")
    for answer in (client.get(f"/comments/report/{comment.id}"), client.get("/comments/report/x"),
                   client.post(f"/comments/report/{comment.id}", data=REPORT)):  # fmt: skip
        assert answer.status_code == 404
    assert "Diesen Kommentar gibt es nicht mehr" in text(answer)
    assert REPORT["explanation"] in answer.text


def test_an_error_in_an_announcement_reaches_the_press_office(posts):
    client, path = posts.client(), f"/comments/error/{POST}"
    assert "Neue Anlage" in text(client.get(path))
    bad = client.post(path, data={"body": "", "email": "x"})
    assert tree(bad).xpath("//*[@role='alert']//a/@href") == ["#field-body", "#field-email"]

    answers = [client.post(path, data={"body": "Es sind 12 MW."}) for _ in range(2)]
    shown = text(client.get(answers[0].location))
    assert "Unsere Medienstelle hat deine Nachricht erhalten." in shown
    assert len(slips.open_ones(posts.service.db)) == 1
    for method in (client.get, client.post):
        assert method("/comments/error/unknown").status_code == 404


@pytest.mark.parametrize("page", ["edit", "appeal", "mails"])
def test_forms_are_as_strict_as_the_comments_one(room, client, page):
    receipt = room.receipt(room.sent())
    for kind, body in (("text/plain", b"body=x"), ("application/json", b"{}")):
        answer = client.post(f"{receipt}/{page}", data=body, content_type=kind)
        assert answer.status_code in (303, 415)
    for body in (b"\xff", b"body=x&body=y", b"state=published"):
        answer = client.post(
            f"{receipt}/{page}", data=body, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code in (303, 400)
    assert client.post(f"/comments/receipt/x/{page}").status_code == 404


@pytest.mark.parametrize("path", ["report/{}", "error/" + POST, "data", "receipt/{token}/edit"])
def test_readers_forms_have_the_comments_limit(make, path):
    room = make(rate_limit="2 per minute")
    write_manifest(
        room.service.paths.threads,
        Manifest(SITE, {THREAD: thread()},
                 posts={POST: Announcement(POST, "de", "Neue Anlage", "/de/2026/x/", "x.md")}),
    )  # fmt: skip
    comment = room.published()
    address = "/comments/" + path.format(comment.id, token=room.service.tokens.receipt(comment.id))
    client, codes = room.client(), []
    for number in range(3):
        words = f"Nummer {number}"
        data = {"email": "a@b.example"} if path == "data" else {"body": words}
        data = {**REPORT, "explanation": words} if "report" in path else data
        codes.append(client.post(address, data=data))

    assert [c.status_code for c in codes] == [303, 303, 429]
    assert path == "data" or "Nummer 2" in codes[-1].text


def test_whatever_readers_write_stays_text(posts):
    client, bad = posts.client(), "<script>alert(1)</script>\"'{{ 7*7 }}"
    comment = posts.published(bad, author=bad[:60])
    receipt = posts.receipt(comment)
    client.post(f"{receipt}/edit", data={"body": f"{bad} neu"})
    refused = posts.sent(f"Noch {bad}", author="Ruth")
    posts.decide(refused.id, Verb.REJECT, Grounds("OFFTOPIC", bad, "rule", bad))
    client.post(f"{posts.receipt(refused)}/appeal", data={"body": bad})
    report = f"/comments/report/{comment.id}"
    pages = [
        client.get(f"{receipt}{page}") for page in ("", "/edit", "/export", "/erase")
    ] + [
        client.get(posts.receipt(refused)),
        client.get(f"{posts.receipt(refused)}/export"),
        client.get(report),
        client.post(report, data={**REPORT, "explanation": bad, "name": bad[:60], "email": bad}),
        client.post(report, data={**REPORT, "explanation": bad}, follow_redirects=True),
        client.post(f"/comments/error/{POST}", data={"body": bad}, follow_redirects=True),
        client.post(f"{receipt}/edit", data={"body": bad, "preview": "yes"}),
        client.post("/comments/data", data={"email": bad}),
    ]  # fmt: skip
    for page in pages:
        assert page.status_code in (200, 422), page.request.path
        assert tree(page).xpath("//script[not(@src)]") == [], page.request.path
        assert not tree(page).xpath("//*[@onerror or @onload]")
        assert "49" not in tree(page).xpath("string(//main)").replace("7*7", "")


def test_own_data_hold_the_texts_that_were_replaced(room, client):
    comment = room.published("Früher stand dies")
    edit(room.service, comment.id, "Heute steht das", READER, room.clock())
    decide_revision(room.service, comment.id, Verb.PUBLISH, "Jemand", room.clock())
    here = f"{room.receipt(comment)}/export"

    [data] = client.get(here, headers=JSON).json["comments"]
    assert data["earlier_texts"] == [
        {"text": "Früher stand dies", "replaced_at": room.clock().isoformat()}
    ]
    page = text(client.get(here))
    assert "Früherer Text, ersetzt am 20. November 2026" in page
    assert "Früher stand dies" in page


def test_the_outcome_of_an_appeal_stands_on_the_receipt_of_who_gave_no_address(room, client):
    comment = room.sent()
    room.decide(comment.id, Verb.REJECT, REASON)
    filed = appeal(room.service, comment.id, "Doch, es passt.", room.clock())
    room.clock.forward(hours=2)
    decide_appeal(
        room.service, filed.id, AppealState.REVERSED, "Du hast recht.",
        person(room.service, "Lea"), room.clock(),
    )  # fmt: skip

    page = text(client.get(room.receipt(comment)))
    assert "Veröffentlicht" in page
    assert "Der Entscheid ist aufgehoben" in page
    assert "Du hast recht." in page
    data = client.get(room.receipt(comment), headers=JSON).json
    assert (data["state"], data["decision"]) == ("published", None)
    assert (data["appeal"]["state"], data["appeal"]["explanation"]) == (
        "reversed", "Du hast recht.",
    )  # fmt: skip
    assert data["links"]["appeal"] is None

    room.decide(comment.id, Verb.REJECT, REASON)
    page = text(client.get(room.receipt(comment)))
    assert "Du hast recht." in page, "the newest decision has no appeal yet"
    assert client.get(room.receipt(comment), headers=JSON).json["links"]["appeal"]


def test_a_link_to_an_unconfirmed_address_shows_nothing_before_it_is_confirmed(mailing, client):
    comment = mailing.published("Mein Text", email="ruth@example.org")
    assert comment.confirmed_at is None
    link = f"/comments/data/confirm/{token(mailing, Purpose.OWNER, 'ruth@example.org', 'de')}"

    page = client.get(link)
    assert "dass dieses Postfach dir gehört" in text(page)
    assert "Mein Text" not in page.text
    assert mailing.only_comment().confirmed_at is None, "looking confirms nothing"

    answer = client.post(link)
    assert answer.status_code == 303
    assert mailing.only_comment().confirmed_at == mailing.clock()
    assert "Mein Text" in text(client.get(answer.location))

    mailing.clock.forward(hours=25)
    assert (client.get(link).status_code, client.post(link).status_code) == (410, 410)


def test_a_report_is_taken_along_and_erased_from_its_receipt(room, client):
    comment = room.published()
    client.post(f"/comments/report/{comment.id}", data=REPORT)
    [filed] = reports.open_ones(room.service.db)
    here = f"/comments/reported/{token(room, Purpose.REPORT, filed.id)}"
    assert {f"{here}/export", f"{here}/erase"} <= set(tree(client.get(here)).xpath("//a/@href"))
    [data] = client.get(f"{here}/export", headers=JSON).json["reports"]
    assert (data["text"], data["name"]) == (REPORT["explanation"], "Beat Frei")
    assert REPORT["explanation"] in text(client.get(f"{here}/export"))
    assert client.get(f"{here}/erase").status_code == 200
    assert reports.get(room.service.db, filed.id) == filed, "asking erases nothing"

    for _ in range(2):
        answer = client.post(f"{here}/erase")
        assert answer.status_code == 303

    after = reports.get(room.service.db, filed.id)
    assert (after.text, after.name, after.email) == ("", "", None)
    assert (after.code, after.state) == ("INSULT", "open")
    page = text(client.get(answer.location))
    assert "Gelöscht." in page
    assert REPORT["explanation"] not in page
    assert f"{here}/erase" not in client.get(here).text


def test_an_error_found_is_taken_along_and_erased_from_its_receipt(posts):
    client = posts.client()
    client.post(f"/comments/error/{POST}", data={"body": "Falsche Zahl", "name": "Urs"})
    [found] = slips.open_ones(posts.service.db)
    here = f"/comments/slip/{token(posts, Purpose.SLIP, found.id)}"
    [data] = client.get(f"{here}/export?format=json").json["errors_found"]
    assert data["text"] == "Falsche Zahl"

    for _ in range(2):
        assert client.post(f"{here}/erase").status_code == 303

    after = slips.get(posts.service.db, found.id)
    assert (after.text, after.name, after.state) == ("", "", "dismissed")
    assert "Falsche Zahl" not in client.get(here).text


def test_an_export_speaks_of_a_checksum_only_beside_what_is_kept(room, client):
    comment = room.sent()
    here = f"{room.receipt(comment)}/export"
    assert "48 Stunden" in text(client.get(here))

    client.post(f"{room.receipt(comment)}/erase")

    assert "48 Stunden" not in text(client.get(here))
