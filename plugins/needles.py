"""What must not be found: the words and files of texts that are not public.

Looked for are

- every four words of the text, its summary, captions and alternative texts,
- the title, the permanent id, the address and names of files as wholes,
- the bytes of the pictures and attachments that lie beside it.

Whatever also stands in a public text, the theme or `newsroom.toml` is no secret, and what the build
puts together from such pieces (a date, a name with its function) is none, either.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, cached_property
from pathlib import Path

from babel import Locale

from comments_service.contract import addresses
from comments_service.contract.content import Post
from comments_service.contract.markdown_html import Converter
from plugins.build import Build, Source
from plugins.proof_index import LENGTH, phrase, sequences, without
from plugins.proof_words import PAUSE, layers, plain, said

# So many of the four words must say something, unless one of them stands nowhere else.
_TELLING = 3
# A shorter word, alone, stands in too many places to prove anything.
_LONE_WORD = 8
# Where a sentence ends: a plain text puts the end of one beside the beginning of the next, and
# stock phrases meet by chance.
_END = re.compile(r"[.!?:;]\s")
_WHOLES = ("title", "address", "file", "id")
# Values that `newsroom.toml` knows, choices, and ids of other texts.
_CHOICES = {
    *("lang", "kind", "status", "topics", "authors", "contacts", "series", "licence", "by"),
    *("mode", "role", "translates", "replaced_by"),
}
# What the tombstone of a post that readers have met says on purpose.
_OF_TOMBSTONES = {"id", "title", "slug", "address", "aliases", "withdrawal"}
_THEME_TEXTS = (".html", ".po", ".css", ".js", ".svg", ".txt", ".typ", ".xml")


@dataclass(frozen=True)
class Needle:
    source: Source
    field: str
    """Where it stands in the source; "" for the text."""
    shown: str


@dataclass
class Needles:
    phrases: dict[bytes, Needle] = field(default_factory=dict)
    files: dict[int, dict[str, Needle]] = field(default_factory=lambda: defaultdict(dict))
    """By size in bytes and SHA-256."""


def needles(run: Build) -> Needles | None:
    """Of everything that is not public; None where there is nothing."""
    hidden = [source for source in run.sources.values() if not _is_public(source, run)]
    if not hidden:
        return None
    public = {key for source in _public(run) if source.body for key in source.body.files}
    files = {source.key: _own_files(source, run, public) for source in hidden}
    secrets = [s for source in hidden for s in _secrets(source, run, files[source.key])]
    asked = {asked for secret in secrets for asked in secret.asked}
    known = _Known(run, without(asked, _public_texts(run)))
    found = Needles()
    for secret in secrets:
        for each in known.needles(secret):
            needle = Needle(secret.source, secret.field, each.decode().strip())
            found.phrases.setdefault(each, needle)
    for source in hidden:
        for path in files[source.key]:
            needle = Needle(source, "file", path.name)
            found.files[path.stat().st_size].setdefault(_digest(path), needle)
    # Copies of what is published are none of the secrets.
    for path in (run.paths.content / key for key in public):
        if path.is_file() and (same := found.files.get(path.stat().st_size)):
            same.pop(_digest(path), None)
    return found


def public_lines(run: Build) -> Iterator[str]:
    """Lines of pages in which nothing has to be looked for, since they are a public text's own."""
    for source in _public(run):
        if source.body:
            yield from source.body.html.split("\n")


@dataclass(frozen=True)
class _Secret:
    source: Source
    field: str
    text: str

    @cached_property
    def plain(self) -> bytes:
        return phrase([PAUSE]).join(map(plain, layers(_END.sub("<p>", self.text))))

    @cached_property
    def whole(self) -> bytes:
        """All of it where few words count, too: names and addresses are short. Or nothing."""
        words = [word for word in self.plain.split() if word != PAUSE]
        return phrase(words) if words and (self.field in _WHOLES or len(words) < LENGTH) else b""

    @cached_property
    def slug(self) -> bytes:
        """Of an address that a title was made into: its words without the year. Or nothing."""
        words = self.plain.split()[1:] if self.field == "address" else []
        return phrase(words) if len(words) >= _TELLING else b""

    @property
    def asked(self) -> Iterator[bytes]:
        """Everything of which must be known whether it stands in a public text."""
        yield from (phrase([word]) for word in self.plain.split())
        yield from sequences(self.plain)
        if self.whole:
            yield self.whole
        if self.slug:
            yield self.slug


