"""Each path of a moderator, from the list to the outcome, with the keyboard alone.

Without JavaScript on a phone; where a script takes part, with it, too. Four eyes, which the demo
does not ask for, are tested in tests/service/test_web_queue.py.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from comments_service.actions import links, switches
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, moderators
from tests.actions.moderating import revised
from tests.actions.office import appeal, report, slip
from tests.browser.conftest import Open
from tests.browser.keyboard import PHONE, Keyboard
from tests.every_page import Seed, person
from tests.running import Newsroom, wait_for

# Two minutes of walking; `tests/browser/test_moderator.py` has the shortest ways.
pytestmark = pytest.mark.slow

COLLEAGUE = "Mara Colleague"


@pytest.fixture
def seed(newsroom: Newsroom, service: Service, moderator: Page) -> Seed:
    """Comments on the English post; what is decided in advance, a colleague has decided."""
    now = datetime.now(UTC)
    me = moderators.by_name(service.db, "Lea Brunner")
    assert me
    colleague = moderators.by_name(service.db, COLLEAGUE) or person(service, COLLEAGUE, now)
    thread, _ = newsroom.open_post("en")
    return Seed(service, thread, thread, "en", colleague, me, now)


Walk = Callable[..., Keyboard]


@pytest.fixture
def walk(open_page: Open, moderator: Page) -> Walk:
    """Starts at an address, signed in, without scripts unless told otherwise."""

    def started(address: str, *, script: bool = False, signed_in: bool = True) -> Keyboard:
        session = {"storage_state": moderator.context.storage_state()} if signed_in else {}
        parts = urlsplit(address)
        path = f"{parts.path}?{parts.query}"
        return Keyboard(open_page(path, java_script_enabled=script, **PHONE, **session))

    return started


def now_is(seed: Seed, comment: Comment) -> State:
    return comments.get(seed.service.db, comment.id).state


def shown(newsroom: Newsroom, text: str) -> bool:
    return wait_for(lambda: text in newsroom.page(newsroom.open_post("en")[1]))


def several(seed: Seed, word: str, count: int) -> list[Comment]:
    return [seed.comment(body=f"{word} {n}", author=f"{word} {n}") for n in range(count)]


def test_by_shortcuts_a_script_decides_in_place(walk: Walk, seed: Seed) -> None:
    waiting = several(seed, "Shortcut", 4)
    keys = walk("/moderation/?words=Shortcut", script=True)
    keys.press("j", "f")
    expect(keys.focused).to_contain_text("Shortcut 1")
    keys.press("d")
    keys.page.keyboard.type("Insult")
    keys.button("Reject")
    keys.press("Enter")
    expect(keys.focused).to_have_attribute("aria-invalid", "true")
    keys.looks_right()
    keys.write("Explanation for the author", "«Ass» insults a person.")
    keys.button("Reject")
    keys.press("Enter")
    expect(keys.focused).to_contain_text("Shortcut 2")
    keys.press("s")
    expect(keys.focused).to_contain_text("Shortcut 3")
    assert [now_is(seed, one) for one in waiting] == [
        State.PUBLISHED, State.REJECTED, State.SPAM, State.PENDING,
    ]  # fmt: skip
    with keys.page.expect_navigation():
        keys.press("u")
    keys.says("Undone.")
    keys.looks_right()
    assert now_is(seed, waiting[2]) is State.PENDING


@pytest.mark.parametrize("script", [False, True])
def test_by_tab_alone_comments_are_published_rejected_marked_and_restored(
    walk: Walk, seed: Seed, script: bool
) -> None:
    word = f"Tabulator{script}"
    waiting = several(seed, word, 4)
    keys = walk(f"/moderation/?words={word}", script=script)

    def decide(button: str, number: int) -> None:
        keys.button(f"{button} ({word} {number}")
        if script:
            keys.press("Enter")
            expect(keys.page.locator("article", has_text=f"{word} {number + 1}")).to_be_focused()
        else:
            keys.go()
            expect(keys.page.locator("#done")).to_contain_text(f"{word} {number}")

    decide("Publish", 0)
    keys.unfold("Reject …")
    keys.pick(f"Reason ({word} 1)", "Insult")
    keys.button(f"Reject ({word} 1")
    if script:
        keys.press("Enter")
        expect(keys.focused).to_have_attribute("aria-invalid", "true")
    else:
        keys.go()
        keys.told("Write an explanation")
    keys.write("Explanation for the author", "«Ass» insults a person.")
    if script:
        decide("Reject", 1)
    else:
        keys.send("Reject")
        keys.says("The comment is rejected.")
        keys.at(f"/moderation/?words={word}")
    decide("Spam", 2)
    assert [now_is(seed, one) for one in waiting] == [
        State.PUBLISHED, State.REJECTED, State.SPAM, State.PENDING,
    ]  # fmt: skip
    news = keys.page.locator(".decided" if script else "#done", has_text=f"{word} 2")
    keys.reach(news.get_by_role("button", name="Undo"), back=script)
    keys.go()
    keys.says("Undone.")
    assert now_is(seed, waiting[2]) is State.PENDING


@pytest.mark.parametrize("script", [False, True])
def test_comments_are_found_and_decided_together(walk: Walk, seed: Seed, script: bool) -> None:
    word = f"Together{script}"
    waiting = several(seed, word, 3)
    keys = walk("/moderation/", script=script)
    keys.unfold("Search and filter")
    keys.write("Words in name or text", word)
    keys.pick("Language", "English")
    keys.send("Search")
    keys.says("3 found.")
    keys.send("Mark as spam")
    keys.reads("Choose at least one")
    for one in waiting[:2]:
        keys.tick(f"Choose the comment by {one.author}")
    keys.send("Mark as spam")
    keys.says("What you chose is marked as spam.")
    assert [now_is(seed, one) for one in waiting] == [State.SPAM, State.SPAM, State.PENDING]
    keys.send("Undo")
    assert [now_is(seed, one) for one in waiting] == [State.PENDING] * 3


def test_colleagues_note_ask_and_answer(walk: Walk, seed: Seed) -> None:
    made = seed.comment(body="Is this still criticism?")
    keys = walk(f"/moderation/comments/{made.id}")
    keys.send("Keep the note")
    keys.told("Write a note")
    keys.write("Note for colleagues", "I have **asked** the lawyer.")
    keys.send("Keep the note")
    keys.says("Your note is kept.")
    keys.write("Ask for a second opinion", "May this stay?")
    keys.pick("Whom?", COLLEAGUE)
    keys.send("Ask")
    keys.says("Your question is put.")
    keys.reads(f"Lea Brunner asks {COLLEAGUE}.")
    keys.send("Answer the question")
    keys.told("Write what you think")
    keys.write("Your answer settles the question", "It may.")
    keys.send("Answer the question")
    keys.says("Your answer is kept.")
    keys.reads("It may.")


def test_a_later_text_is_accepted_or_refused(walk: Walk, newsroom: Newsroom, seed: Seed) -> None:
    keys = walk("/moderation/")
    for number, (verb, word) in enumerate((("Publish the new text", "February"), ("", "March"))):
        made = seed.decided(
            seed.comment(body="Water in January", author=f"Later {number}"), Verb.PUBLISH
        )
        revised(seed.service, made, f"Water in {word}", seed.now)
        keys.at(f"/moderation/?words=Later+{number}")
        if verb:
            keys.send(verb)
            keys.says("The new text is published.")
            assert shown(newsroom, f"Water in {word}")
            continue
        keys.unfold("Refuse the new text …")
        keys.pick("Reason (Later 1)", "Off-topic")
        keys.write("Explanation for the author", "The post is about January.")
        keys.send("Refuse the new text")
        keys.says("The new text is refused.")
        assert comments.get(seed.service.db, made.id).body == "Water in January"


def test_an_appeal_is_reversed(walk: Walk, newsroom: Newsroom, seed: Seed) -> None:
    refused = seed.decided(seed.comment(body="Only criticism", author="Appellant"), Verb.REJECT)
    appeal(seed.service, refused, at=seed.now, text="This was criticism.")
    keys = walk("/moderation/")
    keys.follow("Appeals")
    keys.follow("Appeal of Appellant")
    keys.reads("This was criticism.")
    keys.send("Reverse: publish it")
    keys.told("Write some words")
    keys.write("Explanation for the author", "You are right.")
    keys.send("Reverse: publish it")
    keys.says("The appeal is decided: the decision is reversed.")
    assert shown(newsroom, "Only criticism")


def test_a_report_leads_to_removal(walk: Walk, newsroom: Newsroom, seed: Seed) -> None:
    made = seed.decided(seed.comment(body="To be removed"), Verb.PUBLISH)
    assert shown(newsroom, "To be removed")
    told = report(seed.service, made, at=seed.now, text="Look at the second line.", lang="en")
    keys = walk("/moderation/")
    keys.follow("Reports")
    keys.reach(keys.page.locator(f"a[href$='{told.id}']"))
    keys.go()
    keys.send("Leave the comment")
    keys.told("Write some words")
    keys.send("Remove the comment")
    expect(keys.page.locator(".error-summary")).to_be_focused()
    keys.pick("Reason", "Insult")
    keys.write("Explanation for the author", "«Ass» insults a person.")
    keys.send("Remove the comment")
    keys.says("The report is decided: the comment is removed.")
    assert now_is(seed, made) is State.REJECTED


def test_an_error_that_a_reader_found_is_answered(walk: Walk, seed: Seed) -> None:
    found = slip(seed.service, post=seed.post, lang="en", at=seed.now, text="It is 320, not 302.")
    keys = walk("/moderation/")
    keys.follow("Errors found")
    keys.reach(keys.page.locator(f"a[href$='{found.id}']"))
    keys.go()
    keys.reads("It is 320, not 302.")
    keys.send("Answer it")
    keys.told("Write some words")
    keys.write("Answer to whoever found it", "Both are right: one is net.")
    keys.send("Answer it")
    keys.says("The error is settled as answered.")


@pytest.fixture
def calm(service: Service) -> Iterator[None]:
    """Whatever happens, comments are taken again."""
    yield
    switches.switch_crisis(service, "", "after a test", datetime.now(UTC))


@pytest.mark.usefixtures("calm")
def test_a_crisis_is_switched_on_and_off(walk: Walk, newsroom: Newsroom) -> None:
    told = "We currently review comments before publication."
    keys = walk("/moderation/")
    keys.follow("Switches")
    keys.choose("Every comment waits for a person")
    keys.write("Why (optional)", "A leak")
    keys.send("Switch")
    keys.says("It is switched.")
    assert shown(newsroom, told)
    keys.choose("As usual")
    keys.send("Switch")
    assert wait_for(lambda: told not in newsroom.page(newsroom.open_post("en")[1]))


def test_a_post_is_closed_and_opened_again(
    walk: Walk, newsroom: Newsroom, seed: Seed, service: Service
) -> None:
    url = newsroom.open_post("en")[1]
    keys = walk(f"/moderation/comments/{seed.comment().id}")
    keys.follow("Open or close comments on this post", back=True)
    try:
        keys.send("Take no more comments")
        keys.says("This post takes no more comments.")
        assert wait_for(lambda: "data-comment-form" not in newsroom.page(url))
        keys.send("Take comments again")
        keys.says("This post is no longer closed by hand.")
    finally:
        switches.reopen_thread(service, seed.thread, "after a test", datetime.now(UTC))
    assert wait_for(lambda: "data-comment-form" in newsroom.page(url))


def test_a_person_is_invited_joins_and_is_shut_out(walk: Walk) -> None:
    keys = walk("/moderation/")
    keys.follow("People")
    keys.send("Invite", back=True)
    keys.told("Enter a name")
    keys.write("Name", "Vera Visitor")
    keys.write(re.compile("^Function"), "Intern")
    keys.choose("Moderator")
    keys.send("Invite")
    keys.says("Pass this link on.")
    link = keys.page.get_by_label("One-time link").input_value()

    new = walk(link, signed_in=False)
    new.write("Password", "too short")
    new.send("Set password and sign in")
    new.told("15 characters")
    new.write("Password", "four quite usual words")
    new.send("Set password and sign in")
    new.reads("Welcome.")

    keys.follow("Back to the list")
    keys.send("Shut out at once (Vera Visitor)")
    keys.says("This person is shut out")
    new.page.reload()
    new.looks_right()
    expect(new.page.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.fixture
def usual_keys(service: Service, seed: Seed) -> Iterator[None]:
    """The next test has the keys that it knows."""
    yield
    moderators.set_keys(service.db, seed.other.id, "")


@pytest.mark.usefixtures("usual_keys")
def test_a_moderator_chooses_other_keys(walk: Walk, seed: Seed) -> None:
    made = several(seed, "Otherkeys", 2)
    keys = walk("/moderation/settings", script=True)
    keys.write("Publish", "s")
    keys.send("Keep the keys")
    expect(keys.page.locator(".error-summary")).to_be_focused()
    keys.write("Publish", "p")
    keys.send("Keep the keys")
    keys.says("Your keys are kept.")
    keys.at("/moderation/?words=Otherkeys")
    keys.press("j", "f", "p")
    expect(keys.focused).to_contain_text("Otherkeys 1")
    assert [now_is(seed, one) for one in made] == [State.PUBLISHED, State.PENDING]
    keys.at("/moderation/settings")
    keys.tick("No keyboard shortcuts")
    keys.send("Keep the keys")
    keys.at("/moderation/?words=Otherkeys")
    keys.press("j", "p")
    assert now_is(seed, made[1]) is State.PENDING


def test_a_comment_is_decided_from_a_mail_without_signing_in(walk: Walk, seed: Seed) -> None:
    made = seed.comment(body="Decided from a mailbox")
    link = links.decide_link(seed.service, seed.other, made, seed.now)
    keys = walk(link, signed_in=False)
    assert now_is(seed, made) is State.PENDING
    keys.send("Reject")
    expect(keys.page.locator(".error-summary")).to_be_focused()
    keys.pick("Reason", "Insult")
    keys.write("Explanation for the author", "«Ass» insults a person.")
    keys.send("Reject")
    keys.says("The comment is rejected.")
    assert now_is(seed, made) is State.REJECTED
    again = walk(link, signed_in=False)
    again.reads("With this link you decided")


def test_an_official_answer_is_looked_at_and_published(
    walk: Walk, newsroom: Newsroom, seed: Seed
) -> None:
    made = seed.decided(seed.comment(body="When does it open?", author="Curious"), Verb.PUBLISH)
    keys = walk("/moderation/?tab=published&words=Curious")
    keys.follow("Answer … (Curious")
    keys.send("Publish the answer")
    keys.told("Write an answer")
    keys.write("Answer", "At **ten**.")
    keys.send("Preview")
    expect(keys.focused).to_contain_text("it is not published yet")
    assert "At <strong>ten</strong>." not in newsroom.page(newsroom.open_post("en")[1])
    keys.send("Publish the answer")
    keys.says("Your answer is published.")
    assert shown(newsroom, "At <strong>ten</strong>.")
    assert now_is(seed, made) is State.PUBLISHED
