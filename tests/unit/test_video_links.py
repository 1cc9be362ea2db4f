"""Which links lead to a video."""

import pytest
from lxml import html

from plugins.video_links import video_host


def host(address: str, more: str = "") -> str:
    return video_host(html.fromstring(f"<a href='{address}' {more}>x</a>"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.youtube.com/watch?v=abc", "youtube.com"),
        ("https://m.youtube.com/watch?v=abc", "youtube.com"),
        ("https://youtu.be/abc", "youtu.be"),
        ("https://player.vimeo.com/video/1", "player.vimeo.com"),
        ("https://www.srf.ch/play/tv/sendung/x", "srf.ch"),
        ("https://www.srf.ch/news/schweiz", ""),
        ("https://video.muster.example/w/8kQ2rZfT4nWc", "video.muster.example"),
        ("https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d", "tube.example"),
        ("https://notyoutube.com/watch?v=abc", ""),
        ("https://www.example.org/", ""),
        ("mailto:a@youtube.com", ""),
        ("https://[", ""),
    ],
)
def test_known_hosts_and_players_are_recognised(address: str, expected: str) -> None:
    assert host(address) == expected


def test_any_other_link_may_say_that_it_is_one() -> None:
    assert host("https://films.example/42", "class='video'") == "films.example"
    assert host("andere.md", "class='video'") == ""
