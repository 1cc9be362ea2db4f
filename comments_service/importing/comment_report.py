"""What an import of comments did, for the person who ran it: what came, what did not, and why."""

from collections import Counter
from dataclasses import dataclass, field

from comments_service.importing.comments import StoredCounts
from comments_service.importing.found import FoundThread
from comments_service.importing.sections import MOST, section

_NAMES = {"disqus": "Disqus", "isso": "Isso", "wordpress": "WordPress"}
_MAP = (
    "Not imported, since no post here was found for them. Write a line with address (or id) and "
    "the post's id for each into a file, and import again with --threads FILE; «-» as id leaves "
    "one out for good"
)
_HELD = (
    "Held for a person, since the name is reserved for your own people and nothing proves who "
    "wrote it. If it was one of you, import with --official FILE before anything else: a line "
    "with account, name and function"
)


@dataclass
class CommentReport:
    file: str
    system: str
    read: int
    """Comments in the file."""
    states: Counter[str] = field(default_factory=Counter)
    stored: StoredCounts | None = None
    """None: nothing was to be stored."""
    skipped: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    """Comments of each thread that was not found, by its address."""
    titles: dict[str, str] = field(default_factory=dict)
    by_slug: dict[str, str] = field(default_factory=dict)
    """Address there → title here, where only the last part of the address told."""
    held: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Comments under a reserved name, by name and account."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """Comments that came along changed, by what changed."""

    def note(self, kind: str, comment: str) -> None:
        self.notes.setdefault(kind, []).append(comment)

    def miss(self, thread: FoundThread) -> None:
        """Count a comment of a thread that is not known here."""
        name = next(filter(None, thread.names), "(a thread without address and id)")
        self.unknown[name] += 1
        self.titles[name] = thread.title

    def __str__(self) -> str:
        return self._told(MOST)

    def whole(self) -> str:
        """With every line, for a file."""
        return self._told(None)

    def _told(self, most: int | None) -> str:
        """The report with at most so many lines of a kind."""
        sections = [
            self._summary(),
            section(_MAP, [self._missed(name) for name in sorted(self.unknown)], most),
            section(
                "Found by the last part of the address alone; look whether it is right",
                [f"{there}  →  «{here}»" for there, here in sorted(self.by_slug.items())],
                most,
            ),
            section(
                _HELD,
                [
                    f"{count} × {name}" + (f", account «{account}»" if account else "")
                    for (name, account), count in sorted(self.held.items())
                ],
                most,
            ),
            section("Left out", [f"{count} {why}" for why, count in sorted(self.skipped.items())]),
            *(
                section(f"What changed on the way: {kind}", lines, most)
                for kind, lines in sorted(self.notes.items())
            ),
        ]
        return "\n\n".join(filter(None, sections)) + "\n"

    def _summary(self) -> str:
        states = ", ".join(f"{n} {state}" for state, n in sorted(self.states.items()))
        if self.stored is None:
            outcome = "nothing was stored: this was a check"
        else:
            outcome = f"{self.stored.new} new, {self.stored.unchanged} here already"
        lines = [
            f"{_NAMES.get(self.system, self.system)} comments of {self.file}",
            "",
            f"  Read       {self.read}",
            f"  Belonging  {sum(self.states.values())} to posts here"
            + (f" ({states})" if states else ""),
            f"  Outcome    {outcome}",
            f"  Unknown    {sum(self.unknown.values())} (threads: {len(self.unknown)})",
            "",
            "IP addresses, browsers and websites of commenters were not read.",
        ]
        if self.stored and not self.stored.new:
            lines.append("Nothing in the newsroom has changed.")
        return "\n".join(lines)

    def _missed(self, name: str) -> str:
        title = f" «{self.titles[name]}»" if self.titles[name] else ""
        count = self.unknown[name]
        return f"{name}{title}: {count} {'comment' if count == 1 else 'comments'}"
