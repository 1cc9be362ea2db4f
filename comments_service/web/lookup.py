"""Which file an address stands for, below a folder of built pages."""

from pathlib import Path

from werkzeug.security import safe_join

_DOTTED = ".well-known"


def find(output: Path, parts: list[str]) -> Path | None:
    """The file for the parts of a path, a folder that lacks its slash, or None."""
    folder = parts[-1] == ""
    names = parts[:-1] if folder else parts
    hidden = any(n.startswith(".") and (i or n != _DOTTED) for i, n in enumerate(names))
    if hidden or "" in names or "\0" in "".join(names):
        return None
    found = safe_join(str(output), *names, *(["index.html"] if folder else []))
    if found is None:
        return None
    file = Path(found)
    try:
        if file.is_dir():
            return file if (file / "index.html").is_file() else None
        return file if file.is_file() else None
    except OSError:
        # A name longer than the file system takes.
        return None
