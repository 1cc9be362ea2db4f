"""A mail as a short list of parts, from which plain text and HTML are made alike.

The HTML names nothing outside the mail: no picture, no font, nothing that tells who has read it.
"""

import textwrap
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config

# RFC 5322, 2.1.1, wants lines of 78 characters at most; quoting takes some of them.
_WIDTH = 72


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str
    kind: str = field(default="words", init=False)


@dataclass(frozen=True)
class Quote:
    """What somebody else wrote."""

    text: str
    kind: str = field(default="quote", init=False)


@dataclass(frozen=True)
class Link:
    """What to do, on a line of its own."""

    text: str
    url: str
    kind: str = field(default="link", init=False)


@dataclass(frozen=True)
class Linked:
    """A paragraph with an address in the middle."""

    before: str
    url: str
    after: str
    kind: str = field(default="linked", init=False)


@dataclass(frozen=True)
class Links:
    """Several of one kind: texts with addresses."""

    links: tuple[tuple[str, str], ...]
    kind: str = field(default="links", init=False)


@dataclass(frozen=True)
class Facts:
    """Labels with values."""

    facts: tuple[tuple[str, str], ...]
    kind: str = field(default="facts", init=False)


Part = Words | Quote | Link | Linked | Links | Facts


@dataclass(frozen=True)
class Letter:
    """What is said to one person. `subject` gets the newsroom's name put before it."""

    lang: str
    subject: str
    parts: tuple[Part, ...]
    why: str
    """Why this person gets it."""
    stop: tuple[str, str] | None = None
    """What turns such mails off: words and address."""


def plain(config: Config, t: Translator, letter: Letter) -> str:
    """The letter as text, in lines of at most 72 characters, addresses excepted."""
    blocks = [_plain(part, t) for part in letter.parts]
    closing = [_filled(text) + (f"\n{url}" if url else "") for text, url in _end(config, t, letter)]
    # «-- » with its space is how mail programs know a signature (RFC 3676, 4.3).
    return "\n\n".join(blocks) + "\n\n-- \n" + "\n\n".join(closing) + "\n"


def html(config: Config, t: Translator, letter: Letter) -> str:
    """The letter as a page of HTML; everything in it is escaped."""
    return _template().render(
        lang=letter.lang,
        subject=f"{config.newsroom.name}: {letter.subject}",
        heading=letter.subject,
        parts=letter.parts,
        closing=_end(config, t, letter),
        accent=config.colours.accent,
        accent_dark=config.colours.accent_dark,
    )


def _end(config: Config, t: Translator, letter: Letter) -> list[tuple[str, str]]:
    """The last lines: why it came, how to stop it, who sent it."""
    sent = t(
        "This message was sent automatically by the newsroom of %(name)s.",
        name=config.newsroom.name,
    )
    address = config.address
    seat = f"{config.newsroom.legal_name}, {address.street}, {address.postal_code} {address.city}"
    stop = [letter.stop] if letter.stop else []
    return [(letter.why, ""), *stop, (sent, ""), (seat, "")]


def _plain(part: Part, t: Translator) -> str:
    if isinstance(part, Words):
        return _filled(part.text)
    if isinstance(part, Quote):
        lines = [line for one in part.text.splitlines() for line in _filled(one, 70).splitlines()]
        return "\n".join(f"> {line}".rstrip() for line in lines or [""])
    if isinstance(part, Link):
        return f"{_filled(part.text)}\n{part.url}"
    if isinstance(part, Linked):
        # On a line of its own: mail programs take a full stop at its end for part of an address.
        after = _filled(part.after.lstrip(" ."))
        return "\n".join(block for block in (_filled(part.before), part.url, after) if block)
    if isinstance(part, Links):
        return "\n\n".join(f"{_filled('– ' + text)}\n{url}" for text, url in part.links)
    return "\n".join(
        _filled(t("%(label)s: %(value)s", label=label, value=value)) for label, value in part.facts
    )


def _filled(text: str, width: int = _WIDTH) -> str:
    lines = text.splitlines() or [""]
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines
    )


@cache
def _template() -> Template:
    jinja = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return jinja.get_template("letter.html")
