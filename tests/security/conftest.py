"""The fixtures of `tests/web.py`: a newsroom, a reader's browser, a moderator's desk."""

from tests.web import client, desk, hurried_disk, make, room

__all__ = ["client", "desk", "hurried_disk", "make", "room"]
