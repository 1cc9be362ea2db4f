"""What moderators switch while the site runs: the crisis switch and single threads.

The service writes the file, service and build read it, so that both render a thread alike.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from comments_service.contract.files import write_atomically

HOLD, CLOSED = "hold", "closed"


@dataclass(frozen=True)
class Switches:
    crisis: str = ""
    """"" as usual; hold: every comment waits for a person; closed: no comments are taken."""
    since: datetime | None = None
    """When the crisis began. Posts that were scheduled for later wait until it is over."""
    closed: dict[str, datetime] = field(default_factory=dict)
    """Threads that a moderator has closed, and when."""

    def paused(self, planned: datetime) -> bool:
        """Whether a post that was scheduled for `planned` waits for the end of the crisis."""
        since = self.since if self.crisis else None
        return since is not None and planned.astimezone(UTC) > since.astimezone(UTC)


def write_switches(path: Path, switches: Switches) -> None:
    data = {"version": 1, **asdict(switches)}
    text = json.dumps(data, indent=1, sort_keys=True, default=datetime.isoformat)
    write_atomically(path, text.encode() + b"\n")


def read_switches(path: Path) -> Switches:
    """As usual where there is no file. Raises ValueError for a file of another version."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Switches()
    if data.get("version") != 1:
        raise ValueError(f"{path} is of an unknown version; delete it to switch everything back")
    since = data["since"]
    return Switches(
        crisis=data["crisis"],
        since=datetime.fromisoformat(since) if since else None,
        closed={thread: datetime.fromisoformat(at) for thread, at in data["closed"].items()},
    )
