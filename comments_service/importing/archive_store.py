"""Records of an export into the database, in one transaction.

What is here already is left alone, with all that belongs to it. An empty log takes over the
imported one row by row, hashes and all; a log with rows goes on with what was done to comments
that are new here, each row with its own time, chained anew.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from comments_service.actions import learning
from comments_service.domain.comment import Actor, ActorKind
from comments_service.importing import archive_labels
from comments_service.importing.archive_check import PEOPLE
from comments_service.importing.archive_lines import Record
from comments_service.importing.progress import Advance
from comments_service.publish.comment_html import VERSION, render
from comments_service.storage import archive, labels, lessons, log, moderators, rules_off
from comments_service.storage.log_chain import COLUMNS, link

_ACTOR = Actor(ActorKind.SYSTEM, "import newsroom")
# With an id of their own; all others belong to their comment.
_WITH_ID = ("comment", "appeal", "report", "slip")


@dataclass
class Stored:
    new: Counter[str] = field(default_factory=Counter)
    """Records of each kind that were stored."""
    kept: Counter[str] = field(default_factory=Counter)
    """Those that were here already, or belong to what was."""
    threads: set[str] = field(default_factory=set)
    """Threads with comments that are new here."""
    rows_left_out: int = 0
    """Of the log: what had nothing to do with a comment that is new here."""
    switches: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    """The moderation report; nothing where there is a log already, which is counted."""
    cleaned: str = ""
    """When the last clean-up was."""
    erasures: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Archive:
    """Belongs into a transaction; several records may be told of at once."""

    db: Database
    now: datetime
    posts: Mapping[str, str]
    """Another id for a thread, where a map gives one."""
    learns_since: datetime
    """What was decided before then, the spam filter no longer remembers."""
    done: Stored = field(default_factory=Stored)
    _here: dict[str, frozenset[str]] = field(init=False)
    _people: dict[int, int] = field(default_factory=dict)
    _fresh: set[str] = field(default_factory=set)
    _whole_log: bool = field(init=False)

    def __post_init__(self) -> None:
        self._here = {kind: archive.known(self.db, kind) for kind in _WITH_ID}
        self._whole_log = log.tip(self.db)[0] == 0

    def store(self, records: Iterable[Record], advance: Advance) -> Stored:
        for record in records:
            self._take(record)
            advance(1)
        self._learn()
        if self.done.new:
            count = self.done.new["comment"]
            log.add(self.db, _ACTOR, "import", self.now, explanation=f"{count} comments")
        return self.done

    def _take(self, record: Record) -> None:
        kind, row = record.kind, record.values
        if kind == "moderator":
            self._moderator(row)
        elif kind in ("anchor", "log"):
            self._log(kind, row)
        elif kind == "switches":
            self.done.switches = row
        elif kind == "figures" and self._whole_log:
            self.done.figures = row
        elif kind == "cleanup":
            self.done.cleaned = row["at"]
        elif kind == "erasure":
            self.done.erasures.append(row)
        elif kind == "label":
            self._label(row)
        elif kind == "rule_off":
            self._rule(self._placed(kind, row))
        elif kind in archive.TABLES:
            self._row(kind, self._placed(kind, row))

    def _moderator(self, row: dict[str, Any]) -> None:
        """Nobody can sign in because of an import: it brings no password, only a name to invite."""
        there = moderators.by_name(self.db, row["name"])
        if there:
            self.done.kept["moderator"] += 1
            self._people[row["id"]] = there.id
            return
        values = {name: value for name, value in row.items() if name != "id"}
        if moderators.get(self.db, row["id"]) is None:
            values["id"] = row["id"]
        self._people[row["id"]] = archive.insert(self.db, "moderator", values)
        self.done.new["moderator"] += 1

    def _placed(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        """The row with this newsroom's numbers of people, and ids of posts."""
        row = dict(row)
        for name in PEOPLE.get(kind, ()):
            row[name] = self._people.get(row[name])
        for name in ("thread", "post"):
            if name in row:
                row[name] = self.posts.get(row[name], row[name])
        if kind == "decision":
            row["before"] = self._before(row["before"])
        return row

    def _before(self, before: dict[str, Any]) -> dict[str, Any]:
        before = dict(before)
        if "decided_by" in before:
            before["decided_by"] = self._people.get(before["decided_by"])
        if "body" in before:
            before |= {"html": render(before["body"]), "rendered": VERSION}
        return before

    def _row(self, kind: str, row: dict[str, Any]) -> None:
        standing = kind in _WITH_ID and row["id"] in self._here[kind]
        if standing or (kind not in ("comment", "slip") and row["comment"] not in self._fresh):
            self.done.kept[kind] += 1
        else:
            made: dict[str, object] = {}
            if kind == "comment":
                self._fresh.add(row["id"])
                self.done.threads.add(row["thread"])
            elif kind == "revision":
                made["html"] = render(row["body"])
            archive.insert(self.db, kind, row, **made)
            self.done.new[kind] += 1

    def _label(self, row: dict[str, Any]) -> None:
        """What is known of a text that is here already stays as it is. Nobody can tell what a label
        is about that comes without a text."""
        if row["comment"] in self._fresh:
            archive.insert(self.db, "label", archive_labels.sealed(self.db, row))
            self.done.new["label"] += 1
        else:
            self.done.kept["label"] += 1

    def _rule(self, row: dict[str, Any]) -> None:
        """A newsroom that is at work keeps its own switches."""
        if self._whole_log and row["rule"] not in rules_off.names(self.db):
            archive.insert(self.db, "rule_off", row)
            self.done.new["rule_off"] += 1
        else:
            self.done.kept["rule_off"] += 1

    def _learn(self) -> None:
        """Learn from comments that come without labels, of a filter that has not learned there."""
        if self.done.new["label"] + self.done.kept["label"]:
            # What has no label there was taken back, or forgotten.
            labels.note_past_learned(self.db)
            return
        found = (one for one in lessons.decided(self.db) if one.comment in self._fresh)
        for lesson in learning.past_lessons(found, self.learns_since):
            labels.put(self.db, learning.row(self.db, lesson))

    def _log(self, kind: str, row: dict[str, Any]) -> None:
        if self._whole_log:
            archive.insert(self.db, kind, row)
            self.done.new[kind] += 1
        elif kind == "log" and row["comment"] in self._fresh:
            last, before = log.tip(self.db)
            values = {**row, "id": last + 1}
            values["hash"] = link(before, [values[name] for name in COLUMNS])
            archive.insert(self.db, kind, values)
            self.done.new[kind] += 1
        else:
            self.done.rows_left_out += 1
