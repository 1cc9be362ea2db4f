"""The demo newsroom, looked through as a whole: every address of every page, feed and list."""

from functools import cache

from comments_service.contract.redirects import read_redirects
from quality.crawler import Crawl, crawl
from tests.demo import URL, answer, built

# Answers of web servers, which nobody links.
UNLINKED = {"404.html", "503.html"}
# What the comment service answers.
SERVICE = ("/moderation/", "/comments/")


@cache
def demo() -> Crawl:
    return crawl(answer, URL, ("/", "/robots.txt"))


def test_every_address_leads_somewhere() -> None:
    broken = [link for link in demo().broken if not link.address.startswith(SERVICE)]

    assert list(map(str, broken)) == []


def test_every_page_is_found_by_following_links() -> None:
    """But for what stands at former addresses, or tells that a post is gone."""
    written = {f"/{path.relative_to(built()).as_posix()}" for path in built().rglob("*.html")}
    pages = {page.removesuffix("index.html") for page in written}
    former = read_redirects(built().parent / "var/redirects.json")

    orphans = pages - {*demo().pages, *former.moved, *former.gone}
    assert [page for page in sorted(orphans) if page.rpartition("/")[2] not in UNLINKED] == []
