"""What an import did, for the person who ran it: what came, what did not, and why."""

from collections import Counter
from dataclasses import dataclass, field

from comments_service.importing.comments import StoredCounts
from comments_service.importing.sections import MOST, section
from comments_service.importing.selection import Skipped

NEW, UNCHANGED, KEPT = "new", "unchanged", "kept"


@dataclass(frozen=True)
class Entry:
    """An imported text; `file` as an editor knows it."""

    file: str
    title: str
    outcome: str
    """new, unchanged or kept."""
    notes: tuple[str, ...]


@dataclass
class Report:
    export: str
    site: str
    lang: str
    posts: list[Entry] = field(default_factory=list)
    pages: list[Entry] = field(default_factory=list)
    drafts: int = 0
    embargoed: int = 0
    files: int = 0
    """Pictures and documents that were copied."""
    topics: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    tags: dict[str, int] = field(default_factory=dict)
    """Tags without a topic, with the number of their posts."""
    comments: Counter[str] = field(default_factory=Counter)
    stored: StoredCounts = field(default_factory=lambda: StoredCounts(0, 0))
    comments_skipped: Counter[str] = field(default_factory=Counter)
    comment_notes: list[str] = field(default_factory=list)
    pings: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything in the newsroom is different now."""
        texts = [*self.posts, *self.pages]
        new = any(entry.outcome == NEW for entry in texts)
        return bool(new or self.files or self.topics or self.authors or self.stored.new)

    def __str__(self) -> str:
        return self._told(MOST)

    def whole(self) -> str:
        """With every line, for a file."""
        return self._told(None)

    def _told(self, most: int | None) -> str:
        sections = [
            self._summary(),
            section("Not imported", [_skipped(one) for one in self.skipped]),
            section(
                "Comments not imported",
                [f"{count} {why}" for why, count in sorted(self.comments_skipped.items())],
            ),
            section(
                "Pingbacks and trackbacks, which are no comments; their addresses",
                [f"«{title}»: {url}" for title, url in self.pings],
            ),
            section(
                "Tags without a topic; for a topic of that name, add it to newsroom.toml first",
                [f"{tag} ({_n(count, 'post')})" for tag, count in sorted(self.tags.items())],
            ),
            section("New in newsroom.toml", self._names()),
            section(
                "Kept as they stand: edited since, or newer in the export. To take the export's "
                "text, remove the file and import again",
                [e.file for e in (*self.posts, *self.pages) if e.outcome == KEPT],
            ),
            section("What changed on the way", self._notes()),
            section("What changed in comments", self.comment_notes, most),
        ]
        return "\n\n".join(filter(None, sections)) + "\n"

    def _summary(self) -> str:
        kinds = ", ".join(f"{n} {state}" for state, n in sorted(self.comments.items()))
        total = sum(self.comments.values())
        lines = [
            f"WordPress import of {self.export}"
            + (f" ({self.site})" if self.site else "")
            + f", as language «{self.lang}»",
            "",
            f"  Posts     {_outcomes(self.posts)}"
            + f" ({_n(self.drafts, 'draft')}, {self.embargoed} embargoed)",
            f"  Pages     {_outcomes(self.pages)}",
            f"  Comments  {total}: {self.stored.new} new, {self.stored.unchanged} unchanged"
            + (f" ({kinds})" if kinds else ""),
            f"  Files     {self.files} copied",
            f"  Topics    {len(self.topics)} new; authors: {len(self.authors)} new",
            "",
            "IP addresses, websites and browsers of commenters and e-mail addresses of authors "
            "were not read.",
        ]
        if not self.changed:
            lines.append("Nothing in the newsroom has changed.")
        return "\n".join(lines)

    def _names(self) -> list[str]:
        topics = [f"topic {topic}" for topic in self.topics]
        return topics + [f"author {name}; correct the role" for name in self.authors]

    def _notes(self) -> list[str]:
        lines = []
        for entry in (*self.posts, *self.pages):
            if entry.notes:
                lines.append(f"{entry.file}" + "".join(f"\n      {note}" for note in entry.notes))
        return lines


def _skipped(one: Skipped) -> str:
    return f"{one.what}: {one.why}" if one.count == 1 else f"{one.count} × {one.what}: {one.why}"


def _outcomes(entries: list[Entry]) -> str:
    counts = Counter(entry.outcome for entry in entries)
    return f"{len(entries)}: " + ", ".join(f"{counts[o]} {o}" for o in (NEW, UNCHANGED, KEPT))


def _n(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
