"""The demo, served by the project's own service, with a comment and a signed-in moderator."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request

from playwright.sync_api import Browser, BrowserContext

from quality.crawler import Answer
from tests.running import Newsroom

_PASSWORD = "vier ganz gewoehnliche Woerter"  # noqa: S105 - of a newsroom that lives for minutes


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects)


def ask(room: Newsroom, path: str) -> Answer:
    """What the service answers, redirects unfollowed."""
    url = room.url + urllib.parse.quote(path)
    try:
        with _opener.open(url, timeout=30) as reply:
            return _answer(reply)
    except urllib.error.HTTPError as reply:
        with reply:
            return _answer(reply)


def _answer(reply: urllib.error.HTTPError) -> Answer:
    location = reply.headers.get("Location", "")
    return Answer(reply.status or 0, reply.headers.get_content_type(), reply.read(), location)


def comment(room: Newsroom, thread: str) -> str:
    """Send a comment as a program would; the path of its receipt."""
    body = "Danke für die Zahlen.\n\nWie viel Wasser bleibt dem Bach im *Januar*?"
    request = urllib.request.Request(  # noqa: S310 - our own service
        f"{room.url}/comments/{thread}",
        data=urllib.parse.urlencode({"author": "Ruth Keller", "body": body}).encode(),
        headers={"Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
        return urllib.parse.urlsplit(json.load(reply)["receipt"]).path


def readers_pages(room: Newsroom) -> list[str]:
    """What the comment service shows to readers, with one comment published."""
    thread, post = room.open_post()
    receipt = comment(room, thread)
    waiting = comment(room, thread)
    rows = room.command("comments", "list", "--state", "pending", "--json").splitlines()
    first = json.loads(rows[-1])["id"]
    room.command("comments", "decide", first, "publish")
    room.command("comments", "publish")
    reply = f"/comments/{thread}/reply/{first}"
    return [f"/comments/{thread}", reply, receipt, waiting, f"{waiting}/withdraw", post]


def moderator(room: Newsroom, browser: Browser) -> tuple[BrowserContext, list[str]]:
    """A signed-in moderator, and the pages that only moderators see."""
    context = browser.new_context(base_url=room.url, locale="de-CH")
    page = context.new_page()
    page.goto(room.sign_in_link())
    page.get_by_label("Passwort").fill(_PASSWORD)
    page.get_by_role("button").last.click()
    page.wait_for_url("**/moderation/**")
    pages = ["/moderation/", "/moderation/?tab=published", "/moderation/log"]
    found = re.search(r'href="([^"]*/moderation/comments/[^"]+)"', page.content())
    page.close()
    return context, pages + ([found[1]] if found else [])
