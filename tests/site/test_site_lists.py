"""Front pages, topics, authors and years: what stands on them, and in which order."""

import pytest


def stories(site, address):
    """Addresses of the posts that a list shows, in their order."""
    found = site.tree(address).xpath("//main//a[contains(@href, '/2026/post-')]/@href")
    return list(dict.fromkeys(found))


@pytest.fixture
def seven(site):
    """Seven posts, the newest of them the seventh; three to a page."""
    for day in range(1, 8):
        site.post(f"p{day}", title=f"Post {day}", date=f"2026-01-0{day}", topics="[bau]")
    return site


def urls(*days):
    return [f"/de/2026/post-{day}/" for day in days]


def test_lists_run_from_new_to_old_over_numbered_pages(seven):
    seven.build()

    assert stories(seven, "/de/") == urls(7, 6, 5)
    assert stories(seven, "/de/seite/2/") == urls(4, 3, 2)
    assert stories(seven, "/de/seite/3/") == urls(1)
    assert stories(seven, "/de/themen/bau/seite/3/") == urls(1)
    assert not (seven.output / "de/seite/4").exists()
    assert not (seven.output / "de/seite/1").exists(), "page 1 has one address"


def test_pages_of_a_list_lead_to_each_other(seven):
    seven.build()

    def neighbours(address):
        return {
            rel: seven.tree(address).xpath(f"//a[@rel='{rel}']/@href") for rel in ("prev", "next")
        }

    assert neighbours("/de/") == {"prev": [], "next": ["/de/seite/2/"]}
    assert neighbours("/de/seite/2/") == {"prev": ["/de/"], "next": ["/de/seite/3/"]}
    assert neighbours("/de/seite/3/") == {"prev": ["/de/seite/2/"], "next": []}


def test_the_year_shows_all_its_posts(seven):
    seven.build()

    assert stories(seven, "/de/2026/") == urls(7, 6, 5, 4, 3, 2, 1)


def test_a_pinned_post_leads_the_first_page_only(seven):
    seven.post("p2", title="Post 2", date="2026-01-02", pinned="true")
    seven.build()

    assert stories(seven, "/de/") == urls(2, 7, 6, 5)
    assert stories(seven, "/de/seite/2/") == urls(4, 3, 2)


def test_every_topic_has_a_page_and_feeds_even_before_its_first_post(site):
    site.build()

    for address in ("/de/themen/still/", "/en/topics/still/"):
        assert site.read(address)
        assert site.read(f"{address}feed.atom")
        assert site.read(f"{address}feed.rss")
    assert "Noch keine Beiträge." in site.read("/de/themen/still/")


def test_the_menu_leads_to_topics_with_posts_only(site):
    site.post("a", topics="[bau]")
    site.build()

    (menu,) = site.tree("/de/").xpath("//nav[contains(@class, 'site-nav')]")
    links = menu.xpath(".//@href")
    assert "/de/themen/bau/" in links
    assert "/de/themen/still/" not in links
    assert "/de/themen/still/" in site.links("/de/"), "the footer holds them all"


def test_posts_know_their_neighbours_and_what_is_related(seven):
    seven.post("anders", title="Ganz anders", date="2026-01-04 12:00")
    seven.build()

    links = seven.links("/de/2026/ganz-anders/")

    assert "/de/2026/post-5/" in links
    assert "/de/2026/post-4/" in links
    assert "/de/2026/post-7/" not in links, "no topic in common, and no neighbour"
    assert {"/de/2026/post-1/", "/de/2026/post-2/"} <= set(seven.links("/de/2026/post-3/"))


def test_a_new_post_leaves_the_pages_of_old_ones_as_they_are(seven):
    seven.build()
    before = seven.files()

    seven.post("p8", title="Post 8", date="2026-01-08", topics="[bau]")
    seven.build()

    after = seven.files()
    changed = {
        name for name in before if name.startswith("de/2026/post") and before[name] != after[name]
    }
    assert changed <= {"de/2026/post-7/index.html", "de/2026/post-6/index.html"}


def test_a_newsroom_in_a_folder_keeps_its_prefix_everywhere(site):
    site.configure(("https://news.muster.example", "https://www.muster.example/news"))
    site.picture("turm/turm.png")
    site.post(
        "turm/de",
        "![Ein Turm](turm.png 'Foto: Meier. Lizenz: presse')\n\n[weiter](../haus.md)",
        title="Turm",
    )
    site.post("haus", title="Haus")

    site.build()

    assert site.read("/de/2026/turm/"), "files lie as if the folder were the root"
    for name, data in site.files().items():
        if name.endswith(".html"):
            assert b'="/de' not in data, name
            assert b'="/media' not in data, name
            assert b'="/theme' not in data, name
    assert "/news/de/2026/haus/" in site.links("/de/2026/turm/")
    assert "https://www.muster.example/news/media/" in site.read("/de/feed.atom")
