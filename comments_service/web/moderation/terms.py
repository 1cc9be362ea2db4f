"""What a moderator looks for, between an address and a `Search`: both ways, checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qsl

from comments_service.contract import ids
from comments_service.contract.reasons import REASONS
from comments_service.domain.search import TABS, WAITING, Search
from comments_service.web.context import now, service

# Longer than anybody searches for; keeps addresses short.
_LONGEST = 200
_LAST_PAGE = 100_000
_DATE_FAULT = "Enter a date such as 2026-11-20."


@dataclass(frozen=True)
class Terms:
    search: Search
    page: int
    values: dict[str, str]
    """What the form shows, as it was typed; empty ones are left out."""
    errors: dict[str, str] = field(default_factory=dict)
    """By field, as msgids."""

    def address(self, **changes: Any) -> dict[str, Any]:
        """The parameters of this list's address; None leaves one out."""
        usual = {"tab": self.search.tab, "page": self.page if self.page > 1 else None}
        merged = {**usual, **self.values, **changes}
        return {name: value for name, value in merged.items() if value not in (None, "")}


def read(args: Mapping[str, str], moderator: int) -> Terms | None:
    """None where the tab is none of ours; whatever else is unclear counts as not asked for."""
    tab = args.get("tab") or WAITING
    if tab not in TABS:
        return None
    values = {name: args.get(name, "").strip()[:_LONGEST] for name in _NAMES}
    values = {name: value for name, value in values.items() if value and _fits(name, value)}
    errors: dict[str, str] = {}
    since, until = (_day(values, name, errors) for name in ("since", "until"))
    search = Search(
        tab=tab,
        words=values.get("words", ""),
        author=values.get("author", ""),
        reason=values.get("reason", ""),
        thread=values.get("thread", ""),
        lang=values.get("lang", ""),
        since=since,
        until=until + timedelta(days=1) if until else None,
        link="link" in values,
        reported="reported" in values,
        spam="spam" in values,
        overdue=expected() if "overdue" in values else None,
        asked=moderator if "asked" in values else None,
        mine=moderator if "mine" in values else None,
        address=values.get("address", ""),
        name=values.get("name", ""),
        by_score=values.get("order") == _BY_SCORE,
    )
    return Terms(search, _page(args.get("page", "")), values, errors)


def expected() -> datetime:
    """What has been waiting since before this, waits longer than readers are told."""
    return now() - timedelta(hours=service().config.comments.expected_hours)


def from_field(sent: str, moderator: int) -> Terms | None:
    """The list in which a form stood, from its field «back»."""
    try:
        pairs = parse_qsl(sent, max_num_fields=len(_NAMES) + 2)
    except ValueError:
        return None
    return read(dict(pairs), moderator)


_NAMES = (
    *("words", "author", "reason", "thread", "lang", "since", "until"),
    *("spam", "link", "reported", "overdue", "asked", "mine", "address", "name", "order"),
)
_BOXES = ("spam", "link", "reported", "overdue", "asked", "mine")
_BY_SCORE = "score"


def _fits(name: str, value: str) -> bool:
    """Whether a value can be one of its field's; free texts and dates always can."""
    if name in _BOXES:
        return value == "yes"
    if name == "order":
        return value == _BY_SCORE
    if name == "reason":
        return value in REASONS
    if name == "lang":
        return value in service().config.newsroom.languages
    return ids.is_id(value) if name in ("thread", "address", "name") else True


def _day(values: dict[str, str], name: str, errors: dict[str, str]) -> datetime | None:
    """The first moment of a day in the newsroom's time zone."""
    if name not in values:
        return None
    try:
        day = date.fromisoformat(values[name])
        # The year before the first and after the last one have no moments in UTC.
        if not 1900 <= day.year <= 9000:
            raise ValueError
    except ValueError:
        errors[name] = _DATE_FAULT
        return None
    return datetime.combine(day, time(), service().config.newsroom.timezone)


def _page(sent: str) -> int:
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 1
    return min(max(1, number), _LAST_PAGE)