class _Known:
    """Tells what is secret in a text."""

    def __init__(self, run: Build, unknown: set[bytes]) -> None:
        """`unknown` are words and phrases that no public source holds."""
        self._unknown = unknown
        self._names = set(_names(run))

    def needles(self, secret: _Secret) -> Iterator[bytes]:
        if secret.slug and secret.slug not in self._unknown:
            # A public text has the same title, as the original of a translation has at first.
            return
        yield from filter(self._tells, self._unknown.intersection(sequences(secret.plain)))
        if secret.whole in self._unknown:
            words = secret.whole.split()
            alone = len(words) == 1 and len(words[0]) < _LONE_WORD
            if (secret.field in _WHOLES and not alone) or any(map(self._is_rare, words)):
                yield secret.whole

    def _tells(self, sequence: bytes) -> bool:
        words = sequence.split()
        telling = [word for word in words if not word.isdigit() and word not in self._names]
        enough = len(telling) >= _TELLING or any(map(self._is_rare, telling))
        return enough and PAUSE not in words

    def _is_rare(self, word: bytes) -> bool:
        return len(word) >= LENGTH and not word.isdigit() and phrase([word]) in self._unknown


def _is_public(source: Source, run: Build) -> bool:
    return not isinstance(source.item, Post) or source.item.public(run.now)


def _public(run: Build) -> Iterator[Source]:
    return (source for source in run.sources.values() if _is_public(source, run))


def _secrets(source: Source, run: Build, files: list[Path]) -> Iterator[_Secret]:
    item = source.item
    known = isinstance(item, Post) and item.was_public(run.now)
    left_out = _CHOICES | (_OF_TOMBSTONES if known else set())
    for name, text in _strings(item, left_out):
        yield _Secret(source, name, text)
    if not known:
        # Year and slug; without the language, since a slug alone may be an everyday word.
        address = source.url.removeprefix(run.config.prefix).split("/", 2)[-1]
        yield _Secret(source, "address", address)
    yield _Secret(source, "", said(_written(source, run)))
    for path in files:
        yield _Secret(source, "file", path.name)
        # Other sizes and kinds are named after it.
        yield _Secret(source, "file", path.stem)


def _written(source: Source, run: Build) -> str:
    """The text as its editor wrote it: a finished one also holds what the build adds to a picture
    or a table, which is no secret even where no public text has a picture."""
    text = (run.paths.content / source.key).read_text("utf-8").split("\n---", 1)[-1]
    return _converter().html(text)


@cache
def _converter() -> Converter:
    """One for all: making one is slow."""
    return Converter()


def _own_files(source: Source, run: Build, public: set[str]) -> list[Path]:
    """Everything beside a hidden text that no public one shows or offers."""
    content = run.paths.content
    keys = {p.relative_to(content).as_posix() for p in (content / source.key).parent.glob("*")}
    keys |= source.body.files if source.body else frozenset()
    paths = (content / key for key in sorted(keys - public))
    return [p for p in paths if p.suffix != ".md" and p.is_file() and p.stat().st_size]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _strings(item: object, left_out: set[str], name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a dataclass, however deep, with the name of the field it stands in."""
    if isinstance(item, str):
        yield name, item
    elif isinstance(item, dict):
        yield from _strings(tuple(item.values()), left_out, name)
    elif isinstance(item, tuple | list):
        for value in item:
            yield from _strings(value, left_out, name)
    elif is_dataclass(item):
        for each in fields(item):
            if each.name not in left_out:
                yield from _strings(getattr(item, each.name), left_out, each.name)


def _names(run: Build) -> Iterator[bytes]:
    """Words of names and dates."""
    config = run.config
    known = [text for _, text in _strings((config.authors, config.contacts), {"id", "bio"})]
    known += [text for _, text in _strings(config.address, set())]
    known += [config.newsroom.name, config.newsroom.legal_name]
    known += [name for topic in config.topics for name in topic.name.values()]
    for lang in config.newsroom.languages:
        locale = Locale.parse(lang)
        for terms in (locale.months, locale.days):
            for width in ("wide", "abbreviated"):
                known += terms["format"][width].values()
    return iter(plain(" ".join(known)).split())


def _public_texts(run: Build) -> Iterator[bytes]:
    yield from map(plain, layers(run.config.path.read_text("utf-8")))
    yield plain(repr(addresses.WORDS))
    for path in sorted(run.paths.theme.rglob("*")):
        if path.suffix in _THEME_TEXTS:
            yield from map(plain, layers(path.read_text("utf-8")))
    for source in _public(run):
        texts = [text for _, text in _strings(source.item, {"translates", "replaced_by"})]
        files = source.body.files if source.body else ()
        yield plain(" ".join((source.url, source.key, *texts, *files)))
        if source.body:
            yield from map(plain, layers(source.body.html))
    for site in run.sites.values():
        for stone in site.tombstones:
            yield plain(" ".join((stone.url, stone.title, stone.reason)))
