"""Lists in a report: short at the terminal, whole in a file."""

MOST = 20
"""Lines of one kind at the terminal."""


def section(title: str, lines: list[str], most: int | None = None) -> str:
    """A list under its title, at most so many lines of it; "" where there are none."""
    if not lines:
        return ""
    shown = [f"  - {line}" for line in lines[:most]]
    if most is not None and len(lines) > most:
        shown.append(f"  - and {len(lines) - most} more; --report FILE tells all")
    return "\n".join([f"{title}:", *shown])
