"""`python -m quality`: build and serve the demo, let every tool look at it, and report."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import APIRequestContext, sync_playwright

from comments_service.contract.redirects import read_redirects
from quality import feeds, lighthouse, newsboat, nu, served, service, sitemaps
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
        count = 0
        try:
            for section in _sections(room, set(sys.argv[1:])):
                print(f"\n{section}", flush=True)
                count += len(section.findings)
        finally:
            room.stop()
    print(f"\n{count} finding{'s' * (count != 1)}." if count else "\nEverything is well.")
    sys.exit(1 if count else 0)


def _sections(room: Newsroom, only: set[str]) -> Iterator[Section]:
    """All of them, or those named on the command line: links, feeds, pages, service, nu,
    lighthouse."""

    def wanted(name: str) -> bool:
        if not only or name in only:
            _say(f"{name} …")
            return True
        return False

    readers = served.readers_pages(room)
    found = crawl(lambda path: served.ask(room, path), room.url, ("/", "/robots.txt", *readers))
    if wanted("links"):
        yield _links(room, found)
        yield sitemaps.check(room.output)
    if wanted("feeds"):
        yield feeds.check(room.output)
        yield newsboat.check(room.output, room.url)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        moderator, pages = served.moderator(room, browser)
        if wanted("pages"):
            visitor = Visitor(browser, room.url)
            visitor.visit([*found.pages, *_errors(room), "/moderation/sign-in"])
            yield from visitor.sections()
        if wanted("service"):
            visitor = Visitor(browser, room.url, _folder())
            service.visit(room, browser, moderator, visitor)
            yield from visitor.sections()
        if wanted("nu"):
            reader = browser.new_context(base_url=room.url)
            _keep(reader.request, room, [*readers, "/moderation/sign-in", "/comments/nowhere"])
            _keep(moderator.request, room, pages)
            yield nu.check(room.output)
        browser.close()
    if wanted("lighthouse"):
        yield lighthouse.check(room.url, ["/de/", _RELEASE])


def _folder() -> Path | None:
    """Where pictures of the service's pages are wanted, if they are."""
    if not (named := os.environ.get("PICTURES")):
        return None
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


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


def _errors(room: Newsroom) -> list[str]:
    """What readers see where nothing stands, or nothing any more."""
    gone = read_redirects(room.folder / "var" / "redirects.json").gone
    return [*gone, "/de/nicht-da/", "/en/not-there/", "/comments/nowhere"]


def _keep(request: APIRequestContext, room: Newsroom, addresses: list[str]) -> None:
    """Put the service's pages beside the site's files, for a checker of files."""
    folder = room.output / "service"
    folder.mkdir(exist_ok=True)
    for address in addresses:
        name = address.strip("/").replace("/", "_").replace("?", "_")
        (folder / f"{name}.html").write_bytes(request.get(address).body())


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
