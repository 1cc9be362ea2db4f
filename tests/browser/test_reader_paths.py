"""Each path of a reader, from its first page to its last, on a phone and with the keyboard alone.

Without JavaScript, except where a script takes part: then with it, too.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from comments_service.actions import links
from comments_service.actions.service import Service
from comments_service.domain.comment import Comment
from comments_service.domain.states import State, Verb
from comments_service.storage import comments, moderators
from tests.browser.conftest import Open
from tests.browser.keyboard import PHONE, Keyboard
from tests.every_page import Seed, person
from tests.running import Newsroom, wait_for

NAME = "Elsa Stops"


@pytest.fixture
def seed(newsroom: Newsroom, service: Service) -> Seed:
    """Comments on the English post that takes them."""
    now = datetime.now(UTC)
    office = moderators.by_name(service.db, NAME) or person(service, NAME, now)
    thread, _ = newsroom.open_post("en")
    return Seed(service, thread, thread, "en", office, office, now)


Walk = Callable[..., Keyboard]


@pytest.fixture
def walk(open_page: Open) -> Walk:
    """Starts at an address, without scripts unless told otherwise."""

    def started(address: str, *, script: bool = False) -> Keyboard:
        parts = urlsplit(address)
        return Keyboard(open_page(parts.path, java_script_enabled=script, **PHONE))

    return started


def shown(newsroom: Newsroom, seed: Seed, body: str, **changes: object) -> tuple[Comment, str]:
    """A comment that stands on the page, and the page's address."""
    url = newsroom.open_post("en")[1]
    made = seed.decided(seed.comment(body=body, **changes), Verb.PUBLISH)
    assert wait_for(lambda: body in newsroom.page(url))
    return made, url


def gone(newsroom: Newsroom, text: str) -> bool:
    return wait_for(lambda: text not in newsroom.page(newsroom.open_post("en")[1]))


def test_a_comment_is_looked_at_sent_and_changed(walk: Walk, newsroom: Newsroom) -> None:
    keys = walk(newsroom.open_post("en")[1])
    keys.write("Comment *", "First **thoughts**", back=True)
    keys.send("Show preview")
    keys.told("Enter a name or pseudonym")
    keys.write("Name or pseudonym *", "Jane")
    keys.send("Show preview")
    expect(keys.focused.locator("strong")).to_have_text("thoughts")
    keys.send("Send comment")
    keys.reads("We are reviewing your comment")

    keys.follow("Change the text …")
    keys.write("Comment *", "")
    keys.send("Send the new text")
    keys.told("Enter a comment")
    keys.write("Comment *", "Second *thoughts*")
    keys.send("Preview")
    expect(keys.focused.locator("em")).to_have_text("thoughts")
    keys.send("Send the new text")
    keys.says("Your new text has arrived.")
    keys.reads("Second thoughts")


def test_with_a_script_a_comment_is_looked_at_and_sent_in_place(
    walk: Walk, newsroom: Newsroom
) -> None:
    keys = walk(newsroom.open_post("en")[1], script=True)
    keys.write("Comment *", "Sent in **place**", back=True)
    keys.button("Show preview")
    keys.press("Enter")
    keys.told("Enter a name or pseudonym")
    keys.write("Name or pseudonym *", "Jane")
    keys.button("Show preview")
    keys.press("Enter")
    expect(keys.focused.locator("strong")).to_have_text("place")
    keys.button("Send comment")
    keys.press("Enter")
    expect(keys.focused).to_contain_text("Thank you. We are reviewing your comment")
    keys.looks_right()
    keys.follow("Status and deletion")
    keys.reads("Sent in place")


def test_a_later_text_waits_and_is_taken_back(walk: Walk, newsroom: Newsroom, seed: Seed) -> None:
    made, url = shown(newsroom, seed, "What stands at first")
    keys = walk(seed.receipt(made))
    keys.follow("Change the text …")
    keys.reads("What is published stays visible")
    keys.write("Comment *", "What shall stand then")
    keys.send("Send the new text")
    keys.reads("Your new text waits")

    keys.send("Take the new text back")
    keys.says("What is published stays as it is.")
    expect(keys.page.get_by_role("main")).not_to_contain_text("What shall stand then")
    assert "What stands at first" in newsroom.page(url)


