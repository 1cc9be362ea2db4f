"""`newsroom run` to try it, `newsroom serve` in production: one process for everything."""

import logging
import os
import signal
import sys
from types import FrameType
from typing import IO

import click
from waitress.server import create_server

from comments_service.actions.chores import Chores
from comments_service.actions.publish_thread import publish_all
from comments_service.actions.service import Service
from comments_service.app import create_app
from comments_service.commands.moderators import invitation_link
from comments_service.commands.opening import (
    AlreadyRunning,
    check_port,
    fail,
    hold,
    now,
    open_newsroom,
    open_service,
)
from comments_service.commands.site import run_pelican
from comments_service.contract.paths import Paths
from comments_service.outbox.worker import Worker
from comments_service.schedule import pelican
from comments_service.schedule.rebuilder import Build, Rebuilder
from comments_service.storage import moderators
from comments_service.storage.moderators import Moderator

# Enough for a small server: each thread waits for the disk or, rarely, for Akismet.
THREADS = 16
# Half a request costs next to nothing, but may not keep others out for long.
CONNECTIONS, PATIENCE_SECONDS = 500, 30


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True
)
def run(port: int) -> None:
    """Try it: build the site, then serve site, comments and moderation on this machine."""
    url = f"http://127.0.0.1:{port}"
    check_port(port, "run")
    config, paths = open_newsroom()
    os.environ["NEWSROOM_URL"] = url + config.prefix
    # Before the build: it would write this address into the pages of one that runs elsewhere.
    with _held(paths, url + config.prefix):
        run_pelican("pelicanconf.py")
        service = open_service(trial=True)
        publish_all(service, now())
        _serve(service, "127.0.0.1", port, trial=True)


@click.command()
@click.option(
    "--host",
    envvar="NEWSROOM_HOST",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; a web server in front passes requests on.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True
)
def serve(host: str, port: int) -> None:
    """Serve in production, and build when the site is due. Needs a secret key and https://."""
    service = open_service(trial=False)
    with _held(service.paths, service.config.newsroom.url):
        _serve(service, host, port, trial=False)


def _held(paths: Paths, url: str) -> IO[str]:
    """Mark this process as the one that serves the newsroom, or end with a word."""
    try:
        return hold(paths, url)
    except AlreadyRunning as running:
        fail(
            f"This newsroom is already being served, at {running.url or 'another address'}.\n"
            "    mend: stop that process first."
        )


def _serve(service: Service, host: str, port: int, *, trial: bool) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("comments_service.schedule").setLevel(logging.INFO)
    url = service.config.newsroom.url
    worker = Worker(service, Chores(service))
    rebuilder = Rebuilder(service, _builder(service, trial))
    app = create_app(
        service,
        trial=trial,
        on_change=worker.wake,
        worker_alive=lambda: worker.alive and rebuilder.alive,
    )
    try:
        server = create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            connection_limit=CONNECTIONS,
            channel_timeout=PATIENCE_SECONDS,
            asyncore_use_poll=True,
            max_request_body_size=1_000_000,
            # The application itself decides whose X-Forwarded-For it believes.
            clear_untrusted_proxy_headers=service.config.service.trusted_proxies == 0,
        )
    except OSError as error:
        fail(f"{host}:{port} cannot be used ({error.strerror}).\n    mend: set another PORT.")
    signal.signal(signal.SIGTERM, _interrupt)
    service.filter.start()
    worker.start()
    rebuilder.start()
    _greet(service, url, trial)
    try:
        server.run()
    finally:
        rebuilder.stop()
        worker.stop()
        service.filter.stop()
        server.close()


def _builder(service: Service, trial: bool) -> Build:
    """A build by the clock, equal to one by hand: on trial that of the start."""
    settings = "pelicanconf.py" if trial else "publishconf.py"
    environment = pelican.environment(service.config, {})
    return lambda stopping: pelican.build(settings, environment, stopping)


def _greet(service: Service, url: str, trial: bool) -> None:
    click.echo(f"\n  Newsroom    {url}/\n  Moderation  {url}/moderation/")
    people = moderators.everyone(service.db)
    if not any(person.password_hash for person in people):
        click.echo(f"  Sign in     {_first_link(service, people) if trial else _HOW_TO_INVITE}")
    click.echo("\n  Stop with Ctrl-C.\n" if trial else "")
    sys.stdout.flush()


_HOW_TO_INVITE = "nobody can yet; invite somebody: newsroom moderators add NAME"


def _first_link(service: Service, people: list[Moderator]) -> str:
    """A one-time link for the first moderator, unless somebody else was invited on purpose."""
    contact = next(iter(service.config.contacts), None)
    name = contact.name if contact else "Moderator"
    if any(person.name != name for person in people):
        return _HOW_TO_INVITE
    function = contact.role[service.config.language] if contact else ""
    link = invitation_link(service, name, function)
    return f"{link}\n              (one-time link for the first moderator)"


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
