"""When the site has to be built again although nobody changed a file.

An embargo ends, a picture's licence runs out, a deputy takes over: the build knows all such moments
and writes the next one down; the service builds when it has come. Moments are compared in UTC: a
zone's own clock shows an hour twice in autumn.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from comments_service.contract.files import write_atomically

# Two machines that share a folder may differ by seconds.
_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Due:
    at: datetime
    why: str
    """For people: «posts/2026/seeufer/de.md is published»."""

    def reached(self, now: datetime) -> bool:
        return self.at.astimezone(UTC) <= now.astimezone(UTC)


@dataclass(frozen=True)
class Schedule:
    """What the newest build leaves behind about time."""

    built: datetime
    """The moment that this build took as now."""
    due: Due | None
    """None: nothing will change by itself."""
    ahead: dict[str, datetime] = field(default_factory=dict)
    """Posts that waited for their date, by id, and that date: see `pause.py`."""

    def reason(self, now: datetime) -> str:
        """Why the site must be built at `now`; "" where there is nothing to do."""
        if self.due and self.due.reached(now):
            return self.due.why
        if self.built.astimezone(UTC) > now.astimezone(UTC) + _TOLERANCE:
            # It may show what is still under embargo.
            return "the clock was wrong when the site was built"
        return ""


def write_schedule(path: Path, schedule: Schedule) -> None:
    due = schedule.due
    data = {
        "built": schedule.built.isoformat(),
        "due": {"at": due.at.isoformat(), "why": due.why} if due else None,
        "ahead": {post: at.isoformat() for post, at in sorted(schedule.ahead.items())},
    }
    write_atomically(path, json.dumps(data, ensure_ascii=False).encode() + b"\n")


def bring_forward(path: Path, due: Due) -> None:
    """Ask for a build at that moment, too, without waiting for one to find out by itself.

    Nothing happens where no build was made yet, or where one is due earlier.
    """
    try:
        schedule = read_schedule(path)
    except ValueError:
        return
    if schedule and not (schedule.due and schedule.due.reached(due.at)):
        write_schedule(path, replace(schedule, due=due))


def note_ahead(path: Path, post: str, date: datetime) -> None:
    """Remember that a post waits for its date, before any build has seen it."""
    try:
        schedule = read_schedule(path)
    except ValueError:
        return
    if schedule:
        write_schedule(path, replace(schedule, ahead={**schedule.ahead, post: date}))


def read_schedule(path: Path) -> Schedule | None:
    """None where no build has written one. Raises ValueError for a file of another form."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    try:
        due = data["due"]
        return Schedule(
            datetime.fromisoformat(data["built"]),
            Due(datetime.fromisoformat(due["at"]), due["why"]) if due else None,
            # Newsrooms of before the crisis switch have none.
            {post: datetime.fromisoformat(at) for post, at in data.get("ahead", {}).items()},
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path} is of an unknown form; run `make build`") from error
