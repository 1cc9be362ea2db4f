"""What editors do with their texts: new, translate, review, approve, publish, correct, …

Each command changes single fields of one file, which could be done by hand, too. FILE is the text's
file, the folder it lies in, its address or its permanent id.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from comments_service.commands.new_post import write_new_post
from comments_service.commands.opening import fail, faults_told, now, open_newsroom
from comments_service.contract.config import Config
from comments_service.contract.content import KINDS
from comments_service.contract.faults import shown
from comments_service.contract.nearest import nearest
from comments_service.editing import after, rename, states, translate
from comments_service.editing.finding import find
from comments_service.editing.library import Library
from comments_service.editing.sheet import Done, PostSheet, Sheet

_NEXT = {
    "release": "write it, then make review FILE={file}",
    "note": "write it, then make publish FILE={file}",
    "adhoc": "write it, then make review FILE={file}",
    "event": "put in starts, ends and venue, write it, then make review FILE={file}",
}


def _on_post(action: Callable[..., Done]) -> Callable[..., None]:
    """A command that takes FILE and hands the post on; tells what was done."""

    @wraps(action)
    def run(file: str, **given: Any) -> None:
        library = _library()
        with faults_told():
            click.echo(action(PostSheet(find(file, library), library), **given))

    return run


def _library() -> Library:
    config, paths = open_newsroom()
    return Library(config, paths, now())


@click.command()
@click.argument("title")
@click.option("--lang", help="Language of the post; the newsroom's first one if left out.")
@click.option("--kind", default="release", show_default=True, help=f"One of: {', '.join(KINDS)}.")
def new(title: str, lang: str | None, kind: str) -> None:
    """Start a post called TITLE, as a draft with everything it needs."""
    config, paths = open_newsroom()
    lang = _known("language", lang or config.language, config.newsroom.languages)
    kind = _known("kind", kind, KINDS)
    with faults_told():
        path = write_new_post(config, paths, title, lang, kind, now())
    name = shown(path)
    wrote = _author(config)
    click.echo(f"Started {name}, a draft by {wrote}; correct «authors» if it is somebody else.")
    click.echo(f"Next: {_NEXT[kind].format(file=name)}")


@click.command("translate")
@click.argument("file")
@click.option("--lang", required=True, help="The language to translate into.")
@_on_post
def translate_post(sheet: PostSheet, lang: str) -> Done:
    """Start a translation of FILE, as a draft beside it."""
    return translate.translate(sheet, lang.strip())


@click.command()
@click.argument("file")
@_on_post
def review(sheet: PostSheet) -> Done:
    """Hand FILE over to whoever reads it before it goes out."""
    return states.review(sheet)


@click.command()
@click.argument("file")
@click.option("--by", required=True, help="Who approves: id or name of an author.")
@_on_post
def approve(sheet: PostSheet, by: str) -> Done:
    """Approve the words, pictures and files of FILE as they are now."""
    return states.approve(sheet, by)


@click.command()
@click.argument("file")
@click.option("--at", default="", help="When: «2026-12-01 09:00», or now.")
@_on_post
def publish(sheet: PostSheet, at: str) -> Done:
    """Let FILE go out: now, at a moment, or at its date where that lies ahead."""
    return states.publish(sheet, at)


@click.command()
@click.argument("file")
@click.option("--text", required=True, help="What was wrong, and what is right.")
@_on_post
def correct(sheet: PostSheet, text: str) -> Done:
    """Add a dated correction to FILE, for all readers to see."""
    return after.correct(sheet, text)


@click.command()
@click.argument("file")
@click.option("--reason", required=True, help="Why, for its readers.")
@click.option("--instead", default="", help="The post that takes its place.")
@_on_post
def withdraw(sheet: PostSheet, reason: str, instead: str) -> Done:
    """Withdraw FILE; its address stays and says why."""
    return after.withdraw(sheet, reason, instead)


@click.command("rename")
@click.argument("file")
@click.option("--slug", required=True, help="The last part of the new address.")
def rename_text(file: str, slug: str) -> None:
    """Give FILE, a post or page, a new address; the old one leads there."""
    library = _library()
    with faults_told():
        click.echo(rename.rename(Sheet(find(file, library), library), slug))


def _known(what: str, given: str, known: tuple[str, ...]) -> str:
    if given not in known:
        near = nearest(given, known)
        meant = f" Did you mean {near}?" if near else ""
        fail(f"The newsroom has no {what} {given!r}; it has: {', '.join(known)}.{meant}")
    return given


def _author(config: Config) -> str:
    return config.authors[0].name


EDITING = (new, translate_post, review, approve, publish, correct, withdraw, rename_text)
