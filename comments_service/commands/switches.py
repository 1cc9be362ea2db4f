"""`newsroom comments crisis`, `close` and `reopen`: what can be switched while the site runs."""

from urllib.parse import unquote, urlsplit

import click

from comments_service.actions import switches
from comments_service.actions.service import Service
from comments_service.commands.opening import fail, now, open_service, running_at, user
from comments_service.contract.switches import CLOSED, HOLD
from comments_service.contract.threads import Thread
from comments_service.outbox.worker import settle

_MODES = {"hold": HOLD, "close": CLOSED, "off": switches.OFF}
_SAID = {
    HOLD: "Every comment waits for a person. Scheduled posts wait until the crisis is over.",
    CLOSED: "No comments are taken. Scheduled posts wait until the crisis is over.",
    switches.OFF: "All as usual.",
}

_WHY = click.option("--why", default="", help="For the log; readers do not see it.")


@click.command()
@click.argument("mode", type=click.Choice(list(_MODES)), required=False)
@_WHY
def crisis(mode: str | None, why: str) -> None:
    """Hold or close all comments, or end that: hold, close or off. Alone, it tells what is set."""
    service = open_service()
    if mode is None:
        current = service.switches()
        since = f" Since {current.since:%Y-%m-%d %H:%M} UTC." if current.since else ""
        click.echo(f"{_SAID[current.crisis]}{since}")
        return
    current = switches.switch_crisis(service, _MODES[mode], user(), now(), why)
    _publish(service)
    click.echo(_SAID[current.crisis])


@click.command()
@click.argument("thread", metavar="POST")
@_WHY
def close(thread: str, why: str) -> None:
    """Take no more comments on POST, given by its id or address."""
    service = open_service()
    found = _thread(service, thread)
    switches.close_thread(service, found.id, user(), now(), why)
    _publish(service)
    click.echo(f"«{found.title}» takes no more comments.")


@click.command()
@click.argument("thread", metavar="POST")
@_WHY
def reopen(thread: str, why: str) -> None:
    """Take comments on POST again, as far as its own date allows."""
    service = open_service()
    found = _thread(service, thread)
    switches.reopen_thread(service, found.id, user(), now(), why)
    _publish(service)
    click.echo(f"«{found.title}» is no longer closed by hand.")


def _publish(service: Service) -> None:
    if not running_at(service.paths):
        settle(service, now())


def _thread(service: Service, given: str) -> Thread:
    path = unquote(urlsplit(given).path).rstrip("/")
    threads = service.threads.all().values()
    found = [one for one in threads if given.lower() == one.id or path == one.url.rstrip("/")]
    if not found:
        fail(
            f"No post that takes comments has the id or address {given!r}.\n"
            "    mend: copy the address of the post's page"
        )
    return found[0]
