"""What moderators set for themselves."""

from email.message import EmailMessage

import pytest

from comments_service.domain.keys import OFF, USUAL, keys_of
from comments_service.storage import moderators
from tests.web import PASSWORD, Desk, sign_in_as, text, tree

NEW = "fünf andere Wörter genügen auch"


@pytest.fixture
def sent(room):
    mails: list[EmailMessage] = []
    room.service.send_mail = mails.append
    return mails


def me(room):
    return moderators.by_name(room.service.db, "Lea Brunner")


def link_in(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    found = next(word for word in body.get_content().split() if "/moderation/" in word)
    return "/moderation/" + found.partition("/moderation/")[2]


def keys(**changed: str) -> dict[str, str]:
    return {f"key-{action}": key for action, key in {**USUAL, **changed}.items()}


def test_function_language_and_mail_are_kept(room, desk):
    answer = desk.post("settings", **{"function": " Leiterin  Presse ", "lang": "en"})

    assert answer.location.endswith("done=settings")
    assert (me(room).function, me(room).lang, me(room).wants_mail) == (
        "Leiterin Presse",
        "en",
        False,
    )
    desk.post("settings", **{"function": "Leiterin", "lang": "", "wants-mail": "yes"})
    assert (me(room).lang, me(room).wants_mail) == (None, True)


@pytest.mark.parametrize(
    ("data", "field"), [({"function": ""}, "function"), ({"function": "x", "lang": "tlh"}, "lang")]
)
def test_what_makes_no_sense_comes_back(desk, data, field):
    answer = desk.post("settings", **data)

    assert answer.status_code == 422
    assert tree(answer).xpath(f"//div[@role='alert']//a[@href='#field-{field}']")


def test_keys_can_be_changed_and_turned_off(room, desk):
    desk.post("settings/keys", **keys(publish="p"))
    assert keys_of(me(room).keys) == {**USUAL, "publish": "p"}
    assert tree(desk.get("settings")).xpath("//input[@name='key-publish']/@value") == ["p"]

    desk.post("settings/keys", keys=OFF, **keys(publish="p"))
    assert keys_of(me(room).keys) == {}
    assert tree(desk.get("settings")).xpath("//input[@id='keys-off'][@checked]")


def test_keys_that_clash_come_back_as_typed(room, desk):
    answer = desk.post("settings/keys", **keys(publish="d"))

    assert answer.status_code == 422
    assert tree(answer).xpath("//input[@name='key-publish']/@value") == ["d"]
    assert me(room).keys == ""


def test_a_password_is_changed_with_the_old_one(room, desk):
    other = Desk(room)
    desk = Desk(room)
    sign_in_as(other.client)
    assert desk.post("settings/password", old="falsch", password=NEW).status_code == 422
    assert desk.post("settings/password", old=PASSWORD, password="kurz").status_code == 422

    assert desk.post("settings/password", old=PASSWORD, password=NEW).status_code == 303

    assert desk.get().status_code == 200
    assert other.get().status_code == 303
    assert sign_in_as(room.client(), password=NEW).status_code == 303
    assert NEW not in desk.get("settings").text


def test_an_address_counts_once_its_link_was_used(room, desk, sent):
    desk.post("settings/mailbox", email="lea@muster.example")
    room.work()
    [mail] = sent
    path = link_in(mail)
    assert (mail["To"], me(room).email) == ("lea@muster.example", None)

    page = desk.client.get(path)
    assert "lea@muster.example" in text(page)
    assert me(room).email is None
    desk.post(path.removeprefix("/moderation/"))

    assert me(room).email == "lea@muster.example"
    assert desk.client.get(path).status_code == 410


def test_the_link_asks_to_sign_in_first(room, desk, sent):
    desk.post("settings/mailbox", email="lea@muster.example")
    room.work()
    path = link_in(sent[0])

    browser = room.client()
    answer = browser.get(path)
    # The token would stand in logs and histories.
    assert answer.location == "/moderation/sign-in?done=link"
    assert "öffne dann den Link aus der Mail noch einmal" in text(browser.get(answer.location))
    sign_in_as(browser)
    assert browser.get(path).status_code == 200


def test_nobody_elses_link_is_taken(room, desk, sent):
    desk.post("settings/mailbox", email="lea@muster.example")
    room.work()

    assert Desk(room, "Beat Frei").client.get(link_in(sent[0])).status_code == 410


def test_an_address_can_be_deleted(room, desk, sent):
    moderators.set_email(room.service.db, me(room).id, "lea@muster.example")

    assert desk.post("settings/mailbox", email=" ").location.endswith("done=mail-gone")
    assert me(room).email is None


def test_what_is_no_address_comes_back(desk, sent):
    answer = desk.post("settings/mailbox", email="lea@")

    assert answer.status_code == 422
    assert tree(answer).xpath("//input[@name='email']/@value") == ["lea@"]
    assert sent == []


def test_without_a_mail_server_nothing_is_asked_for(desk):
    assert not tree(desk.get("settings")).xpath("//input[@name='email']")
    assert desk.post("settings/mailbox", email="lea@muster.example").status_code == 422


def test_a_mailed_invitation_brings_the_mailbox_along(room, desk, sent):
    desk.post("people", name="Beat Frei", function="", role="moderator", email="b@muster.example")
    room.work()
    client, path = room.client(), link_in(sent[0])
    page = client.get(path)
    fields = dict(tree(page).forms[-1].fields)
    client.post(path.partition("?")[0], data={**fields, "function": "Technik", "password": NEW})

    found = moderators.by_name(room.service.db, "Beat Frei")
    assert found is not None
    assert found.email == "b@muster.example"