@pytest.mark.parametrize("script", [False, True])
def test_a_reply_is_written_below_what_it_answers(
    walk: Walk, newsroom: Newsroom, seed: Seed, service: Service, script: bool
) -> None:
    author = f"Asker {script}"
    made, url = shown(newsroom, seed, f"A question, {script}", author=author)
    keys = walk(url, script=script)
    keys.link(f"Reply ({author})", back=True)
    if script:
        keys.press("Enter")
        expect(keys.focused).to_have_text(f"Reply to {author}")
        keys.button("Cancel reply")
        keys.press("Enter")
        expect(keys.focused).to_have_attribute("data-reply", made.id)
        keys.press("Enter")
    else:
        keys.go()
        keys.reads(f"A question, {script}")
    keys.write("Comment *", f"The answer, {script}")
    keys.write("Name or pseudonym *", "Otto")
    keys.button("Send comment")
    if script:
        keys.press("Enter")
        expect(keys.focused).to_contain_text("Thank you")
    else:
        keys.go()
        keys.reads("We are reviewing your comment")
    answer = next(c for c in comments.everything(service.db) if c.body == f"The answer, {script}")
    assert answer.parent == made.id


def test_with_a_script_the_order_is_chosen_and_told(
    walk: Walk, newsroom: Newsroom, seed: Seed
) -> None:
    for text in ("The older one", "The younger one"):
        seed.now += timedelta(seconds=1)
        _, url = shown(newsroom, seed, text)
    keys = walk(url, script=True)
    own = keys.page.locator(".comments > .thread > li", has_text=re.compile("The (old|young)er"))
    expect(own).to_contain_text(["The older", "The younger"])
    keys.reach(keys.page.get_by_label("Order"), back=True)
    keys.page.keyboard.type("Newest")
    expect(own).to_contain_text(["The younger", "The older"])
    expect(keys.page.get_by_label("Order")).to_be_focused()
    expect(keys.page.get_by_role("status").filter(has_text="Newest first")).to_have_count(1)
    keys.link("Newest comment")
    keys.press("Enter")
    expect(keys.page.locator(".comment:target")).to_contain_text("The younger one")


def test_a_comment_is_kept_then_deleted_entirely(
    walk: Walk, newsroom: Newsroom, seed: Seed
) -> None:
    made, _ = shown(newsroom, seed, "Better not said")
    keys = walk(seed.receipt(made))
    keys.follow("Delete or anonymise …")
    keys.follow("Keep the comment")
    keys.reads("Better not said")
    keys.follow("Delete or anonymise …")
    keys.send("Delete entirely")
    keys.reads("Name, email address and text are deleted.")
    assert gone(newsroom, "Better not said")


def test_a_name_is_deleted_and_the_text_stays(walk: Walk, newsroom: Newsroom, seed: Seed) -> None:
    made, url = shown(newsroom, seed, "Said by nobody", author="Somebody Known")
    keys = walk(seed.receipt(made))
    keys.follow("Delete or anonymise …")
    keys.send("Anonymise only")
    keys.says("Your name and email address are deleted.")
    assert gone(newsroom, "Somebody Known")
    assert "Said by nobody" in newsroom.page(url)


def test_an_author_reads_the_reasons_and_appeals(walk: Walk, seed: Seed) -> None:
    keys = walk(seed.receipt(seed.decided(seed.comment(2), Verb.REJECT)))
    keys.reads("Insult")
    keys.reads("Courts remain open.")
    keys.follow("Appeal …")
    keys.send("Send the appeal")
    keys.told("Write why you see it differently")
    keys.write("Why do you see it differently? *", "This is criticism.")
    keys.send("Send the appeal")
    keys.says("Your appeal has arrived.")
    keys.reads("We look at it again")
    expect(keys.page.get_by_role("link", name="Appeal …")).to_have_count(0)


