"""Scheduled posts wait while there is a crisis: nobody wants cheerful news to go out by itself.

Only what was scheduled waits, not what is written now. A post was scheduled if a build, or
`make publish`, has seen it before its date; whoever gives it another date has decided anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from comments_service.contract.content import Post
from comments_service.contract.due import read_schedule
from comments_service.contract.paths import Paths
from comments_service.contract.switches import Switches, read_switches

# For editors.
HELD = "the post was scheduled and waits for the end of the crisis"
RELEASE = "to bring it out nevertheless, give it a new date: make publish"


@dataclass(frozen=True)
class Pause:
    """The crisis switch, and which posts had been waiting for which date, by id."""

    switches: Switches = field(default_factory=Switches)
    ahead: Mapping[str, datetime] = field(default_factory=dict)

    def applied(self, post: Post) -> Post:
        """The post, held back if it has to wait for the end of the crisis."""
        planned = self.ahead.get(post.id)
        if planned is None or planned.astimezone(UTC) != post.date.astimezone(UTC):
            return post
        waits = post.status == "published" and self.switches.paused(planned)
        return replace(post, held=True) if waits else post


def read_pause(paths: Paths) -> Pause:
    """What the files say at this moment. Raises ValueError when the switches cannot be read."""
    switches = read_switches(paths.switches)
    try:
        schedule = read_schedule(paths.due)
    except ValueError:
        # The next build writes it anew.
        schedule = None
    return Pause(switches, schedule.ahead if schedule else {})
