"""A reader's whole path: write, be published, reply, withdraw – with JavaScript and without."""

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.running import PROJECT, Newsroom, wait_for

WITHOUT = {"java_script_enabled": False}


def fill(page: Page, text: str, name: str = "Ruth Keller") -> None:
    page.get_by_label("Kommentar *").fill(text)
    page.get_by_label("Name oder Pseudonym *").fill(name)


def thanks(page: Page) -> Locator:
    """What the script says when a comment was taken."""
    return page.get_by_role("status").filter(has_text="Danke")


def publish(page: Page, text: str) -> None:
    """Publish the waiting comment with this text, as a moderator."""
    page.goto("/moderation/")
    card = page.locator("article", has_text=text)
    card.get_by_role("button", name=re.compile("Veröffentlichen")).click()


@pytest.fixture
def post(newsroom: Newsroom) -> str:
    return newsroom.open_post()[1]


def test_without_javascript_a_comment_goes_from_the_form_to_the_static_page(
    open_page: Open, newsroom: Newsroom, moderator: Page, post: str
) -> None:
    page = open_page(post, **WITHOUT)
    fill(page, "Ohne Skript geschrieben, **fett**")
    page.get_by_role("button", name="Kommentar senden").click()

    expect(page).to_have_url(re.compile(r"/comments/receipt/"))
    expect(page.get_by_role("main")).to_contain_text("Wir prüfen deinen Kommentar")
    receipt = page.url

    publish(moderator, "Ohne Skript geschrieben")
    assert wait_for(lambda: "Ohne Skript geschrieben" in newsroom.page(post))
    page.goto(receipt)
    page.get_by_role("link", name=re.compile("Kommentar auf der Seite")).click()

    article = page.locator("article.comment", has_text="Ohne Skript geschrieben")
    expect(article.locator("strong")).to_have_text("fett")
    expect(article.get_by_role("heading", name="Ruth Keller")).to_be_visible()
    thread, _ = newsroom.open_post()
    data = json.loads(newsroom.page(f"/comments/{thread}/thread.json"))
    assert "Ohne Skript geschrieben" in data["comments"][-1]["html"]
    for place in (f"/comments/{thread}/feed.atom", "/comments/feed.atom"):
        assert wait_for(lambda at=place: "Ohne Skript geschrieben" in newsroom.page(at)), place

    page.goto(receipt)
    page.get_by_role("link", name="Löschen oder anonymisieren …").click()
    page.get_by_role("button", name="Ganz löschen").click()
    expect(page.get_by_role("main")).to_contain_text("zurückgezogen")
    for place in (post, f"/comments/{thread}/thread.json", "/comments/feed.atom"):
        assert wait_for(lambda at=place: "Ohne Skript geschrieben" not in newsroom.page(at))


def test_without_javascript_a_faulty_form_comes_back_with_everything_typed(
    open_page: Open, post: str
) -> None:
    page = open_page(post, **WITHOUT)
    page.get_by_label("Kommentar *").fill("Ein langer, mühsam getippter Text")
    page.get_by_label("E-Mail").fill("falsch")
    page.get_by_role("button", name="Kommentar senden").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Es gibt ein Problem")
    expect(page.get_by_label("Kommentar *")).to_have_value("Ein langer, mühsam getippter Text")
    expect(page.get_by_label("E-Mail")).to_have_value("falsch")
    summary.get_by_role("link", name=re.compile("Pseudonym")).click()
    expect(page.get_by_label("Name oder Pseudonym *")).to_be_focused()


def test_without_javascript_a_reply_is_written_under_what_it_answers(
    open_page: Open, newsroom: Newsroom, moderator: Page, post: str
) -> None:
    page = open_page(post, **WITHOUT)
    fill(page, "Eine Frage zum Ablauf")
    page.get_by_role("button", name="Kommentar senden").click()
    publish(moderator, "Eine Frage zum Ablauf")
    assert wait_for(lambda: "Eine Frage zum Ablauf" in newsroom.page(post))

    page.goto(post)
    page.locator("article.comment", has_text="Eine Frage zum Ablauf").get_by_role(
        "link", name="Antworten"
    ).click()
    expect(page.get_by_role("main")).to_contain_text("Eine Frage zum Ablauf")
    fill(page, "Die Antwort darauf", "Otto")
    page.get_by_role("button", name="Kommentar senden").click()
    publish(moderator, "Die Antwort darauf")
    assert wait_for(lambda: "Die Antwort darauf" in newsroom.page(post))

    page.goto(post)
    reply = page.locator("li li article.comment", has_text="Die Antwort darauf")
    expect(reply).to_contain_text("Antwort auf Ruth Keller")


