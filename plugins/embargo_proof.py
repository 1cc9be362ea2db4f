"""The proof that nothing of a text that is not public stands in what is about to be published.

It looks at the finished files, not at how they were made: whatever a template, a plugin or a
library writes is searched, containers and metadata included. One find, and nothing is published.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican import signals

from comments_service.contract.faults import Fault
from plugins import build
from plugins.build import Build
from plugins.cache import Cache
from plugins.needles import Needle, Needles, needles, public_lines
from plugins.proof_files import Opener, Piece
from plugins.proof_index import LENGTH, Index
from plugins.proof_memory import Memory
from plugins.proof_words import layers, plain

# Enough to see what is going on; one mend mostly helps for all of them.
_FILES, _WORDS = 5, 2
_CLOSED = (
    "it is damaged, locked or of an unknown format: nobody knows whether it gives away a secret"
)
_OPEN = "look into it, or replace it by one that opens without a password"


def prove(pelican: Any) -> None:
    """To be called when every file is written, and none published."""
    run = build.of(pelican.settings)
    others = {
        "var/threads.json": repr([run.threads, run.announcements]),
        "var/redirects.json": repr(run.redirects),
    }
    run.faults.extend(faults(run, Path(pelican.output_path), others))


def faults(run: Build, staging: Path, others: Mapping[str, str]) -> Iterator[Fault]:
    """A fault for each hidden text and each file that gives it away.

    `others` are texts that the build writes elsewhere, by their names. A preview shows what is
    hidden, so there is nothing to prove.
    """
    wanted = None if run.preview else needles(run)
    if wanted is None:
        return
    cache = Cache(run.paths.cache / "proof")
    memory = Memory(run.paths.cache / "proof.json", wanted)
    search = _Search(wanted, set(public_lines(run)))
    for name, text in others.items():
        search.words_in(text, name)
    paths = {path.relative_to(staging).as_posix(): path for path in sorted(staging.rglob("*"))}
    search.names(list(paths))
    opener = Opener(cache)
    for name, path in paths.items():
        if path.is_file() and not memory.knows(name, path):
            for piece in opener.pieces(path, name):
                search.look_at(piece)
                if not piece.searched:
                    # To be told by every build, so it does not count as proven.
                    memory.forget(name)
                    run.warnings.append(Fault(piece.name, 0, _CLOSED, _OPEN))
    yield from search.faults()
    if not search.found:
        memory.save()
        if memory.is_new:
            cache.prune()


class _Search:
    def __init__(self, wanted: Needles, seen: set[str]) -> None:
        self._wanted = wanted
        self._index = Index(wanted.phrases)
        self._seen = seen
        """Lines that were looked through before, or need not be."""
        self.found: dict[tuple[str, str], list[Needle]] = defaultdict(list)
        """By the hidden source and the file that holds them."""

    def names(self, names: list[str]) -> None:
        """Look at many names at once; at each of them only if there is something."""
        if any(self._index.find(plain(layer)) for layer in layers("\n".join(names))):
            for name in names:
                self.words_in(name, name)

    def look_at(self, piece: Piece) -> None:
        if ": " in piece.name:
            self.words_in(piece.name, piece.name)
        if same := self._wanted.files.get(piece.size):
            needle = same.get(piece.digest())
            self._note([needle] if needle else [], piece.name)
        # Pages share most of their lines, and a feed repeats what another one says.
        lines = [line for line in dict.fromkeys(piece.text.split("\n")) if line not in self._seen]
        if piece.is_code:
            self.words_in("\n".join(lines), piece.name, LENGTH)
        elif not self.words_in("\n".join(lines), piece.name):
            self._seen.update(lines)

    def words_in(self, text: str, name: str, at_least: int = 1) -> bool:
        """Note the needles in a text; whether there were any."""
        phrases = {found for layer in layers(text) for found in self._index.find(plain(layer))}
        found = [self._wanted.phrases[p] for p in phrases if len(p.split()) >= at_least]
        self._note(found, name)
        return bool(found)

    def _note(self, found: list[Needle], name: str) -> None:
        for needle in found:
            self.found[needle.source.key, name].append(needle)

    def faults(self) -> Iterator[Fault]:
        by_source = defaultdict(list)
        for (key, name), found in self.found.items():
            by_source[key].append((name, found))
        for files in by_source.values():
            for name, found in files[:_FILES]:
                yield _fault(name, found)
            if (more := len(files) - _FILES) > 0:
                source = files[0][1][0].source
                cause = f"the same would stand in {more} more files"
                yield source.fault("title", cause, "mend what is told above first")


def _fault(name: str, found: list[Needle]) -> Fault:
    first = found[0]
    shown = sorted({needle.shown for needle in found if needle.field == first.field}, key=len)
    words_told = " and ".join(repr(words) for words in shown[-_WORDS:])
    return first.source.fault(
        first.field,
        f"{words_told} must not be public yet, but would stand in {name}",
        "mend the template or plugin that writes that file; nothing was published",
    )


def register() -> None:
    signals.finalized.connect(prove)
