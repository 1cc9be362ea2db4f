"""`newsroom moderators`: who may decide about comments."""

import click

from comments_service.actions import sign_in
from comments_service.actions.service import Service
from comments_service.commands.opening import fail, now, open_service, running_at
from comments_service.domain.errors import Invalid
from comments_service.storage import moderators as stored


@click.group()
def moderators() -> None:
    """Invite, list and shut out moderators."""


@moderators.command()
@click.argument("name")
@click.option(
    "--function", default="", help="What stands beside the name, such as «Press officer»."
)
def add(name: str, function: str) -> None:
    """Invite NAME: prints a one-time link for setting a password.

    For somebody who forgot the password, the same command prints a new link.
    """
    service = open_service()
    try:
        link = invitation_link(service, name, function)
    except Invalid as error:
        fail(" ".join(error.errors.values()))
    click.echo(f"One-time link for {name}, good for 48 hours:\n{link}")


@moderators.command("list")
def show() -> None:
    """List all moderators and whether they can sign in."""
    for person in stored.everyone(open_service().db):
        state = "disabled" if person.disabled else "active" if person.password_hash else "invited"
        click.echo(f"{state:9} {person.name}" + (f", {person.function}" if person.function else ""))


@moderators.command()
@click.argument("name")
def disable(name: str) -> None:
    """Shut NAME out at once; running sessions end."""
    if not sign_in.disable(open_service(), name, now()):
        fail(f"There is no moderator {name!r}. `newsroom moderators list` shows them all.")
    click.echo(f"{name} is shut out.")


@moderators.command()
@click.argument("name")
def enable(name: str) -> None:
    """Let NAME in again after a `disable`."""
    if not sign_in.enable(open_service(), name, now()):
        fail(f"There is no moderator {name!r}. `newsroom moderators list` shows them all.")
    click.echo(f"{name} can sign in again.")


def invitation_link(service: Service, name: str, function: str) -> str:
    """A new one-time link, at the address where the newsroom is served now."""
    token = sign_in.invite(service, name, function, now())
    base = running_at(service.paths) or service.config.newsroom.url
    return f"{base}/moderation/join/{token}"