def test_with_javascript_the_form_sends_in_place_and_announces_the_result(
    open_page: Open, post: str
) -> None:
    page = open_page(post)
    fill(page, "Mit Skript geschrieben")
    page.get_by_role("button", name="Kommentar senden").click()

    status = thanks(page)
    expect(status).to_contain_text("Danke. Wir prüfen deinen Kommentar")
    expect(status).to_contain_text("Behalte diesen Link")
    expect(status).to_be_focused()
    assert page.url.endswith(post)
    expect(page.get_by_label("Kommentar *")).to_have_value("")
    status.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/comments/receipt/"))


def test_with_javascript_faults_are_told_at_their_fields_before_anything_is_sent(
    open_page: Open, post: str
) -> None:
    page = open_page(post)
    page.get_by_role("button", name="Kommentar senden").click()

    expect(page.locator("[data-summary]")).to_be_focused()
    expect(page.locator("#comment-error-body")).to_have_text("Bitte Kommentar eingeben.")
    expect(page.get_by_label("Kommentar *")).to_have_attribute("aria-invalid", "true")


def test_without_javascript_a_comment_is_looked_at_before_it_is_sent(
    open_page: Open, post: str
) -> None:
    page = open_page(post, **WITHOUT)
    fill(page, "Erst **ansehen**")
    page.get_by_role("button", name="Vorschau anzeigen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau deines Kommentars")
    expect(page.locator("[data-preview] strong")).to_have_text("ansehen")
    expect(page.get_by_label("Kommentar *")).to_have_value("Erst **ansehen**")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(page).to_have_url(re.compile(r"/comments/receipt/"))


def test_with_javascript_the_preview_stands_above_the_form_and_enter_sends(
    open_page: Open, post: str
) -> None:
    page = open_page(post)
    fill(page, "Auch hier **ansehen**")
    page.get_by_role("button", name="Vorschau anzeigen").click()

    preview = page.get_by_role("region", name="Vorschau deines Kommentars")
    expect(preview).to_be_focused()
    expect(preview.locator("strong")).to_have_text("ansehen")
    expect(thanks(page)).to_have_count(0)
    assert page.url.endswith(post)

    page.get_by_label("Name oder Pseudonym *").press("Enter")
    expect(thanks(page)).to_be_focused()
    expect(preview).to_be_hidden()


def test_with_javascript_readers_choose_the_order_of_comments(
    open_page: Open, newsroom: Newsroom, moderator: Page, post: str
) -> None:
    for text in ("Die ältere von beiden", "Die jüngere von beiden"):
        page = open_page(post, **WITHOUT)
        fill(page, text)
        page.get_by_role("button", name="Kommentar senden").click()
        publish(moderator, text)
        assert wait_for(lambda text=text: text in newsroom.page(post))

    page = open_page(post)
    own = page.locator(".comments > .thread > li", has_text="von beiden")
    expect(own).to_contain_text(["Die ältere", "Die jüngere"])
    order = page.get_by_label("Reihenfolge")
    order.focus()
    order.select_option("Neueste zuerst")

    expect(own).to_contain_text(["Die jüngere", "Die ältere"])
    said = page.get_by_role("status").filter(has_text="Reihenfolge")
    expect(said).to_have_text("Reihenfolge der Kommentare: Neueste zuerst")
    expect(order).to_be_focused()
    page.reload()
    expect(own).to_contain_text(["Die ältere", "Die jüngere"])
    page.get_by_role("link", name="Neuester Kommentar").click()
    expect(page.locator(".comment:target")).to_contain_text("Die jüngere")


