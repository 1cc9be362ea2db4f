"""Imprint and privacy can be reached from every page that the service answers with."""

import pytest

from tests.support import THREAD, fields
from tests.web import tree

PRIVACY = "/de/datenschutz/"


@pytest.fixture
def paths(room):
    comment = room.published()
    receipt = room.receipt(comment)
    return [
        f"/comments/{THREAD}",
        f"/comments/{THREAD}/reply/{comment.id}",
        "/comments/made-up",
        receipt,
        f"{receipt}/withdraw",
        "/moderation/sign-in",
        "/moderation/join/made-up",
    ]


def footer_links(answer):
    return tree(answer).xpath("//footer//nav//a/@href")


def test_the_footer_leads_there(client, paths):
    for path in paths:
        assert footer_links(client.get(path)) == [PRIVACY], path
    assert footer_links(client.post(f"/comments/{THREAD}", data=fields(""))) == [PRIVACY]


def test_the_footer_leads_there_for_moderators_too(room, desk):
    for path in (f"comments/{room.sent().id}", "log"):
        assert footer_links(desk.get(path)) == [PRIVACY], path


def test_it_leads_to_the_pages_of_the_answers_language_and_no_other(client, paths):
    for path in paths[5:]:
        assert footer_links(client.get(path, headers={"Accept-Language": "en"})) == [], path


def test_a_newsroom_that_was_never_built_has_no_such_links(room, client):
    room.service.paths.threads.unlink()

    assert footer_links(client.get("/moderation/sign-in")) == []
