"""Moderation is closed by default: this walks the URL map, so a new route cannot forget it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from werkzeug.routing import Rule

from comments_service.actions import sign_in
from comments_service.actions.links import decide_link
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import Verb
from comments_service.storage import appeals, moderators, reports, slips
from comments_service.storage.moderators import ADMINISTRATOR, MODERATOR
from comments_service.web.moderation.guard import PUBLIC
from tests.actions.office import POST, appeal, person, report, slip
from tests.support import THREAD
from tests.web import CLOSED, Desk, Room, shut_out, text

MODERATORS = (
    *("sign_out", "queue", "comment", "decide", "answer", "log", "bulk", "decisions", "undo"),
    *("note", "ask", "reply", "take_back"),
    *("appeals", "appeal", "decide_appeal", "reports", "report", "decide_report"),
    *("slips", "slip", "decide_slip", "switches", "thread", "switch_thread"),
    *("settings", "save_settings", "save_keys", "change_password"),
    *("ask_mailbox", "mailbox", "confirm_mailbox"),
    "spam_filter",
)
ADMINISTRATORS = frozenset(
    f"moderation.{name}"
    for name in ("people", "invite", "change_person", "switch_crisis", "switch_rule")
)
ANYTHING = {"verb": "publish", "body": "x", "csrf": "x"}


def moderation_rules(room: Room) -> list[Rule]:
    return [r for r in room.app.url_map.iter_rules() if r.rule.startswith("/moderation")]


def path_of(room: Room, rule: Rule) -> str:
    """An address that the rule answers, with real ids and tokens in it."""
    comment = (room.comments() or [room.sent()])[0]
    values: dict[str, object] = {
        "comment_id": comment.id,
        "thread_id": THREAD,
        "appeal_id": objection(room, comment, appeals, appeal),
        "report_id": objection(room, comment, reports, report),
        "slip_id": objection(room, comment, slips, lambda service, _: slip(service)),
        "post_id": POST,
        "person": len(moderators.everyone(room.service.db)),
        "token": room.service.tokens.receipt(comment.id),
        "path": "de/",
    }
    if rule.rule.endswith("/join/<token>"):
        values["token"] = sign_in.invite(room.service, "Neue Person", "Text", room.clock())
    elif rule.rule.endswith("/mail/<token>"):
        known = moderators.everyone(room.service.db) or [person(room.service, "Lea Brunner")]
        link = decide_link(room.service, known[0], comment, room.clock())
        values["token"] = link.rpartition("/")[2]
    with room.app.test_request_context():
        return room.app.url_map.bind("127.0.0.1").build(
            rule.endpoint, {name: values[name] for name in rule.arguments}
        )


def objection(room: Room, comment: Comment, stored: Any, make: Callable[..., Any]) -> str:
    """The id of an open appeal, report or error found; made where there is none."""
    found = stored.open_ones(room.service.db) or [make(room.service, comment)]
    return str(found[0].id)


def dump(room: Room) -> list[str]:
    with closing(sqlite3.connect(room.service.paths.database)) as db:
        return list(db.iterdump())


def test_the_map_holds_what_it_should(room):
    assert {rule.endpoint for rule in moderation_rules(room)} == {
        *PUBLIC,
        *ADMINISTRATORS,
        *(f"moderation.{name}" for name in MODERATORS),
    }
    assert {
        f"moderation.{name}"
        for name in ("sign_in", "enter", "join", "accept", "by_mail", "decide_by_mail")
    } == PUBLIC


def test_no_route_but_the_open_ones_answers_an_anonymous_request(room):
    client = room.client()
    room.published("Geheime Prüfung")
    asked = 0
    for rule in moderation_rules(room):
        if rule.endpoint in PUBLIC:
            continue
        path = path_of(room, rule)
        for method in sorted(rule.methods or ()):
            answer = client.open(path, method=method, data=ANYTHING if method == "POST" else None)
            asked += 1
            if method in ("GET", "HEAD"):
                assert answer.status_code == 303, (method, path)
                assert answer.location.startswith("/moderation/sign-in")
            else:
                assert answer.status_code == (415 if method == "OPTIONS" else 401), (method, path)
            assert "Geheime Prüfung" not in answer.text
    assert asked > 10


def test_every_moderators_page_and_nothing_else_lies_below_moderation(room):
    guarded = {rule.endpoint for rule in moderation_rules(room)}

    assert guarded == {e for e in room.app.view_functions if e.startswith("moderation.")}


@pytest.mark.parametrize("end", ["idle", "old", "disabled", "signed out"])
def test_a_session_that_ended_opens_nothing_anywhere(room, desk, end):
    comment = room.sent("Geheime Prüfung")
    csrf = desk.csrf
    token = desk.client.get_cookie("newsroom").value
    if end == "idle":
        room.clock.forward(minutes=31)
    elif end == "old":
        for _ in range(25):
            room.clock.forward(minutes=29)
            desk.get()
    elif end == "disabled":
        shut_out(room, "Lea Brunner")
    else:
        desk.post("sign-out")
        desk.client.set_cookie("newsroom", token)
    for rule in moderation_rules(room):
        if rule.endpoint in PUBLIC:
            continue
        path, before = path_of(room, rule), dump(room)
        if "POST" in (rule.methods or ()):
            answer = desk.client.post(path, data={**ANYTHING, "csrf": csrf})
            assert answer.status_code == 401, path
        else:
            answer = desk.client.get(path)
            assert answer.location.startswith("/moderation/sign-in"), path
        assert comment.body not in answer.text
        assert dump(room) == before


@pytest.mark.parametrize("role", [MODERATOR, ADMINISTRATOR])
def test_what_is_for_administrators_no_moderator_sees_or_does(room, desk, role):
    other = Desk(room, "Beat Frei", role)
    room.sent()
    refused = set()
    for rule in moderation_rules(room):
        if rule.endpoint in PUBLIC or rule.endpoint == "moderation.sign_out":
            continue
        path = path_of(room, rule)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            before = dump(room)
            # A form without anything in it does nothing where it is let through, either.
            data = {"csrf": other.csrf} if method == "POST" else None
            answer = other.client.open(path, method=method, data=data)
            if answer.status_code == 403:
                refused.add(rule.endpoint)
                assert dump(room) == before
                assert "Nur für die Administration" in text(answer)
    assert refused == (ADMINISTRATORS if role == MODERATOR else set())


def test_an_anonymous_post_changes_nothing_even_when_it_is_complete(room):
    comment = room.sent()
    before = dump(room)
    answer = room.client().post(
        f"/moderation/comments/{comment.id}/decide", data={"verb": "publish", "csrf": ""}
    )

    assert answer.status_code == 401
    assert dump(room) == before


@pytest.mark.parametrize("cookie", ["", "x", "a" * 5000, "\xe4", "null", "x; newsroom=y"])
def test_a_made_up_session_is_none(room, cookie):
    answer = room.client().get("/moderation/", headers={"Cookie": f"newsroom={cookie}"})

    assert answer.status_code == 303


@pytest.mark.parametrize("csrf", [None, "", "x", "ä", "other"])
def test_no_post_of_a_signed_in_moderator_passes_without_its_own_token(room, desk, csrf):
    room.published()
    token = Desk(room, "Beat Frei").csrf if csrf == "other" else csrf
    posts = 0
    for rule in moderation_rules(room):
        if "POST" not in (rule.methods or ()) or rule.endpoint in PUBLIC:
            continue
        path, before = path_of(room, rule), dump(room)
        data = {"verb": "spam", "body": "x"} | ({} if token is None else {"csrf": token})
        assert desk.client.post(path, data=data).status_code == 403, path
        assert dump(room) == before
        posts += 1
    assert posts == 22


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["sign-in", "join/x", "sign-out"])
def test_forms_of_other_sites_are_refused(desk, site, path):
    answer = desk.client.post(
        f"/moderation/{path}", data={"csrf": desk.csrf}, headers={"Sec-Fetch-Site": site}
    )

    assert answer.status_code == 403


def test_forms_of_ones_own_pages_are_not(desk):
    answer = desk.client.post(
        "/moderation/sign-out", data={"csrf": desk.csrf}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert answer.status_code == 303


def test_no_get_changes_anything(room, desk):
    comment = room.published()
    room.decide(room.sent("b").id, Verb.REJECT, Grounds("OTHER", "x", "rule"))
    invitation = sign_in.invite(room.service, "Neue Person", "Text", room.clock())
    receipt = room.receipt(comment)
    paths = [
        path_of(room, rule)
        for rule in room.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.rule.endswith("/join/<token>")
    ]
    paths += [
        f"/comments/{CLOSED}",
        f"/comments/{THREAD}/reply/{comment.id}",
        f"/moderation/join/{invitation}",
        receipt,
        f"{receipt}/withdraw",
    ]
    before = dump(room)
    for path in paths:
        for verb in ("", "?verb=publish", "?confirm=yes"):
            assert desk.client.get(path + verb).status_code < 500
            assert room.client().get(path + verb).status_code < 500
    assert dump(room) == before


def test_a_moderator_sees_no_receipt_tokens(room, desk):
    comment = room.sent()
    token = room.service.tokens.receipt(comment.id)
    for path in ("", f"comments/{comment.id}", "log"):
        assert token not in desk.get(path).text
