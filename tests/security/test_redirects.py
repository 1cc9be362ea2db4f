"""Redirects lead to our own paths, whatever is asked for."""

import pytest

from comments_service.web.moderation.sign_in import own_path
from tests.web import hidden, sign_in_as

ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
    "/moderation//evil.example", "/moderation/\\evil.example", "javascript:alert(1)",
    "/moderation/../../evil", "/moderation/%2e%2e/", "/moderation/\r\nX: y", "/moderation/\t/",
    "/de/", "/moderation", "moderation/", " /moderation/", "/moderation/#x", "/moderation/?a=//b",
    "https://127.0.0.1/moderation/", "/moderation/@evil.example", "/moderation/log\n",
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_elsewhere(room, desk, target):
    client = room.client()
    page = client.get("/moderation/sign-in", query_string={"next": target})
    answer = sign_in_as(client, next=target)

    assert hidden(page, "next") == ""
    assert (answer.status_code, answer.location) == (303, "/moderation/")


@pytest.mark.parametrize(
    "target", ["/moderation/", "/moderation/log?page=2", "/moderation/comments/6f1c-0b7e"]
)
def test_pages_of_the_moderators_are_led_back_to(room, target):
    with room.app.test_request_context():
        assert own_path(target) == target


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "//evil.example", "/\\evil.example", "///evil.example/..", "/de//",
     "/https://evil.example", "/moderation//evil.example", "/de/\r\nX: y"],
)  # fmt: skip
def test_no_path_is_turned_into_another_address(client, path):
    """As the server hands it on, undecoded by the test client."""
    answer = client.get("/", environ_overrides={"PATH_INFO": path})

    assert answer.status_code == 404
    assert "Location" not in answer.headers


@pytest.mark.parametrize("path", ["//de", "///de"])
def test_doubled_slashes_lead_to_the_page_itself(client, path):
    assert client.get("/", environ_overrides={"PATH_INFO": path}).location == "/de/"


@pytest.mark.parametrize("path", ["/de", "/moderation/", "/moderation"])
def test_redirects_never_name_a_host(client, path):
    """The Host header is the reader's to choose."""
    answer = client.get(path, headers={"Host": "evil.example"})

    assert answer.status_code in (200, 301, 303)
    assert "evil.example" not in answer.headers.get("Location", "")
    assert "evil.example" not in answer.text
