"""A moderator's whole path: without scripts by forms, with one by keyboard alone."""

import json
import re
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.running import Newsroom, wait_for

PASSWORD = "noch einmal vier lange Woerter"


@pytest.fixture
def post(newsroom: Newsroom) -> tuple[str, str]:
    return newsroom.open_post()


def send(newsroom: Newsroom, thread: str, text: str, author: str = "Ruth Keller") -> str:
    """A comment sent as a program would; returns the receipt's address."""
    request = urllib.request.Request(
        f"{newsroom.url}/comments/{thread}",
        data=urllib.parse.urlencode({"author": author, "body": text}).encode(),
        headers={"Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 202
        found = re.search(rb'"receipt":\s*"([^"]+)"', answer.read())
    assert found
    return found[1].decode()


def open_comment(page: Page, text: str, tab: str = "pending") -> None:
    page.goto(f"/moderation/?tab={tab}")
    page.locator("article", has_text=text).locator("h2 a").click()


def test_the_one_time_link_is_good_for_one_person_and_one_time(
    browser: Browser, newsroom: Newsroom
) -> None:
    function = ("--function", "Technischer Leiter")
    link = re.search(r"http\S+", newsroom.command("moderators", "add", "Beat Frei", *function))
    assert link
    context = browser.new_context(java_script_enabled=False, locale="de-CH")
    page = context.new_page()
    page.goto(link[0])
    expect(page.get_by_role("main")).to_contain_text("Beat Frei")
    expect(page.get_by_role("main")).to_contain_text("Technischer Leiter")
    page.get_by_label("Passwort").fill("zu kurz")
    page.get_by_role("button").last.click()
    expect(page.get_by_role("alert")).to_contain_text("15")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button").last.click()
    expect(page).to_have_url(re.compile("/moderation/"))

    page.get_by_role("button", name="Abmelden").click()
    page.goto(f"{newsroom.url}/moderation/")
    expect(page.get_by_label("Passwort")).to_be_visible()
    page.get_by_label("Name").fill("beat frei")
    page.get_by_label("Passwort").fill("falsch, aber lang genug")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Name").fill("beat frei")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()

    assert page.goto(link[0]).status == 410  # type: ignore[union-attr]
    context.close()


def test_a_rejection_reaches_the_author_with_reason_and_explanation(
    open_page: Open, newsroom: Newsroom, moderator: Page, post: tuple[str, str]
) -> None:
    receipt = send(newsroom, post[0], "Das ist eine Beleidigung, du Esel")
    moderator.goto("/moderation/?words=Beleidigung")
    card = moderator.locator("article", has_text="Das ist eine Beleidigung")
    card.locator("summary", has_text="Ablehnen …").click()
    card.get_by_role("button", name="Ablehnen").click()
    expect(moderator.get_by_role("alert")).to_be_visible()

    moderator.locator("[name=reason]").select_option("INSULT")
    moderator.get_by_label(re.compile("Erklärung")).fill("«Esel» beleidigt eine Person.")
    moderator.get_by_role("button", name="Ablehnen").click()

    reader = open_page(receipt, java_script_enabled=False)
    expect(reader.get_by_role("main")).to_contain_text("Beleidigung")
    expect(reader.get_by_role("main")).to_contain_text("«Esel» beleidigt eine Person.")


def test_spam_can_be_restored_and_then_published(
    newsroom: Newsroom, moderator: Page, post: tuple[str, str]
) -> None:
    thread, url = post
    send(newsroom, thread, "Siehe http://a.example http://b.example http://c.example")
    open_comment(moderator, "http://a.example")
    expect(moderator.get_by_role("main")).to_contain_text("Links: 3")
    moderator.get_by_role("button", name=re.compile("Spam")).click()
    open_comment(moderator, "http://a.example", "spam")
    moderator.get_by_role("button", name=re.compile("Zurückholen")).click()
    open_comment(moderator, "http://a.example")
    moderator.get_by_role("button", name="Veröffentlichen").click()

    assert wait_for(lambda: "http://c.example" in newsroom.page(url))
    assert 'rel="nofollow ugc noopener"' in newsroom.page(url)


def test_an_official_answer_stands_marked_under_the_comment(
    newsroom: Newsroom, moderator: Page, post: tuple[str, str]
) -> None:
    thread, url = post
    send(newsroom, thread, "Wann beginnt die Besichtigung?")
    open_comment(moderator, "Wann beginnt die Besichtigung?")
    moderator.get_by_role("button", name="Veröffentlichen").click()
    open_comment(moderator, "Wann beginnt die Besichtigung?", "published")
    moderator.get_by_label("Antwort", exact=True).fill("Um *zehn* Uhr.")
    moderator.get_by_role("button", name="Antwort veröffentlichen").click()

    assert wait_for(lambda: "Um <em>zehn</em> Uhr." in newsroom.page(url))
    assert "Offizielle Antwort:" in newsroom.page(url)


def test_the_log_names_who_decided_what(
    newsroom: Newsroom, moderator: Page, post: tuple[str, str]
) -> None:
    send(newsroom, post[0], "Fürs Protokoll")
    open_comment(moderator, "Fürs Protokoll")
    moderator.get_by_role("button", name=re.compile("Spam")).click()

    moderator.goto("/moderation/log")
    newest = moderator.get_by_role("main").get_by_role("listitem").first
    expect(newest).to_contain_text("Als Spam markiert")
    expect(newest).to_contain_text("Lea Brunner")


def test_a_decision_from_the_terminal_reaches_the_page_too(
    newsroom: Newsroom, post: tuple[str, str]
) -> None:
    thread, url = post
    send(newsroom, thread, "Vom Terminal aus entschieden")
    rows = newsroom.command("comments", "list", "--state", "pending", "--json").splitlines()
    found = re.search(r'"id": "([^"]+)"', next(r for r in rows if "Vom Terminal" in r))
    assert found

    newsroom.command("comments", "decide", found[1], "publish")

    assert wait_for(lambda: "Vom Terminal aus entschieden" in newsroom.page(url))


def test_the_queue_can_be_worked_on_a_phone(
    browser: Browser, newsroom: Newsroom, moderator: Page, post: tuple[str, str]
) -> None:
    send(newsroom, post[0], "Lang" + "e" * 200 + " Wörter")
    context = browser.new_context(
        base_url=newsroom.url,
        viewport={"width": 320, "height": 700},
        bypass_csp=True,
        storage_state=moderator.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/moderation/")
    addresses = ["/moderation/", "/moderation/log"]
    addresses.append(str(page.locator("article h2 a").first.get_attribute("href")))
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.add_style_tag(content="html { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{address}, large"
    context.close()


def test_a_too_long_answer_comes_back_whole(
    newsroom: Newsroom, moderator: Page, post: tuple[str, str]
) -> None:
    send(newsroom, post[0], "Bitte ausführlich antworten")
    open_comment(moderator, "Bitte ausführlich antworten")
    moderator.get_by_role("button", name="Veröffentlichen").click()
    open_comment(moderator, "Bitte ausführlich antworten", "published")
    moderator.get_by_label("Antwort", exact=True).fill("a" * 5001)
    moderator.get_by_role("button", name="Antwort veröffentlichen").click()

    expect(moderator.get_by_role("alert")).to_contain_text("zu lang")
    expect(moderator.get_by_label("Antwort", exact=True)).to_have_value("a" * 5001)


@pytest.fixture
def keyboard(
    browser: Browser, newsroom: Newsroom, moderator: Page
) -> Iterator[Callable[[str], Page]]:
    """Opens the queue with scripts, as a moderator; complaints of the console fail the test."""
    context = browser.new_context(
        base_url=newsroom.url, locale="de-CH", storage_state=moderator.context.storage_state()
    )
    complaints: list[str] = []

    def opened(words: str) -> Page:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"/moderation/?words={words}")
        return page

    yield opened
    context.close()
    assert [c for c in complaints if "Failed to load resource" not in c] == []


def state_of(newsroom: Newsroom, text: str) -> str:
    rows = newsroom.command("comments", "list", "--json").splitlines()
    return next(str(row["state"]) for row in map(json.loads, rows) if row["body"] == text)


def test_the_queue_is_cleared_by_keyboard_alone(
    newsroom: Newsroom, keyboard: Callable[[str], Page], post: tuple[str, str]
) -> None:
    texts = [f"Tastatur {n}" for n in ("eins", "zwei", "drei", "vier")]
    for text in texts:
        send(newsroom, post[0], text)
    page = keyboard("Tastatur")
    press = page.keyboard.press
    focused = page.locator(":focus")

    press("j")
    expect(focused).to_contain_text(texts[0])
    press("j")
    press("k")
    press("f")
    expect(focused).to_contain_text(texts[1])
    expect(page.locator("[data-said]")).to_have_text("Der Kommentar ist veröffentlicht.")

    press("d")
    expect(focused).to_have_attribute("name", "reason")
    focused.select_option("OFFTOPIC")
    press("Tab")
    press("Tab")
    expect(focused).to_have_value("dein Kommentar von etwas anderem handelt als unser Beitrag.")
    press("Control+Enter")
    expect(focused).to_contain_text(texts[2])
    press("s")
    expect(focused).to_contain_text(texts[3])
    assert [state_of(newsroom, text) for text in texts] == [
        "published", "rejected", "spam", "pending",
    ]  # fmt: skip

    press("u")
    expect(page.locator("#done")).to_contain_text("Rückgängig gemacht")
    assert state_of(newsroom, texts[2]) == "pending"
    press("j")
    expect(focused).to_contain_text(texts[2])
    press("x")
    press("j")
    press("x")
    expect(page.locator("#bulk-title")).to_contain_text("(2)")
    page.locator("#bulk").get_by_role("button", name=re.compile("Als Spam")).press("Enter")
    expect(page.locator("#done")).to_contain_text("als Spam markiert")
    assert [state_of(newsroom, text) for text in texts[2:]] == ["spam", "spam"]


def test_after_a_decision_in_place_the_page_offers_to_undo_no_older_one(
    newsroom: Newsroom, keyboard: Callable[[str], Page], post: tuple[str, str]
) -> None:
    texts = [f"Leiste {n}" for n in ("eins", "zwei", "drei")]
    for text in texts:
        send(newsroom, post[0], text)
    page = keyboard("Leiste")
    page.keyboard.press("j")
    page.keyboard.press("f")
    expect(page.locator(":focus")).to_contain_text(texts[1])
    page.reload()
    expect(page.locator("[data-mine]")).to_contain_text("Dein letzter Entscheid")

    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator(":focus")).to_contain_text(texts[2])
    expect(page.locator("[data-mine]")).to_have_count(0)
    page.keyboard.press("u")

    expect(page.locator("#done")).to_contain_text("Rückgängig gemacht")
    assert [state_of(newsroom, text) for text in texts] == ["published", "pending", "pending"]


def test_a_fault_is_told_in_place_and_keeps_what_was_typed(
    newsroom: Newsroom, keyboard: Callable[[str], Page], post: tuple[str, str]
) -> None:
    send(newsroom, post[0], "Lückentext")
    page = keyboard("Lückentext")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.locator(":focus").select_option("INSULT")
    page.locator("article").get_by_role("button", name="Ablehnen").click()

    expect(page.locator("[data-said]")).to_contain_text("zwischen die Anführungszeichen")
    expect(page.locator(":focus")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_attribute("data-card", "")
    assert state_of(newsroom, "Lückentext") == "pending"


def test_no_shortcut_fires_while_somebody_types_or_holds_a_modifier(
    newsroom: Newsroom, keyboard: Callable[[str], Page], post: tuple[str, str]
) -> None:
    send(newsroom, post[0], "Bleibt wartend")
    page = keyboard("Bleibt")
    page.keyboard.press("j")
    for keys in ("Shift+F", "Alt+s", "Control+s"):
        page.keyboard.press(keys)
    page.locator("[name=words]").press_sequentially("fdsjkxu?")

    expect(page.locator("[name=words]")).to_have_value(re.compile(r"fdsjkxu\?"))
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("Escape")
    page.locator("article").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Nächster Kommentar")
    page.keyboard.press("f")
    page.keyboard.press("Escape")
    expect(page.locator("article").first).to_be_focused()
    assert state_of(newsroom, "Bleibt wartend") == "pending"
