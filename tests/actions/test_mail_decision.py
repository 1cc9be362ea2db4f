"""Links in mails with which one moderator decides about one text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comments_service.actions.decide import decide
from comments_service.actions.links import decide_link
from comments_service.actions.mail_decision import (
    asked,
    decide_by_link,
    form_fits,
    form_token,
)
from comments_service.actions.service import Service
from comments_service.actions.undo import undo
from comments_service.domain.comment import Comment, Grounds, Revision
from comments_service.domain.errors import Invalid, LinkExpired, MoveRefused, UnknownComment
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, moderators, revisions
from comments_service.storage.moderators import Moderator
from tests.actions.office import GROUNDS, LATER, comment, person
from tests.support import NOW, logged

NONE = Grounds()


def token_for(service: Service, moderator: Moderator, about: Comment) -> str:
    return decide_link(service, moderator, about, NOW).rpartition("/")[2]


def test_a_link_decides_as_the_moderator_it_was_sent_to(service: Service) -> None:
    anna, there = person(service, "Anna"), comment(service)
    link = asked(service, token_for(service, anna, there), LATER)
    assert link.open

    decide_by_link(service, link, Verb.REJECT, GROUNDS, LATER)

    now = comments.get(service.db, there.id)
    assert (now.state, now.decided_by) == (State.REJECTED, anna.id)
    assert logged(service.db, 1)[0].actor.name == "Anna"


def test_a_used_link_tells_what_it_did(service: Service) -> None:
    anna, there = person(service, "Anna"), comment(service)
    token, other = token_for(service, anna, there), token_for(service, person(service, "B"), there)
    decide_by_link(service, asked(service, token, LATER), Verb.REJECT, GROUNDS, LATER)

    done = asked(service, token, LATER).done
    assert done
    assert (done.verb, done.at) == (Verb.REJECT, LATER)
    assert asked(service, other, LATER).done is None

    undo(service, done.batch, anna, LATER)
    assert asked(service, token, LATER).done is None
    decide_by_link(service, asked(service, token, LATER), Verb.PUBLISH, NONE, LATER)
    assert comments.get(service.db, there.id).state is State.PUBLISHED


def test_reading_a_link_changes_nothing(service: Service) -> None:
    anna, there = person(service, "Anna"), comment(service)
    token = token_for(service, anna, there)
    before = list(service.db.conn.iterdump())

    asked(service, token, LATER)
    form_token(service, token, LATER)

    assert list(service.db.conn.iterdump()) == before


@pytest.mark.parametrize(
    "end",
    ["old", "disabled", "let in again", "password", "mailbox", "forged", "other purpose"],
)
def test_a_link_ends(service: Service, end: str) -> None:
    anna, there = person(service, "Anna"), comment(service)
    moderators.set_email(service.db, anna.id, "anna@muster.example")
    anna = moderators.get(service.db, anna.id) or anna
    token, now = token_for(service, anna, there), LATER
    if end == "old":
        now = NOW + timedelta(days=7, minutes=1)
    elif end == "disabled":
        moderators.disable(service.db, anna.id, NOW)
    elif end == "let in again":
        moderators.disable(service.db, anna.id, NOW)
        moderators.enable(service.db, anna.id)
    elif end == "mailbox":
        moderators.set_email(service.db, anna.id, None)
    elif end == "password":
        moderators.set_password_hash(service.db, anna.id, "y")
    elif end == "forged":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    else:
        token = service.tokens.receipt(there.id)

    with pytest.raises((LinkExpired, UnknownComment)):
        asked(service, token, now)


def test_what_was_decided_meanwhile_is_not_decided_again(service: Service) -> None:
    anna, there = person(service, "Anna"), comment(service)
    token = token_for(service, anna, there)
    decide(service, there.id, Verb.PUBLISH, "Beat", NOW)

    link = asked(service, token, LATER)
    assert not link.open
    with pytest.raises(MoveRefused):
        decide_by_link(service, link, Verb.SPAM, NONE, LATER)
    assert comments.get(service.db, there.id).state is State.PUBLISHED


def test_another_text_of_the_author_is_not_decided_unseen(service: Service) -> None:
    anna, there = person(service, "Anna"), comment(service)
    token = token_for(service, anna, there)
    comments.rewrite(service.db, replace(there, body="Anders.", revision=2))

    link = asked(service, token, LATER)
    assert not link.open
    with pytest.raises(MoveRefused):
        decide_by_link(service, link, Verb.PUBLISH, NONE, LATER)


def test_somebody_faster_in_the_last_moment_wins(service: Service) -> None:
    anna, there = person(service, "Anna"), comment(service)
    link = asked(service, token_for(service, anna, there), LATER)
    decide(service, there.id, Verb.SPAM, "Beat", NOW)

    with pytest.raises(MoveRefused):
        decide_by_link(service, link, Verb.PUBLISH, NONE, LATER)


def test_a_later_text_is_decided_by_itself(service: Service) -> None:
    anna = person(service, "Anna")
    there = comment(service, State.PUBLISHED, waiting_since=NOW)
    revisions.put(
        service.db, Revision(there.id, 2, "Genauer.", "<p>Genauer.</p>", State.PENDING, NOW)
    )
    link = asked(service, token_for(service, anna, there), LATER)
    assert link.open

    decide_by_link(service, link, Verb.PUBLISH, NONE, LATER)

    now = comments.get(service.db, there.id)
    assert (now.body, now.revision, now.waiting_since) == ("Genauer.", 2, None)
    assert not asked(service, token_for(service, anna, there), LATER).open


def test_a_rejection_needs_grounds_here_too(service: Service) -> None:
    anna, there = person(service, "Anna"), comment(service)
    link = asked(service, token_for(service, anna, there), LATER)

    with pytest.raises(Invalid):
        decide_by_link(service, link, Verb.REJECT, NONE, LATER)
    with pytest.raises(MoveRefused):
        decide_by_link(service, link, Verb.RESTORE, NONE, LATER)


def test_a_form_belongs_to_its_link_for_a_day(service: Service) -> None:
    anna, one, two = person(service, "Anna"), comment(service), comment(service)
    first, second = token_for(service, anna, one), token_for(service, anna, two)
    form = form_token(service, first, NOW)

    assert form_fits(service, first, form, NOW + timedelta(hours=23))
    assert not form_fits(service, second, form, NOW)
    assert not form_fits(service, first, form, NOW + timedelta(hours=25))
    for made_up in ("", "x", first):
        assert not form_fits(service, first, made_up, NOW)
