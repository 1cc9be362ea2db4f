"""`newsroom build` and `check`."""

import subprocess
import sys

import click

from comments_service.actions.publish_thread import publish_all
from comments_service.commands.opening import now, open_newsroom, open_service
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


def run_pelican(settings: str, **environment: str) -> None:
    """Run Pelican with one of our settings files; ends the command when it finds faults."""
    config, _ = open_newsroom()
    done = subprocess.run(  # noqa: S603 - our own command, nothing from outside in it
        pelican.command(settings), check=False, env=pelican.environment(config, environment)
    )
    if done.returncode:
        sys.exit(done.returncode)
