"""`python -m quality`: build and serve the demo, let every tool look at it, and report."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import APIRequestContext, Browser, sync_playwright

from comments_service.contract.redirects import read_redirects
from quality import feeds, lighthouse, newsboat, nu, served
from quality.crawler import Crawl, crawl
from quality.report import Finding, Section
from quality.tools import CHROMIUM, FLAGS
from quality.visit import Visitor
from tests.running import Newsroom

# Answers of web servers, which nobody links.
_UNLINKED = ("404.html", "503.html")
_RELEASE = "/de/2026/kleinkraftwerk-gempelbach/"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="newsroom-quality-") as folder:
        room = Newsroom(Path(folder), rate_limit='"1000 per minute"', consent='"notice"')
        _say("Building and starting the demo …")
        room.start(timeout=600)
        try:
            sections = list(_sections(room, set(sys.argv[1:])))
        finally:
            room.stop()
    count = sum(len(section.findings) for section in sections)
    for section in sections:
        print(f"\n{section}")
    print(f"\n{count} finding{'s' * (count != 1)}." if count else "\nEverything is well.")
    sys.exit(1 if count else 0)


def _sections(room: Newsroom, only: set[str]) -> Iterator[Section]:
    """All of them, or those named on the command line: links, feeds, pages, nu, lighthouse."""

    def wanted(name: str) -> bool:
        if not only or name in only:
            _say(f"{name} …")
            return True
        return False

    readers = served.readers_pages(room)
    found = crawl(lambda path: served.ask(room, path), room.url, ("/", "/robots.txt", *readers))
    if wanted("links"):
        yield _links(room, found)
    if wanted("feeds"):
        yield feeds.check(room.output)
        yield newsboat.check(room.output, room.url)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        if wanted("pages"):
            yield from _pages(room, browser, found)
        if wanted("nu"):
            yield _valid(room, browser, readers)
        browser.close()
    if wanted("lighthouse"):
        yield lighthouse.check(room.url, ["/de/", _RELEASE])


def _links(room: Newsroom, found: Crawl) -> Section:
    redirects = read_redirects(room.folder / "var" / "redirects.json")
    written = (path.relative_to(room.output).as_posix() for path in room.output.rglob("*.html"))
    pages = {f"/{name}".removesuffix("index.html") for name in written}
    orphans = pages - {*found.found, *redirects.moved, *redirects.gone}
    # What tells that a post is withdrawn leads to the page that says why.
    broken = [b for b in found.broken if b.address not in redirects.gone]
    findings = [Finding(link.page, f"{link.address} {link.reason}") for link in broken]
    findings += [
        Finding(page, "no page leads here") for page in orphans if not page.endswith(_UNLINKED)
    ]
    seen = f"{len(found.pages)} pages, {len(found.found)} addresses, from the front door on"
    return Section("Links and orphans", seen, sorted(findings))


def _pages(room: Newsroom, browser: Browser, found: Crawl) -> list[Section]:
    visitor = Visitor(browser, room.url)
    gone = read_redirects(room.folder / "var" / "redirects.json").gone
    missing = ["/de/nicht-da/", "/en/not-there/", "/comments/00000000-0000-4000-8000-000000000000"]
    visitor.visit([*found.pages, *gone, *missing, "/moderation/sign-in"])
    context, pages = served.moderator(room, browser)
    visitor.visit(pages, context)
    context.close()
    return visitor.sections()


def _valid(room: Newsroom, browser: Browser, readers: list[str]) -> Section:
    """The site's files, and the service's pages beside them."""
    context = browser.new_context(base_url=room.url)
    _keep(context.request, room, [*readers, "/moderation/sign-in", "/comments/nowhere"])
    context.close()
    context, pages = served.moderator(room, browser)
    _keep(context.request, room, pages)
    context.close()
    return nu.check(room.output)


def _keep(request: APIRequestContext, room: Newsroom, addresses: list[str]) -> None:
    folder = room.output / "service"
    folder.mkdir(exist_ok=True)
    for address in addresses:
        name = address.strip("/").replace("/", "_").replace("?", "_")
        (folder / f"{name}.html").write_bytes(request.get(address).body())


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
