"""Videos elsewhere: a picture in the text leads to them, and nothing is loaded from there."""

import re
from typing import Any
from urllib.parse import urlsplit

# Written behind the link, `{.video}`, where the address alone does not tell.
MARKER = "video"

_HOSTS = (
    *("youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com"),
    *("dai.ly", "twitch.tv", "arte.tv", "zdf.de", "ardmediathek.de", "media.ccc.de"),
)
# Broadcasters' hosts hold other things, too.
_PLAYERS = re.compile(r"(?:^|\.)(?:srf|rts|rsi|rtr|swissinfo|tagesschau|br|swr)\.(?:ch|de)$")
_PLAYER_PATHS = re.compile(r"^/(?:play|video|videos|mediathek)/", re.IGNORECASE)
# PeerTube runs on anybody's host, with the same paths everywhere.
_PEERTUBE = re.compile(r"^/(?:w/[\w-]{6,}|videos/watch/[\w-]{8,})/?$")


def video_host(link: Any) -> str:
    """The host that a link's video is on, such as «youtube.com»; "" where it leads to none."""
    try:
        parts = urlsplit((link.get("href") or "").strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    if not host or parts.scheme not in ("http", "https"):
        return ""
    known = (
        MARKER in link.classes
        or any(host == name or host.endswith(f".{name}") for name in _HOSTS)
        or (_PLAYERS.search(host) and _PLAYER_PATHS.match(parts.path))
        or _PEERTUBE.match(parts.path)
    )
    return host if known else ""