def test_a_draft_outlives_a_failure_and_a_reload(open_page: Open, post: str) -> None:
    page = open_page(post)
    page.route("**/comments/**", lambda route: route.fulfill(status=503, body="{}"))
    fill(page, "Soll nicht verloren gehen")
    page.get_by_role("button", name="Kommentar senden").click()

    expect(page.locator("[data-status]")).to_contain_text("Dein Text steht noch im Formular")
    expect(page.get_by_label("Kommentar *")).to_have_value("Soll nicht verloren gehen")
    page.reload()
    expect(page.get_by_label("Kommentar *")).to_have_value("Soll nicht verloren gehen")


def test_with_javascript_a_reply_moves_the_form_and_back(
    open_page: Open, newsroom: Newsroom, moderator: Page, post: str
) -> None:
    page = open_page(post)
    fill(page, "Worauf geantwortet wird")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(thanks(page)).to_be_visible()
    publish(moderator, "Worauf geantwortet wird")
    assert wait_for(lambda: "Worauf geantwortet wird" in newsroom.page(post))

    page.reload()
    article = page.locator("article.comment", has_text="Worauf geantwortet wird")
    comment_id = str(article.get_attribute("id")).removeprefix("comment-")
    article.get_by_role("link", name="Antworten").click()
    expect(page.locator("[name=parent]")).to_have_value(comment_id)
    page.get_by_role("button", name="Antwort abbrechen").click()
    expect(page.locator("[name=parent]")).to_have_value("")


@pytest.fixture
def answered(
    open_page: Open, newsroom: Newsroom, moderator: Page, request: pytest.FixtureRequest
) -> tuple[Page, Locator, str]:
    """A page with a published comment, that comment, and the address of its receipt."""
    text = f"Zur Diskussion: {request.node.name}"
    url = newsroom.open_post()[1]
    page = open_page(url)
    fill(page, text)
    page.get_by_role("button", name="Kommentar senden").click()
    receipt = str(thanks(page).get_by_role("link").get_attribute("href"))
    publish(moderator, text)
    assert wait_for(lambda: text in newsroom.page(url))
    page.reload()
    return page, page.locator("article.comment", has_text=text), receipt


def test_the_receipts_links_stay_whatever_happens_to_the_form(
    answered: tuple[Page, Locator, str],
) -> None:
    page, article, _ = answered
    fill(page, "Ein erster Kommentar")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(thanks(page)).to_have_count(1)

    article.get_by_role("link", name="Antworten").click()
    page.get_by_role("button", name="Antwort abbrechen").click()
    expect(thanks(page)).to_have_count(1)
    article.get_by_role("link", name="Antworten").click()
    fill(page, "Eine Antwort")
    page.get_by_role("button", name="Kommentar senden").click()

    expect(thanks(page)).to_have_count(2)
    expect(article.get_by_role("status").filter(has_text="Danke")).to_be_focused()
    expect(page.locator("[name=parent]")).to_have_value("")
    expect(article.locator("form")).to_have_count(0)
    page.route("**/comments/**", lambda route: route.abort())
    fill(page, "Misslingt")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(page.locator("[data-status]")).to_contain_text("nicht geklappt")
    links = thanks(page).get_by_role("link")
    assert len({link.get_attribute("href") for link in links.all()}) == 2


def test_a_reply_to_what_has_gone_becomes_a_comment_of_its_own(
    open_page: Open, newsroom: Newsroom, answered: tuple[Page, Locator, str]
) -> None:
    page, article, receipt = answered
    page.get_by_label("Kommentar *").fill("Schon angefangen")
    article.get_by_role("link", name="Antworten").click()
    fill(page, "Eine Antwort ins Leere")
    author = open_page(f"{receipt}/withdraw")
    author.get_by_role("button", name="Ganz löschen").click()
    expect(author.get_by_role("main")).to_contain_text("zurückgezogen")
    page.get_by_role("button", name="Kommentar senden").click()

    summary = page.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("nicht mehr da")
    expect(article.locator("form")).to_have_count(0)
    text = page.get_by_label("Kommentar *")
    expect(text).to_have_value("Eine Antwort ins Leere\n\nSchon angefangen")
    page.reload()
    expect(text).to_have_value("Eine Antwort ins Leere\n\nSchon angefangen")
    fill(page, "Eine Antwort ins Leere")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(thanks(page)).to_be_visible()


