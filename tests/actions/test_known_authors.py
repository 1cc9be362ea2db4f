"""What makes an author known, where newcomers are held, and what does not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from comments_service.actions.edit import edit
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment, Revision
from comments_service.domain.states import State
from comments_service.storage import authors, comments, revisions
from tests.actions.office import comment
from tests.support import NOW, READER, make_newsroom

RUTH = "ruth@leserin.example"
BEFORE = NOW - timedelta(hours=20)


@pytest.fixture
def newcomers(tmp_path: Path) -> Service:
    # The policy decides alone.
    return make_newsroom(tmp_path, off=["classifier"], comments='moderation = "newcomers"')


def public(service: Service, **changes: object) -> Comment:
    """A published comment whose author has confirmed an address."""
    facts = {"email": RUTH, "confirmed_at": BEFORE, "decided_at": BEFORE, **changes}
    return comment(service, State.PUBLISHED, **facts)


def fresh(service: Service) -> Comment:
    return comment(service, email=RUTH, confirmed_at=NOW, body="Noch eine Frage.")


def later(one: Comment, **changes: object) -> Revision:
    facts = Revision(one.id, 2, "Jetzt kaufen!", "", State.SPAM, NOW, decided_at=NOW)
    return replace(facts, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [State.SPAM, State.REJECTED])
def test_a_later_text_that_was_refused_makes_a_newcomer_again(
    newcomers: Service, state: State
) -> None:
    first = public(newcomers)
    assert authors.known(newcomers.db, fresh(newcomers), NOW)

    revisions.put(newcomers.db, later(first, state=state))

    assert not authors.known(newcomers.db, fresh(newcomers), NOW)
    assert authors.known(newcomers.db, fresh(newcomers), NOW + timedelta(days=366))


def test_a_later_text_that_waits_says_nothing_about_its_author(newcomers: Service) -> None:
    revisions.put(newcomers.db, later(public(newcomers), state=State.PENDING, decided_at=None))

    assert authors.known(newcomers.db, fresh(newcomers), NOW)


def test_nobody_is_known_by_the_comment_itself(newcomers: Service) -> None:
    """A later text of the only comment waits: it may be the first that matters."""
    first = public(newcomers)

    edit(newcomers, first.id, "Wann geht es wirklich los?", READER, NOW)

    assert comments.get(newcomers.db, first.id).body == first.body
    assert revisions.waiting(newcomers.db, first.id)


def test_another_published_comment_lets_a_later_text_take_its_place(newcomers: Service) -> None:
    first, _ = public(newcomers), public(newcomers, body="Ein anderer.")

    edit(newcomers, first.id, "Wann geht es wirklich los?", READER, NOW)

    assert comments.get(newcomers.db, first.id).body == "Wann geht es wirklich los?"
