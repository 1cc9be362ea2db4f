"""What bringing an export back did, for the person who ran it."""

from collections import Counter
from dataclasses import dataclass

from comments_service.importing.archive_store import Stored

_UNKNOWN = (
    "Stored, but in no post of the newest build: they appear with the post that has the id. Write "
    "a line with the id there and the post's id for each into a file, and import with "
    "--threads FILE into an empty newsroom to change it"
)


@dataclass(frozen=True)
class ArchiveReport:
    file: str
    records: int
    unknown: Counter[str]
    """Comments of each thread that no build here knows."""
    stored: Stored | None = None
    """None: nothing was to be stored."""
    erased: int = 0
    """What was erased again by the journal."""

    def __str__(self) -> str:
        lines = [f"Export {self.file}: {self.records} records, whole and sound"]
        if self.stored is None:
            lines.append("  Nothing was stored: this was a check.")
        else:
            lines += self._kinds(self.stored)
        if self.erased:
            lines.append(f"  Erased again by the journal: {self.erased}")
        if self.unknown:
            lines += ["", f"{_UNKNOWN}:"]
            lines += [f"  - {thread}: {n}" for thread, n in sorted(self.unknown.items())]
        return "\n".join(lines) + "\n"

    def _kinds(self, stored: Stored) -> list[str]:
        kinds = sorted(stored.new.keys() | stored.kept.keys())
        lines = [
            f"  {kind:<10} {stored.new[kind]} new, {stored.kept[kind]} here already, left alone"
            for kind in kinds
        ]
        if stored.rows_left_out:
            lines.append(
                f"  {stored.rows_left_out} rows of the log were left out: they tell of nothing "
                "that is new here. They stay readable in the file"
            )
        if not stored.new:
            lines.append("  Nothing in the newsroom has changed.")
        return lines
