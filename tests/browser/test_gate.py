"""The form's script fetches a token, and works where that is asked for, in a real browser.

Served from this process: its clock stands still until a test moves it.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from comments_service.contract.assets import FOLDER, hashed, sources
from comments_service.storage import comments
from tests.support import THREAD
from tests.web import Room, make_room

FORM = f"/comments/{THREAD}"
BODY = "Wie viel Restwasser bleibt dem Bach im Winter?"
SIX_TIMES_SLOWER = 6

Serve = Callable[..., tuple[Room, Page]]


@pytest.fixture
def serve(tmp_path: Path, browser: Browser) -> Iterator[Serve]:
    """Opens the form of a newsroom with settings of its own; no fault may stand on the console."""
    closing: list[Callable[[], None]] = []
    complaints: list[str] = []

    def served(script: bool = True, **config: str) -> tuple[Room, Page]:
        room = make_room(tmp_path, **config)
        paths, colours = room.service.paths, room.service.config.colours
        for name, data in hashed(sources(paths.theme / "static", colours)).values():
            path = paths.output / FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        server = make_server("127.0.0.1", 0, room.app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{server.server_port}", java_script_enabled=script
        )
        closing.extend((server.server_close, server.shutdown, context.close))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(FORM)
        return room, page

    yield served
    for close in reversed(closing):
        close()
    assert [text for text in complaints if not text.startswith("Failed to load")] == []


def send(page: Page, body: str = "") -> None:
    """Send what stands in the form, or `body`."""
    if body:
        page.get_by_label("Kommentar *").fill(body)
    page.get_by_label("Name oder Pseudonym *").fill("Ruth Keller")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(page.get_by_role("status").filter(has_text="Danke").first).to_be_focused()


def rules(room: Room) -> set[str]:
    """The gate's rules that have something to say of the newest comment."""
    found = {v.rule for v in comments.verdicts_of(room.service.db, room.comments()[-1].id)}
    return found & {"haste", "token", "proof", "gate"}


def as_a_file(page: Page) -> None:
    """Let the form carry no token, as in a page that is a file."""
    page.locator("[name=token]").evaluate("field => { field.value = '' }")


def test_a_token_is_fetched_when_a_reader_begins_to_write(serve: Serve) -> None:
    room, page = serve()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    as_a_file(page)
    page.mouse.wheel(0, 1000)
    assert [url for url in asked if url.endswith("/token")] == []
    with page.expect_response("**/token"):
        page.get_by_label("Kommentar *").focus()
    expect(page.locator("[name=token]")).not_to_have_value("")
    page.get_by_label("Name oder Pseudonym *").focus()

    room.clock.forward(seconds=2)
    page.get_by_label("Kommentar *").press_sequentially(BODY)
    send(page)
    assert [url for url in asked if url.endswith("/token")] == [f"{page.url}/token"]
    assert rules(room) == {"haste"}


def test_a_draft_or_a_text_from_elsewhere_can_be_sent_at_once(serve: Serve) -> None:
    room, page = serve()
    field = page.get_by_label("Kommentar *")
    field.fill("Ein Entwurf, den der Browser behalten hat")
    page.reload()
    send(page)
    assert rules(room) == set()

    page.goto(FORM)
    field.fill(BODY)
    for keys in ("ControlOrMeta+a", "ControlOrMeta+x", "ControlOrMeta+v"):
        field.press(keys)
    expect(field).to_have_value(BODY)
    send(page)
    assert room.comments()[-1].body == BODY
    assert rules(room) == set()


@pytest.mark.parametrize("way", ["dictated", "replaced"])
def test_a_text_that_arrives_whole_is_from_elsewhere(serve: Serve, way: str) -> None:
    """Dictation, text expanders and a phone's clipboard paste nothing."""
    room, page = serve()
    page.get_by_label("Kommentar *").press_sequentially("Gut. ")
    if way == "dictated":
        page.keyboard.insert_text(BODY)
    else:
        page.keyboard.type(BODY)
        page.get_by_label("Kommentar *").evaluate(
            "field => field.dispatchEvent(new InputEvent('input',"
            " { inputType: 'insertReplacementText', data: 'Bach' }))"
        )
    expect(page.locator("[name=token]")).to_have_value("")
    send(page)

    assert rules(room) == set()


def test_a_form_is_sent_whatever_becomes_of_its_token(serve: Serve) -> None:
    room, page = serve(comments="proof_of_work = true")
    page.route("**/token", lambda route: route.abort())
    as_a_file(page)
    send(page, BODY)

    assert rules(room) == {"proof"}


def test_the_browser_works_before_it_sends(serve: Serve) -> None:
    """On a slow phone, too; a solution is good for one comment, and the next one brings its own."""
    room, page = serve(comments="proof_of_work = true")
    devices = page.context.new_cdp_session(page)
    devices.send("Emulation.setCPUThrottlingRate", {"rate": SIX_TIMES_SLOWER})
    room.clock.forward(seconds=10)
    for body in (BODY, "Und im Sommer? Das wüsste ich gern."):
        send(page, body)
        assert room.comments()[-1].body == body
        assert rules(room) == set()


def test_without_javascript_the_form_is_sent_and_a_person_looks(serve: Serve) -> None:
    room, page = serve(script=False, comments="proof_of_work = true")
    expect(page.get_by_text("nicht ohne den Blick eines Menschen")).to_be_visible()
    room.clock.forward(seconds=10)
    page.get_by_label("Kommentar *").fill(BODY)
    page.get_by_label("Name oder Pseudonym *").fill("Ruth Keller")
    page.get_by_role("button", name="Kommentar senden").click()
    expect(page.get_by_role("main")).to_contain_text("Wir prüfen deinen Kommentar")

    assert rules(room) == {"proof"}


def test_going_back_brings_the_text_again_but_not_the_form_s_secrets(serve: Serve) -> None:
    _, page = serve(script=False)
    page.get_by_label("Kommentar *").fill(BODY)
    page.get_by_label("Name oder Pseudonym *").fill("Ruth Keller")
    page.route("**/comments/*", lambda route: route.fulfill(status=502, body="Gerade nicht"))
    page.get_by_role("button", name="Kommentar senden").click()
    expect(page.get_by_text("Gerade nicht")).to_be_visible()
    page.unroute_all()
    page.go_back()

    expect(page.get_by_label("Kommentar *")).to_have_value(BODY)
    expect(page.get_by_label("Name oder Pseudonym *")).to_have_value("Ruth Keller")
    expect(page.locator("[data-comment-form]")).not_to_have_attribute("autocomplete", "off")
    for name in ("parent", "token", "proof"):
        expect(page.locator(f"[name={name}]")).to_have_attribute("autocomplete", "off")