def test_a_pasted_text_is_never_cut_but_told_to_be_too_long(
    open_page: Open, newsroom: Newsroom, post: str
) -> None:
    sent: list[str] = []
    page = open_page(post)
    page.on("request", lambda request: sent.append(request.method))
    fill(page, " " + "🌊" * 5003 + " ")
    counter = page.locator("[data-count]")
    expect(counter).to_have_text("3 Zeichen zu viel")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(page.locator("#comment-error-body")).to_contain_text("zu lang")
    assert "POST" not in sent
    fill(page, "🌊" * 5000)
    expect(counter).to_have_text("Noch 0 Zeichen")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(thanks(page)).to_be_visible()

    plain = open_page(post, **WITHOUT)
    fill(plain, "a" * 5001)
    plain.get_by_role("button", name="Kommentar senden").click()
    expect(plain.get_by_role("alert")).to_contain_text("zu lang")
    expect(plain.get_by_label("Kommentar *")).to_have_value("a" * 5001)


def test_a_comment_reads_in_the_direction_of_its_script(
    open_page: Open, newsroom: Newsroom, moderator: Page, post: str
) -> None:
    page = open_page(post)
    fill(page, "שאלה אחת\n\n- ראשית", "דוד לוי")
    assert page.get_by_label("Kommentar *").evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.get_by_role("button", name="Kommentar senden").click()
    expect(thanks(page)).to_be_visible()
    publish(moderator, "שאלה אחת")
    assert wait_for(lambda: "שאלה אחת" in newsroom.page(post))

    page.reload()
    article = page.locator("article.comment", has_text="שאלה אחת")
    for part in (".comment__text", ".comment__author"):
        element = article.locator(part)
        assert element.evaluate("e => getComputedStyle(e).direction") == "rtl", part
    assert article.locator("ul").evaluate("e => getComputedStyle(e).listStyleType") == "disc"


def test_readers_get_no_cookie_and_nothing_is_remembered_unasked(
    open_page: Open, post: str
) -> None:
    page = open_page(post)
    fill(page, "Keine Spuren bitte")
    page.get_by_role("button", name="Kommentar senden").click()
    thanks(page).get_by_role("link").click()

    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_an_english_post_speaks_english_to_the_last_page(
    open_page: Open, newsroom: Newsroom
) -> None:
    page = open_page(newsroom.open_post("en")[1], **WITHOUT)
    page.get_by_label("Comment *").fill("An English comment")
    page.get_by_label("Name or pseudonym *").fill("Jane")
    page.get_by_role("button", name="Send comment").click()

    expect(page.get_by_role("main")).to_contain_text("We are reviewing your comment")
    assert page.locator("html").get_attribute("lang") == "en"


def test_everything_can_be_read_when_the_service_is_gone(
    open_page: Open, newsroom: Newsroom, post: str
) -> None:
    """The form then says what to do, and keeps the text."""
    page = open_page(post)
    page.route("**/comments/**", lambda route: route.abort())
    fill(page, "Niemand da?")
    page.get_by_role("button", name="Kommentar senden").click()

    address = page.locator("[data-status]").get_by_role("link")
    expect(address).to_have_attribute("href", re.compile("^mailto:.+@.+"))
    expect(page.get_by_label("Kommentar *")).to_have_value("Niemand da?")


def test_the_scripts_of_a_page_stay_small(open_page: Open) -> None:
    """Of comments and of passing on, of copying quotes: together less than a small picture."""
    static = PROJECT / "theme" / "static"
    assert len(gzip.compress(_bytes(static / "comments.js"))) < 4096

    page = open_page("/de/2026/kleinkraftwerk-gempelbach/")
    loaded = page.evaluate("[...document.scripts].filter(s => s.src).map(s => s.src)")
    names = {f"{Path(address).name.split('.')[0]}.js" for address in loaded}
    assert "comments.js" in names
    assert sum(len(gzip.compress(_bytes(static / name))) for name in names) < 8192


def _bytes(path: Path) -> bytes:
    return path.read_bytes()
