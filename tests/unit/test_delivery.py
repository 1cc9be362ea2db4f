"""As which type a file is sent, and how long it may be kept."""

import pytest

from comments_service.contract.delivery import ASK, DAY, FOR_EVER, cache_control, media_type


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("de/index.html", "text/html"),
        ("de/feed.json", "application/feed+json"),
        ("comments/1b67/thread.json", "application/json"),
        ("de/feed.atom", "application/atom+xml"),
        ("de/feed.rss", "application/rss+xml"),
        ("de/feeds.opml", "text/x-opml"),
        ("de/termine/termin.ics", "text/calendar"),
        ("medien.zip", "application/zip"),
        ("blatt.pdf", "application/pdf"),
        ("site.webmanifest", "application/manifest+json"),
        ("de/2026/x/SHA256SUMS", "text/plain"),
        ("x.sha256", "text/plain"),
        ("x.wasm", "application/wasm"),
        ("pagefind/wasm.de.pagefind", "application/octet-stream"),
        ("pagefind/de_1a2b.pf_fragment", "application/octet-stream"),
        ("archive.tar.gz", "application/octet-stream"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_types_hang_on_no_machine(name, kind):
    assert media_type(name) == kind


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("de/index.html", ASK),
        ("de/feed.atom", ASK),
        ("de/theme/index.html", ASK),
        ("theme/newsroom.0b1c2d3e4f5a.css", FOR_EVER),
        ("media/posts/2026/turm/turm.800.3f2a9c1e.webp", FOR_EVER),
        ("media/posts/2026/turm/turm.16x9.3f2a9c1e.jpg", FOR_EVER),
        ("media/posts/2026/turm/turm.card.3f2a9c1e.jpg", FOR_EVER),
        ("media/turm.jpg", DAY),
        ("media/bericht.20261120.pdf", DAY),
        ("media/turm.20261120.jpg", DAY),
        ("pagefind/fragment/de_1a2b.pf_fragment", DAY),
        ("pagefind/pagefind-entry.json", ASK),
        ("pagefind/pagefind.js", ASK),
    ],
)
def test_only_what_carries_a_checksum_may_be_kept_for_ever(name, kept):
    assert cache_control(name) == kept
