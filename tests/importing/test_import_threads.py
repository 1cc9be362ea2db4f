"""Threads of another system find their posts here, or are told."""

import pytest

from comments_service.importing.disqus import read_disqus
from tests.importing.disqus import LINK, export, page, post
from tests.importing.moving import FIRST, SECOND, Moving


@pytest.fixture
def moving(tmp_path):
    return Moving(tmp_path, read_disqus)


@pytest.mark.parametrize(
    "link",
    [
        "https://old.example/de/2026/neue-anlage",
        "http://localhost:4000/de/2026/neue-anlage/index.html?utm_source=x#comments",
        "//old.example/DE/2026/Neue-Anlage.html",
        "old.example/de/2026/neue-anlage/",
        "/de/2026/neue-anlage/",
        "neue-anlage",
        "/neue-anlage.html",
        "https://old.example/2026/05/neue-anlage/",
        "https://old.example/de/2025/fr%C3%BChere-anlage/",
        FIRST,
        f"urn:uuid:{FIRST}",
    ],
)
def test_a_thread_is_found_by_whatever_address_it_had(moving, link):
    moving.run(export(page(1, link), post(5)))

    assert [one.thread for one in moving.comments] == [FIRST]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://old.example/",
        "https://old.example/?p=12",
        "https://old.example/2019/neue-anlage/",
        "https://old.example/fr/test-2/",
        "https://old.example/de/2014/test/",
        "http://[broken/",
    ],
)
def test_a_thread_that_is_not_here_is_told_with_its_comments(moving, link):
    report = moving.run(export(page(1, link, "id-1", "Alt"), post(5), post(6)))

    assert not moving.comments
    assert report.unknown == {link or "id-1": 2}
    assert "--threads FILE" in str(report)
    assert "«Alt»: 2 comments" in str(report)


def test_an_identifier_of_the_wordpress_plugin_leads_as_well(moving):
    moving.run(export(page(1, "", "12 https://old.example/neue-anlage/"), post(5)))

    assert [one.thread for one in moving.comments] == [FIRST]


def test_a_map_comes_first(moving):
    moving.posts.wanted = {"id-1": SECOND, "id-2": "-", "4711": FIRST}
    parts = [page(1, LINK, "id-1"), page(2, LINK, "id-2"), post(5), post(6, "2"), post(7, "4711")]

    report = moving.run(export(*parts))

    assert sorted(one.thread for one in moving.comments) == [FIRST, SECOND]
    assert report.skipped == {"left out by the map": 1}