def test_an_author_reads_and_downloads_the_data(walk: Walk, seed: Seed) -> None:
    keys = walk(seed.receipt(seed.comment(body="All that is kept")))
    keys.follow("Download data")
    keys.reads("All that is kept")
    keys.link("Download as JSON, for programs")
    with keys.page.expect_download() as download:
        keys.press("Enter")
    data = json.loads(Path(download.value.path()).read_bytes())
    assert "All that is kept" in json.dumps(data)
    keys.follow("Back")
    keys.reads("We are reviewing your comment")


def test_an_address_is_confirmed_and_mails_are_turned_off(
    walk: Walk, seed: Seed, service: Service
) -> None:
    made = seed.comment(email="jane@example.org", wants_replies=True, wants_decisions=True)
    keys = walk(links.confirm_link(service, links.COMMENT, made.id, seed.now))
    assert comments.get(service.db, made.id).confirmed_at is None
    keys.send("Confirm the address")
    keys.says("From now on we may write to jane@example.org.")
    keys.follow("See your comment and choose your mails")
    keys.tick("Mail when somebody answers my comment")
    keys.send("Save")
    keys.says("Your choice is saved.")
    saved = comments.get(service.db, made.id)
    assert (saved.wants_replies, saved.wants_decisions) == (False, True)

    keys = walk(links.mails_link(service, made.id, links.DECISIONS, seed.now))
    assert comments.get(service.db, made.id).wants_decisions
    box = keys.reach(keys.page.get_by_role("checkbox", name="Mail when something is decided"))
    if box.is_checked():
        keys.press("Space")
    keys.send("Save")
    keys.says("We write to you no more about this comment.")
    assert not comments.get(service.db, made.id).wants_decisions


def test_everything_of_an_address_is_read_and_deleted_by_a_mailed_link(
    walk: Walk, newsroom: Newsroom, seed: Seed, service: Service
) -> None:
    address = "all-of-it@example.org"
    shown(newsroom, seed, "Once by this address", email=address, confirmed_at=seed.now)
    seed.comment(body="Twice by this address", email=address, confirmed_at=seed.now)
    keys = walk(links.data_link(service, address, "en", seed.now))
    keys.reads("Twice by this address")
    keys.follow("To read and to print")
    keys.reads("Once by this address")
    keys.follow("Back")
    keys.follow("Delete or anonymise all …")
    keys.reads("2 comments")
    keys.follow("Keep everything")
    keys.follow("Delete or anonymise all …")
    keys.send("Delete entirely")
    keys.says("Deleted.")
    assert gone(newsroom, "Once by this address")


def test_an_illegal_comment_is_reported(walk: Walk, newsroom: Newsroom, seed: Seed) -> None:
    made, url = shown(newsroom, seed, "Something outrageous", author="Outrageous Person")
    keys = walk(url)
    keys.follow("Report (Outrageous Person)", back=True)
    keys.reads("Something outrageous")
    keys.send("Send the report")
    expect(keys.page.locator(".error-summary")).to_be_focused()
    faults = keys.page.locator(".error-summary").get_by_role("listitem")
    expect(faults).to_have_count(5)
    keys.choose("Insult")
    keys.write("Why do you take it for illegal? *", "It calls a person an ass.")
    keys.write("Your name *", "Urs Weber")
    keys.write("Your email *", "urs@example")
    keys.tick("I believe in good faith")
    keys.send("Send the report")
    keys.told("email")
    keys.write("Your email *", "urs@example.org")
    keys.send("Send the report")
    keys.says("Thank you. We have received your report.")
    keys.reads("It calls a person an ass.")
    assert comments.get(seed.service.db, made.id).state is State.PUBLISHED


def test_an_error_in_an_announcement_is_reported(walk: Walk, newsroom: Newsroom) -> None:
    keys = walk(newsroom.open_post("en")[1])
    keys.follow("Report an error in this announcement", back=True)
    keys.send("Send the message")
    keys.told("Write what is wrong")
    keys.write("What is wrong, and how is it right? *", "It has 320 megawatts, not 302.")
    keys.send("Send the message")
    keys.says("Thank you. Our press office has received your message.")
    keys.reads("It has 320 megawatts, not 302.")
