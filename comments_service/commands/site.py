"""`newsroom build`, `check` and `new`: what editors do."""

import os
import subprocess
import sys

import click

from comments_service.actions.publish_thread import publish_all
from comments_service.commands.new_post import write_new_post
from comments_service.commands.opening import fail, faults_told, now, open_newsroom, open_service
from comments_service.contract.content import KINDS
from comments_service.schedule import pelican


@click.command()
def build() -> None:
    """Build the public site into output/, published comments included."""
    run_pelican("publishconf.py")
    publish_all(open_service(), now())


@click.command()
def check() -> None:
    """List every fault in the content; writes nothing."""
    run_pelican("pelicanconf.py", NEWSROOM_CHECK="1")


@click.command()
@click.argument("title")
@click.option("--lang", help="Language of the post; the newsroom's first one if left out.")
@click.option("--kind", type=click.Choice(KINDS), default="release", show_default=True)
def new(title: str, lang: str | None, kind: str) -> None:
    """Start a post called TITLE, as a draft with everything it needs."""
    config, paths = open_newsroom()
    languages = config.newsroom.languages
    if lang and lang not in languages:
        fail(f"The newsroom has no language {lang!r}; it has: {', '.join(languages)}.")
    with faults_told():
        path = write_new_post(config, paths, title, lang or config.language, kind, now())
    click.echo(
        f"Started {os.path.relpath(path)} as a draft.\n"
        "Write it, set «status: published» when it may go out, then `make check`."
    )


def run_pelican(settings: str, **environment: str) -> None:
    """Run Pelican with one of our settings files; ends the command when it finds faults."""
    config, _ = open_newsroom()
    done = subprocess.run(  # noqa: S603 - our own command, nothing from outside in it
        pelican.command(settings), check=False, env=pelican.environment(config, environment)
    )
    if done.returncode:
        sys.exit(done.returncode)
