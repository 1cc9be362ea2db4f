"""`newsroom preview`: what is not public yet, for those who are given its address."""

import os
import signal
import sys
import threading
from threading import Event
from types import FrameType

import click
from waitress.server import create_server

from comments_service.app import create_preview_app
from comments_service.commands.opening import (
    AlreadyRunning,
    check_port,
    fail,
    hold,
    open_newsroom,
    open_service,
    running_at,
)
from comments_service.contract import addresses
from comments_service.contract.paths import Paths
from comments_service.contract.preview import (
    end_preview,
    paths_of_preview,
    read_token,
    renew_token,
)
from comments_service.schedule.previewer import Previewer

_THREADS = 4


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="PORT",
    default=8000,
    show_default=True,
    help="Where to serve the preview, unless the newsroom is being served already.",
)
@click.option("--build-only", is_flag=True, help="Leave serving to `newsroom serve`.")
@click.option("--address", is_flag=True, help="Only tell the preview's address.")
@click.option("--new-address", is_flag=True, help="Give the preview another address.")
@click.option("--end", is_flag=True, help="Take the preview away, address and all.")
def preview(port: int, build_only: bool, address: bool, new_address: bool, end: bool) -> None:
    """Show drafts and embargoed posts under an address that nobody can guess.

    Builds again whenever a text is saved, until Ctrl-C; open pages show it by themselves.
    """
    config, paths = open_newsroom()
    if end:
        end_preview(paths)
        click.echo("The preview is gone, and its address leads nowhere.")
        return
    served_at = running_at(paths) or (config.newsroom.url if build_only else "")
    newsroom = served_at or f"http://127.0.0.1:{port}{config.prefix}"
    if address:
        _tell_address(paths, newsroom)
        return
    if new_address or not read_token(paths):
        renew_token(paths)
    try:
        mark = hold(paths_of_preview(paths), newsroom)
    except AlreadyRunning as running:
        click.echo(f"The preview is being built already: {_address(paths, running.url)}")
        return
    with mark:
        previewer = Previewer(config, paths, _tell)
        if served_at:
            _greet(paths, newsroom)
            _build_only(previewer)
        else:
            _build_and_serve(previewer, newsroom, port)


def _tell_address(paths: Paths, newsroom: str) -> None:
    if not read_token(paths):
        fail("There is no preview.\n    mend: start it: newsroom preview")
    try:
        hold(paths_of_preview(paths), newsroom).close()
    except AlreadyRunning as running:
        newsroom = running.url
    click.echo(_address(paths, newsroom))


def _address(paths: Paths, newsroom: str) -> str:
    return f"{addresses.preview(newsroom, read_token(paths))}/"


def _build_only(previewer: Previewer) -> None:
    """The process that serves the newsroom serves its preview, too."""
    stopping = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    signal.signal(signal.SIGINT, lambda *_: stopping.set())
    previewer.run(stopping)
    if read_token(previewer.paths):
        click.echo("\nThe preview stays as it is. To take it away: newsroom preview --end")


def _build_and_serve(previewer: Previewer, newsroom: str, port: int) -> None:
    check_port(port, "preview")
    os.environ["NEWSROOM_URL"] = newsroom
    service = open_service(trial=True)
    server = create_server(
        create_preview_app(service), host="127.0.0.1", port=port, threads=_THREADS, ident=""
    )
    stopping = Event()

    def build() -> None:
        try:
            previewer.run(stopping)
        finally:
            if not stopping.is_set():
                # The preview was ended from elsewhere. Not SIGINT: what a shell starts in the
                # background ignores it.
                signal.raise_signal(signal.SIGTERM)

    builder = threading.Thread(target=build, name="previewer", daemon=True)
    signal.signal(signal.SIGTERM, _interrupt)
    _greet(previewer.paths, newsroom)
    builder.start()
    try:
        server.run()
    finally:
        stopping.set()
        builder.join(timeout=30)
        server.close()


def _greet(paths: Paths, newsroom: str) -> None:
    # What systemd writes down is read by others, too.
    logged = "JOURNAL_STREAM" in os.environ
    address = "newsroom preview --address tells where" if logged else _address(paths, newsroom)
    click.echo(
        f"\n  Preview     {address}\n"
        "              Whoever has this address can read everything that is not public yet.\n\n"
        "  Stop with Ctrl-C.\n"
    )
    sys.stdout.flush()


def _tell(words: str) -> None:
    click.echo(words)
    sys.stdout.flush()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
