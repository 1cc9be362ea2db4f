"""Which text is meant: by its file, its folder, its address or its permanent id."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.ids import is_id
from comments_service.contract.nearest import nearest
from comments_service.editing.library import Library

_WAYS = (
    "write FILE= with the text's file, the folder it lies in, its address or its permanent id, "
    "such as FILE=content/posts/2026/seeufer/de.md"
)


def find(given: str, library: Library, option: str = "FILE") -> Path:
    """The file of the text that `given` names. Raises Faults with what was likely meant.

    `option` is what the person has to correct.
    """
    given = given.strip()
    if not given:
        raise _fault(option, "no text is named", _WAYS.replace("FILE", option))
    if (identifier := given.lower().removeprefix("urn:uuid:")) and is_id(identifier):
        return _by_id(identifier, library, option)
    if "://" in given:
        return _by_address(given, library, option)
    for base in _bases(library):
        if found := _in_place(base / Path(given).expanduser(), library, option):
            return found
    if given.startswith("/"):
        return _by_address(given, library, option)
    raise _fault(option, f"there is no text {given!r}", _meant(given, library, option))


def _bases(library: Library) -> Iterator[Path]:
    """Where a person may start to name a file from."""
    yield Path.cwd()
    yield library.paths.content.parent
    yield library.paths.content
    yield library.paths.content / "posts"


def _in_place(path: Path, library: Library, option: str) -> Path | None:
    try:
        path = path.resolve()
        is_file, is_folder = path.is_file(), path.is_dir()
    except OSError:
        # Longer than any name can be.
        return None
    if not (is_file or is_folder):
        return None
    if is_file:
        if path in [file.resolve() for file in library.files]:
            return path
        raise _fault(
            option,
            f"{shown(path)} is not a text of the newsroom",
            "name a file that ends in .md below content/posts/ or content/pages/",
        )
    inside = [file for file in library.files if file.resolve().parent == path]
    if len(inside) == 1:
        return inside[0]
    if not inside:
        if not path.is_relative_to(library.paths.content.resolve()):
            return None
        raise _fault(option, f"no text lies in {shown(path)}", "name the folder of one text")
    names = ", ".join(shown(file) for file in inside[:4]) + (", …" if len(inside) > 4 else "")
    raise _fault(option, f"{len(inside)} texts lie in {shown(path)}", f"name one of: {names}")


def _by_id(identifier: str, library: Library, option: str) -> Path:
    if text := library.of_id(identifier):
        return text.path
    near = nearest(identifier, [text.item.id for text in library.texts], 0.8)
    raise _fault(
        option,
        f"no text has the id {identifier}",
        f"did you mean {near}?" if near else "copy the id from the head of the text",
    )


def _by_address(given: str, library: Library, option: str) -> Path:
    """Whatever the host: the newsroom may be tried out under another one."""
    path = unquote(urlsplit(given).path)
    config = library.config
    for start in (config.prefix, ""):
        url = path.removeprefix(start).rstrip("/") + "/"
        if path.startswith(start) and (text := library.at(url)):
            return text.path
    urls = [text.url for text in library.texts]
    # A preview has its secret before the address.
    if inside := [url for url in urls if path.rstrip("/").endswith(url.rstrip("/"))]:
        text = library.at(inside[0])
        if text:
            return text.path
    near = nearest(path, urls)
    raise _fault(
        option,
        f"no text stands at {path}",
        f"did you mean {config.prefix}{near}?" if near else _WAYS.replace("FILE", option),
    )


def _meant(given: str, library: Library, option: str) -> str:
    """What comes near a name that is none."""
    content = library.paths.content
    known: dict[str, Path] = {}
    for file in library.files:
        key = file.relative_to(content).as_posix()
        for name in (shown(file), key, key.partition("/")[2], file.parent.name, file.stem):
            known.setdefault(name, file)
    for text in library.texts:
        known.setdefault(text.item.slug, text.path)
    wanted = given.strip("/").removesuffix(".md")
    near = nearest(given, known) or nearest(wanted, known)
    return f"did you mean {shown(known[near])}?" if near else _WAYS.replace("FILE", option)


def _fault(option: str, cause: str, mend: str) -> Faults:
    return Faults([Fault(option, 0, cause, mend)])
