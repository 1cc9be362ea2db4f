"""Administrators invite people, shut them out and let them in again."""

import re

import pytest

from comments_service.actions.sign_in import invited
from comments_service.mail.smtp import MailFailed
from comments_service.storage import moderators
from comments_service.storage.moderators import ADMINISTRATOR, MODERATOR
from tests.web import Desk, Room, sign_in_as, text, tree

BEAT = "Beat Frei"


def person(room: Room, name: str = BEAT) -> moderators.Moderator:
    found = moderators.by_name(room.service.db, name)
    assert found is not None
    return found


@pytest.fixture
def beat(room, desk):
    return Desk(room, BEAT)


def act(desk: Desk, verb: str, name: str = BEAT, **more: str):
    return desk.post(f"people/{person(desk.room, name).id}", verb=verb, **more)


def test_the_list_says_who_may_do_what(desk, beat):
    desk.post("people", name="Carla Rossi", function="", role=ADMINISTRATOR, email="")
    page = text(desk.get("people", headers={"Accept-Language": "en"}))

    assert re.search("Beat Frei Moderator .*Make administrator", page)
    assert re.search("Carla Rossi Administrator Invited No function yet · A link is open", page)
    assert re.search("Lea Brunner Administrator You", page)


def test_an_invitation_is_shown_once_and_lets_somebody_in(room, desk):
    answer = desk.post(
        "people", name=" Beat  Frei ", function="Techniker", role=MODERATOR, email=""
    )
    [link] = tree(answer).xpath("//textarea[@id='link']/text()")
    token = link.strip().rpartition("/")[2]

    assert answer.status_code == 200
    assert invited(room.service, token, room.clock()) == person(room)
    assert (person(room).role, person(room).function) == (MODERATOR, "Techniker")
    assert token not in desk.get("people").text


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"name": ""}, "name"), ({"name": "lea brunner"}, "name"), ({"email": "x"}, "email"),
     ({"function": "x" * 81}, "function")],
)  # fmt: skip
def test_a_faulty_invitation_comes_back_with_what_was_typed(desk, changed, field):
    typed = {"name": BEAT, "function": "Techniker", "role": ADMINISTRATOR, "email": ""} | changed
    answer = desk.post("people", **typed)
    page = tree(answer)

    assert answer.status_code == 422
    assert page.xpath(f"//div[@role='alert']//a[@href='#field-{field}']")
    for name in ("name", "function", "email"):
        assert page.xpath(f"//input[@id='field-{name}']/@value") == [typed[name]]
    assert page.xpath("//input[@name='role'][@checked]/@value") == [ADMINISTRATOR]


def test_a_new_link_replaces_the_old_one(room, desk, beat):
    links = [tree(act(desk, "invite")).xpath("//textarea/text()")[0].strip() for _ in range(2)]
    old, new = (link.rpartition("/")[2] for link in links)

    assert room.client().get(f"/moderation/join/{old}").status_code == 410
    assert room.client().get(f"/moderation/join/{new}").status_code == 200


def test_roles_change(room, desk, beat):
    assert beat.get("people").status_code == 403

    assert act(desk, ADMINISTRATOR).status_code == 303
    assert beat.get("people").status_code == 200
    act(desk, MODERATOR)
    assert beat.get("people").status_code == 403


def test_a_function_is_set_by_an_administrator_alone(room, desk, beat):
    assert act(desk, "function", function="Leiter Technik").location.endswith("done=function")
    assert "Leiter Technik" in text(desk.get("people"))
    assert act(desk, "function", function=" ").status_code == 422

    beat.post("settings", function="Sprecher", lang="de")
    assert "Deine Funktion ist Leiter Technik." in text(beat.get("settings"))


def test_whoever_is_shut_out_is_out_at_once_and_can_come_back(room, desk, beat):
    act(desk, "disable")
    assert beat.get().status_code == 303
    assert sign_in_as(room.client(), BEAT).status_code == 401

    act(desk, "enable")
    assert sign_in_as(room.client(), BEAT).status_code == 303


@pytest.mark.parametrize("verb", ["disable", MODERATOR])
def test_the_last_administrator_stays(room, desk, beat, verb):
    answer = act(desk, verb, "Lea Brunner")

    assert answer.status_code == 409
    assert tree(answer).xpath("//div[@role='alert']//a")
    assert person(room, "Lea Brunner").administers


def test_whoever_is_shut_out_gets_no_new_link(room, desk, beat):
    act(desk, "disable")

    assert act(desk, "invite").status_code == 422


@pytest.mark.parametrize(("number", "verb", "status"), [("1", "king", 400), ("99", "enable", 404)])
def test_what_there_is_not_is_refused(desk, number, verb, status):
    assert desk.post(f"people/{number}", verb=verb).status_code == status


def test_a_moderator_is_told_whom_to_ask(beat):
    answer = beat.get("people", headers={"Accept-Language": "en"})

    assert answer.status_code == 403
    assert "Only administrators may do this" in text(answer)
    assert not tree(beat.get()).xpath("//nav//a[contains(@href, 'people')]")


def test_an_invitation_that_could_not_be_mailed_is_told(room, desk):
    def refuse(_):
        raise MailFailed("no")

    room.service.send_mail = refuse
    desk.post("people", name="Beat Frei", function="", role=MODERATOR, email="beat@muster.example")
    assert "liess sich bisher nicht mailen" not in text(desk.get("people"))
    room.work()
    assert "liess sich bisher nicht mailen" in text(desk.get("people"))
