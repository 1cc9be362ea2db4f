"""Which former addresses a text may claim."""

import pytest

from comments_service.contract.former import decoded, wrong_with

OWN = "belongs to the newsroom itself"
NONE = "is no address of the newsroom"


@pytest.mark.parametrize(
    "alias",
    [
        *("/de/2024/old-slug/", "/2019/turm.html", "/blog/turm", "/fr%C3%BCher/%C3%A4%20b.html"),
        *("/news.html", "/de/medien/alt/", "/de/media/", "/commentsx/", "/de/robots.txt"),
        *("/?p=123", "/100%-Strom/", "/de/2024/a..b/", "/de/comments/", f"/{'x' * 200}/"),
    ],
)
def test_what_readers_may_have_known_can_be_claimed(alias):
    assert wrong_with(alias) is None


@pytest.mark.parametrize(
    ("alias", "cause"),
    [
        *((alias, NONE) for alias in ("", "alt", "//host/alt/", "https://a.example/b/")),
        *((alias, NONE) for alias in ("/de/../alt/", "/de/%2e%2e/alt/", "/%2E%2e/%2e%2E/x/")),
        *((alias, NONE) for alias in ("/de/%252e%252e/x/", "/de/..", "/de/./x/", "/de//x/")),
        *((alias, NONE) for alias in ("/%2Fhost/x/", "/de/x//", "/de/%20/x/", "/de\\x/")),
        *((alias, NONE) for alias in ("/de/%00/", "/de/a%0Ab/", "/de/a\x07b/", "/de/%FF/")),
        *((alias, NONE) for alias in ("/index.html/x/", "/de/2026/x/index.html/")),
        *((alias, OWN) for alias in ("/", "/comments/x/", "/moderation", "/moderation/")),
        *((alias, OWN) for alias in ("/Moderation/sign-in", "/%6doderation/", "/preview/x/")),
        *((alias, OWN) for alias in ("/media/posts/x.jpg", "/theme/x.css", "/pagefind/x.js")),
        *((alias, OWN) for alias in ("/.well-known/security.txt", "/.addresses/x", "/de/.x/")),
        *((alias, OWN) for alias in ("/robots.txt", "/sitemap.xml", "/sitemap-de-1.xml")),
        *((alias, OWN) for alias in ("/index.html", "/404.html", "/503.html", "/checksums.json")),
        *((alias, OWN) for alias in ("/healthz", "/favicon.ico")),
        *((alias, "is too long") for alias in (f"/de/{'x' * 201}/", f"/{'%C3%A4' * 101}")),
        ("/x/" * 400, NONE),
        ("/xx" * 400, "is too long"),
    ],
)
def test_what_would_lead_out_or_take_something_s_place_cannot(alias, cause):
    wrong = wrong_with(alias)

    assert wrong
    assert wrong[0].startswith(cause)
    assert wrong[1]


def test_addresses_are_kept_as_readers_see_them():
    assert decoded("/fr%C3%BCher/a%20b/") == "/früher/a b/"
