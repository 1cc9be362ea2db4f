"""What a tool looked at, and what it found: told so that a person can mend it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    page: str
    """The address or file."""
    what: str
    """What is wrong, in the tool's words."""
    where: str = ""
    """A selector, a line or an excerpt."""

    def __str__(self) -> str:
        return f"{self.page}\n      {self.what}" + (
            f"\n      at {self.where}" if self.where else ""
        )


@dataclass
class Section:
    """One tool's result."""

    tool: str
    seen: str
    """What it looked at: «104 pages, light and dark, 360 and 1280 pixels»."""
    findings: list[Finding] = field(default_factory=list)

    def __str__(self) -> str:
        count = len(self.findings)
        told = f"{count} finding{'s' * (count != 1)}" if count else "no findings"
        lines = [f"{self.tool}: {told}", f"    {self.seen}"]
        # A mistake of the theme stands on every page: its places are counted, not listed.
        places: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            places.setdefault((finding.what, finding.where), []).append(finding)
        for same in places.values():
            lines.append(f"  - {same[0]}")
            if len(same) > 1:
                lines.append(f"      and on {len(same) - 1} more pages")
        return "\n".join(lines)
