"""How far the learning filter is, for its page."""

from dataclasses import dataclass

from comments_service.storage import filter_figures
from comments_service.web.context import service


@dataclass(frozen=True)
class Learning:
    genuine: int
    """Texts that it knows as genuine …"""
    spam: int
    """… and as spam."""
    least_genuine: int
    least_spam: int
    """How many of either kind it needs to decide anything."""
    ready: bool
    publish: float | None
    """Up to this score a text may be published; None: nothing may."""
    reject: float | None
    """From this score on a text with a hard marker is rejected; None: nothing is."""


def learning() -> Learning:
    genuine, spam = filter_figures.learned(service().db)
    return Learning(genuine, spam, 50, 20, ready=False, publish=None, reject=None)
