"""A moderator and the spam filter, with the keyboard alone, without JavaScript, on a phone."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from comments_service.actions.service import Service
from comments_service.domain.states import State
from comments_service.storage import comments, moderators, rules_off
from tests.actions.labelled import scored
from tests.browser.conftest import Open
from tests.browser.keyboard import PHONE, Keyboard
from tests.every_page import Seed
from tests.running import Newsroom

pytestmark = pytest.mark.slow


def test_probable_spam_is_cleared_and_rules_are_switched(
    newsroom: Newsroom, service: Service, moderator: Page, open_page: Open
) -> None:
    me = moderators.by_name(service.db, "Lea Brunner")
    assert me
    thread, _ = newsroom.open_post("en")
    seed = Seed(service, thread, thread, "en", me, me, datetime.now(UTC))
    bad = [seed.comment(author=f"Winner {n}", body=f"Free bonus {n}") for n in range(2)]
    good = scored(service, seed.comment(author="Reader"), 0.02, water=-1.5)
    for one in bad:
        scored(service, one, 0.97, bonus=2.5)
    session = {"storage_state": moderator.context.storage_state()}
    keys = Keyboard(open_page("/moderation/", java_script_enabled=False, **PHONE, **session))

    keys.follow("probably spam")
    keys.reads("Speaks for spam:")
    for one in bad:
        keys.tick(f"Choose the comment by {one.author}")
    keys.send("Mark as spam (all that are chosen")
    keys.says("What you chose is marked as spam.")
    assert [comments.get(service.db, one.id).state for one in (*bad, good)] == [
        State.SPAM, State.SPAM, State.PENDING,
    ]  # fmt: skip

    keys.at(f"/moderation/comments/{good.id}")
    keys.reads("If it came now:")
    keys.follow("Spam filter", back=True)
    keys.send("Switch off (Links)")
    keys.says("The rule is switched off.")
    assert rules_off.names(service.db) == {"links"}
    keys.send("Switch on (Links)")
    keys.unfold("Switch off …")
    keys.send("Yes, switch the learning filter off")
    keys.reads("The learning filter is switched off")
    keys.send("Switch on (Learning filter)")
    assert rules_off.names(service.db) == frozenset()

    keys.follow("Take back …")
    expect(keys.page).to_have_url(f"{newsroom.url}/moderation/comments/{bad[1].id}#decisions")
    keys.send("Undo")
    assert comments.get(service.db, bad[0].id).state is State.PENDING
